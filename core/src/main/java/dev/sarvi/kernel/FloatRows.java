package dev.sarvi.kernel;

import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.input;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Functions of rows: the elementwise parts are formulas, the sums are taken in a fixed order. */
final class FloatRows {
  private static final Formula NUMBER = input("number");
  private static final Formula Y = input("y");
  private static final Formula G = input("g");

  private static final FloatLoops CUT = loops(Formula.relu(X.minus(NUMBER)), "x");
  private static final FloatLoops SOFTMAX_BACK = loops(Y.times(G.minus(NUMBER)), "y", "g");
  private static final FloatLoops LOG_SOFTMAX_BACK =
      loops(G.minus(Formula.exp(Y).times(NUMBER)), "y", "g");
  private static final FloatLoops SPARSEMAX_BACK =
      loops(
          Formula.select(Comparison.GREATER, Y, Formula.ZERO, G.minus(NUMBER), Formula.ZERO),
          "y",
          "g");

  private static final FloatRowKernel PLAIN = new FloatPlainRows();
  private static final WarmUp<FloatRowKernel> WARM_UP =
      new WarmUp<>(
          FloatRowKernel.class,
          "FloatVectorRows",
          PLAIN,
          FloatRows::trial,
          VectorModule.PAYS_AFTER);

  /** Elements that one task computes. */
  private static final int CHUNK = 1 << 14;

  private FloatRows() {}

  private static FloatLoops loops(Formula formula, String... arrays) {
    return new FloatLoops(formula, List.of(arrays), List.of("number"));
  }

  static void map(RowOperation operation, float[] x, int length, float[] y) {
    ChunkTask task =
        switch (operation) {
          case SOFTMAX -> softmax(x, y, length);
          case LOG_SOFTMAX -> logSoftmax(x, y, length);
          case SPARSEMAX -> sparsemax(x, y, length);
        };
    forEachChunk(x.length, length, task);
  }

  static Tensor gradient(RowOperation operation, Tensor values, Tensor gradient, int length) {
    float[] y = values.floats();
    float[] g = gradient.floats();
    float[] back = new float[y.length];
    FloatLoop loop =
        switch (operation) {
          case SOFTMAX -> SOFTMAX_BACK.loop(y.length);
          case LOG_SOFTMAX -> LOG_SOFTMAX_BACK.loop(y.length);
          case SPARSEMAX -> SPARSEMAX_BACK.loop(y.length);
        };
    forEachChunk(
        y.length,
        length,
        eachRow(
            length,
            (at, row) -> {
              float number =
                  switch (operation) {
                    case SOFTMAX -> dot(y, g, at, length);
                    case LOG_SOFTMAX -> sum(g, at, length);
                    case SPARSEMAX -> meanOfSupport(y, g, at, length);
                  };
              row.run(loop, y, g, number, back, at, length);
            }));
    return Tensor.of(values.shape(), back);
  }

  private static void trial(FloatRowKernel kernel) {
    int length = 512;
    float[] x = new float[length];
    kernel.exp(x, 0, length, kernel.max(x, 0, length), x, new float[length]);
    kernel.scale(x, 0, length, 1);
  }

  private static ChunkTask softmax(float[] x, float[] y, int length) {
    FloatRowKernel kernel = WARM_UP.kernel(x.length);
    if (length <= FloatRowKernel.PARTIAL_SUMS) {
      return (from, to, row) -> {
        expOfShortRows(kernel, x, y, from, to, length, row);
        for (int at = from; at < to; at += length) {
          float factor = 1 / sumInOrder(y, at, length);
          for (int i = at; i < at + length; i++) {
            y[i] *= factor;
          }
        }
      };
    }
    return eachRow(
        length,
        (at, row) -> {
          float factor = 1 / row.exp(kernel, x, kernel.max(x, at, length), y, at, length);
          kernel.scale(y, at, length, factor);
        });
  }

  private static ChunkTask logSoftmax(float[] x, float[] y, int length) {
    FloatRowKernel kernel = WARM_UP.kernel(x.length);
    if (length <= FloatRowKernel.PARTIAL_SUMS) {
      return (from, to, row) -> {
        expOfShortRows(kernel, x, y, from, to, length, row);
        for (int at = from; at < to; at += length) {
          float logarithm = FloatFunctions.log(sumInOrder(y, at, length));
          shift(x, PLAIN.max(x, at, length), logarithm, y, at, length);
        }
      };
    }
    return eachRow(
        length,
        (at, row) -> {
          float max = kernel.max(x, at, length);
          float logarithm = FloatFunctions.log(row.exp(kernel, x, max, y, at, length));
          shift(x, max, logarithm, y, at, length);
        });
  }

  /** Rows that would not fill a vector are exponentiated all in one. */
  private static void expOfShortRows(
      FloatRowKernel kernel, float[] x, float[] y, int from, int to, int length, Row row) {
    for (int at = from; at < to; at += length) {
      shift(x, PLAIN.max(x, at, length), 0, y, at, length);
    }
    row.exp(kernel, y, 0, y, from, to - from);
  }

  private static void shift(float[] x, float a, float b, float[] y, int at, int length) {
    for (int i = at; i < at + length; i++) {
      y[i] = x[i] - a - b;
    }
  }

  private static float sumInOrder(float[] y, int at, int length) {
    float sum = 0;
    for (int i = at; i < at + length; i++) {
      sum += y[i];
    }
    return sum;
  }

  private static ChunkTask sparsemax(float[] x, float[] y, int length) {
    FloatLoop cut = CUT.loop(x.length);
    return eachRow(
        length, (at, row) -> row.run(cut, x, x, simplexShift(x, at, length), y, at, length));
  }

  /**
   * The tau of sparsemax: the largest elements stay as long as each is above the tau of them all.
   */
  private static float simplexShift(float[] x, int at, int length) {
    float[] ascending = Arrays.copyOfRange(x, at, at + length);
    Arrays.sort(ascending); // NaN last, so that it comes first below and stays
    double sum = 0;
    double tau = Double.NEGATIVE_INFINITY;
    for (int i = length - 1, count = 1; i >= 0; i--, count++) {
      sum += ascending[i];
      double next = (sum - 1) / count;
      if (ascending[i] <= next) {
        break;
      }
      tau = next;
    }
    return (float) tau;
  }

  private interface RowTask {
    void run(int at, Row row);
  }

  /** Some rows that follow each other. */
  private interface ChunkTask {
    void run(int from, int to, Row row);
  }

  private static ChunkTask eachRow(int length, RowTask task) {
    return (from, to, row) -> {
      for (int at = from; at < to; at += length) {
        task.run(at, row);
      }
    };
  }

  private static void forEachChunk(int size, int length, ChunkTask task) {
    if (size == 0) {
      return;
    }
    int inTask = Math.max(1, CHUNK / length) * length;
    Parallel.run(
        (size - 1) / inTask + 1,
        chunk -> task.run(chunk * inTask, Math.min(size, (chunk + 1) * inTask), new Row()));
  }

  /** The arguments of a loop over one row, made once for many rows. */
  private static final class Row {
    private final float[][] inputs = new float[LoopCompiler.ARRAYS][];
    private final int[] inputsAt = new int[LoopCompiler.ARRAYS];
    private final float[] numbers = new float[LoopCompiler.NUMBERS];
    private final float[] sums = new float[2 * FloatRowKernel.PARTIAL_SUMS];

    /** {@code y = e^(x - max)}, and its sum in a fixed tree. */
    float exp(FloatRowKernel kernel, float[] x, float max, float[] y, int at, int length) {
      Arrays.fill(sums, 0, FloatRowKernel.PARTIAL_SUMS, 0);
      kernel.exp(x, at, length, max, y, sums);
      for (int half = FloatRowKernel.PARTIAL_SUMS / 2; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          sums[i] += sums[i + half];
        }
      }
      return sums[0];
    }

    void run(FloatLoop loop, float[] a, float[] b, float number, float[] y, int at, int length) {
      Arrays.fill(inputs, a);
      Arrays.fill(inputsAt, at);
      inputs[1] = b;
      numbers[0] = number;
      loop.run(inputs, inputsAt, numbers, y, at, 0, length);
    }
  }

  /** In four sums, so that the additions do not wait for each other. */
  private static float sum(float[] x, int at, int length) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = at;
    for (int end = at + length - 3; i < end; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < at + length; i++) {
      a += x[i];
    }
    return (a + b) + (c + d);
  }

  private static float dot(float[] x, float[] y, int at, int length) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = at;
    for (int end = at + length - 3; i < end; i += 4) {
      a = Math.fma(x[i], y[i], a);
      b = Math.fma(x[i + 1], y[i + 1], b);
      c = Math.fma(x[i + 2], y[i + 2], c);
      d = Math.fma(x[i + 3], y[i + 3], d);
    }
    for (; i < at + length; i++) {
      a = Math.fma(x[i], y[i], a);
    }
    return (a + b) + (c + d);
  }

  /** The mean of g where y is not 0. */
  private static float meanOfSupport(float[] y, float[] g, int at, int length) {
    double sum = 0;
    int count = 0;
    for (int i = at; i < at + length; i++) {
      if (y[i] > 0) {
        sum += g[i];
        count++;
      }
    }
    return (float) (sum / count);
  }
}

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

  private static final FloatLoops SHIFTED_EXP = loops(Formula.exp(X.minus(NUMBER)), "x");
  private static final FloatLoops DIVIDED = loops(X.dividedBy(NUMBER), "x");
  private static final FloatLoops SHIFTED = loops(X.minus(NUMBER), "x");
  private static final FloatLoops LOG = loops(Formula.log(X), "x");
  private static final FloatLoops CUT = loops(Formula.relu(X.minus(NUMBER)), "x");
  private static final FloatLoops SOFTMAX_BACK = loops(Y.times(G.minus(NUMBER)), "y", "g");
  private static final FloatLoops LOG_SOFTMAX_BACK =
      loops(G.minus(Formula.exp(Y).times(NUMBER)), "y", "g");
  private static final FloatLoops SPARSEMAX_BACK =
      loops(
          Formula.select(Comparison.GREATER, Y, Formula.ZERO, G.minus(NUMBER), Formula.ZERO),
          "y",
          "g");

  /** Elements that one task computes. */
  private static final int CHUNK = 1 << 14;

  private FloatRows() {}

  private static FloatLoops loops(Formula formula, String... arrays) {
    return new FloatLoops(formula, List.of(arrays), List.of("number"));
  }

  static void map(RowOperation operation, float[] x, int length, float[] y) {
    RowTask task =
        switch (operation) {
          case SOFTMAX -> softmax(x, y, length);
          case LOG_SOFTMAX -> logSoftmax(x, y, length);
          case SPARSEMAX -> sparsemax(x, y, length);
        };
    forEachRow(x.length, length, task);
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
    forEachRow(
        y.length,
        length,
        (at, row) -> {
          float number =
              switch (operation) {
                case SOFTMAX -> dot(y, g, at, length);
                case LOG_SOFTMAX -> sum(g, at, length);
                case SPARSEMAX -> meanOfSupport(y, g, at, length);
              };
          row.run(loop, y, g, number, back, at, length);
        });
    return Tensor.of(values.shape(), back);
  }

  private static RowTask softmax(float[] x, float[] y, int length) {
    FloatLoop exp = SHIFTED_EXP.loop(x.length);
    FloatLoop divide = DIVIDED.loop(x.length);
    return (at, row) -> {
      row.run(exp, x, x, max(x, at, length), y, at, length);
      row.run(divide, y, y, sum(y, at, length), y, at, length);
    };
  }

  private static RowTask logSoftmax(float[] x, float[] y, int length) {
    FloatLoop exp = SHIFTED_EXP.loop(x.length);
    FloatLoop shift = SHIFTED.loop(x.length);
    return (at, row) -> {
      float max = max(x, at, length);
      row.run(exp, x, x, max, y, at, length);
      y[at] = sum(y, at, length);
      row.run(LOG.plain(), y, y, 0, y, at, 1);
      float logarithm = y[at];
      row.run(shift, x, x, max, y, at, length);
      row.run(shift, y, y, logarithm, y, at, length);
    };
  }

  private static RowTask sparsemax(float[] x, float[] y, int length) {
    FloatLoop cut = CUT.loop(x.length);
    return (at, row) -> row.run(cut, x, x, simplexShift(x, at, length), y, at, length);
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

  private static void forEachRow(int size, int length, RowTask task) {
    if (size == 0) {
      return;
    }
    int perTask = Math.max(1, CHUNK / length);
    int rows = size / length;
    Parallel.run(
        (rows - 1) / perTask + 1,
        chunk -> {
          Row row = new Row();
          for (int i = chunk * perTask; i < Math.min(rows, (chunk + 1) * perTask); i++) {
            task.run(i * length, row);
          }
        });
  }

  /** The arguments of a loop over one row, made once for many rows. */
  private static final class Row {
    private final float[][] inputs = new float[LoopCompiler.ARRAYS][];
    private final int[] inputsAt = new int[LoopCompiler.ARRAYS];
    private final float[] numbers = new float[LoopCompiler.NUMBERS];

    void run(FloatLoop loop, float[] a, float[] b, float number, float[] y, int at, int length) {
      Arrays.fill(inputs, a);
      Arrays.fill(inputsAt, at);
      inputs[1] = b;
      numbers[0] = number;
      loop.run(inputs, inputsAt, numbers, y, at, 0, length);
    }
  }

  private static float max(float[] x, int at, int length) {
    float max = x[at];
    for (int i = at + 1; i < at + length; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
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

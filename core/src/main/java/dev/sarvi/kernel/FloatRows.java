package dev.sarvi.kernel;

import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.input;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Functions of rows: the elementwise parts are formulas, the sums are taken in a fixed order. */
final class FloatRows {
  private static final Formula Y = input("y");
  private static final Formula G = input("g");

  /** A number that goes with a row. */
  private static final Formula NUMBER = input("number");

  /** The gradient of softmax, with the sum of {@code y·g}. */
  static final Formula OF_SOFTMAX = Y.times(G.minus(NUMBER));

  /** The gradient of its logarithm, with the sum of {@code g}. */
  static final Formula OF_LOG_SOFTMAX = G.minus(Formula.exp(Y).times(NUMBER));

  private static final FloatLoops CUT = loops(Formula.relu(X.minus(NUMBER)), "x");
  private static final FloatLoops SOFTMAX_BACK = loops(OF_SOFTMAX, "y", "g");
  private static final FloatLoops LOG_SOFTMAX_BACK = loops(OF_LOG_SOFTMAX, "y", "g");
  private static final FloatLoops SPARSEMAX_BACK =
      loops(
          Formula.select(Comparison.GREATER, Y, Formula.ZERO, G.minus(NUMBER), Formula.ZERO),
          "y",
          "g");

  private static final FloatRowKernel PLAIN = new FloatPlainRows();
  private static final WarmUp<FloatRowKernel> WARM_UP =
      new WarmUp<>(
          PLAIN,
          () -> VectorModule.preferVector(FloatRowKernel.class, "FloatVectorRows", PLAIN),
          FloatRows::trial,
          VectorModule.PAYS_AFTER);

  /** Elements that one task computes. */
  private static final int CHUNK = 1 << 14;

  /** Elements that stay in the first cache. */
  private static final int GROUP = 1 << 11;

  private FloatRows() {}

  private static FloatLoops loops(Formula formula, String... arrays) {
    return new FloatLoops(formula, List.of(arrays), List.of("number"));
  }

  /** The fastest kernel so far, for so many elements. */
  static FloatRowKernel kernel(int elements) {
    return WARM_UP.kernel(elements);
  }

  static void map(RowOperation operation, float[] x, int length, int step, float[] y) {
    if (areColumns(operation, length, step)) {
      new FloatColumns(length, step).map(operation, x, y);
      return;
    }
    RowTask task =
        switch (operation) {
          case SOFTMAX -> softmax(x, y, length);
          case LOG_SOFTMAX -> logSoftmax(x, y, length);
          case SPARSEMAX -> sparsemax(x, y, length);
        };
    forEachGroup(x.length, length, task);
  }

  static void gradient(
      RowOperation operation, float[] y, float[] g, int length, int step, float[] back) {
    if (areColumns(operation, length, step)) {
      new FloatColumns(length, step).gradient(operation, y, g, back);
      return;
    }
    RowTask task =
        switch (operation) {
          case SOFTMAX -> softmaxBack(y, g, length, back);
          case LOG_SOFTMAX -> back(LOG_SOFTMAX_BACK, FloatRows::sum, y, g, length, back);
          case SPARSEMAX -> back(SPARSEMAX_BACK, FloatRows::meanOfSupport, y, g, length, back);
        };
    forEachGroup(y.length, length, task);
  }

  private static boolean areColumns(RowOperation operation, int length, int step) {
    return operation.isLanewise() && (step > 1 || length <= FloatRowKernel.PARTIAL_SUMS);
  }

  private static void trial(FloatRowKernel kernel) {
    int length = 65;
    int rows = 8;
    float[] x = new float[length * rows];
    float[] y = new float[length * rows];
    float[] sums = new float[x.length];
    kernel.max(x, 0, length, rows, sums);
    kernel.exp(x, 0, length, rows, x.length, sums, y, sums, sums);
    kernel.scale(y, 0, length, rows, sums);
    kernel.dot(x, y, 0, length, rows, sums, sums);
    ColumnBlock block = new ColumnBlock(0, length, rows, length);
    kernel.maxOfColumns(x, block, sums);
    kernel.expOfColumns(x, block, sums, y, new float[length]);
    kernel.scaleColumns(y, block, sums);
    kernel.dotOfColumns(x, y, block, sums);
  }

  private static RowTask softmax(float[] x, float[] y, int length) {
    FloatRowKernel kernel = kernel(x.length);
    return (at, rows, free, row) -> {
      row.exp(kernel, x, at, length, rows, free, y);
      for (int i = 0; i < rows; i++) {
        row.sums[i] = 1 / row.sums[i];
      }
      kernel.scale(y, at, length, rows, row.sums);
    };
  }

  private static RowTask logSoftmax(float[] x, float[] y, int length) {
    FloatRowKernel kernel = kernel(x.length);
    return (at, rows, free, row) -> {
      row.exp(kernel, x, at, length, rows, free, y);
      for (int i = 0; i < rows; i++) {
        int first = at + i * length;
        float logarithm = FloatFunctions.log(row.sums[i]);
        for (int k = first; k < first + length; k++) {
          y[k] = x[k] - row.max[i] - logarithm;
        }
      }
    };
  }

  private static RowTask softmaxBack(float[] y, float[] g, int length, float[] back) {
    FloatRowKernel kernel = kernel(y.length);
    FloatLoop loop = SOFTMAX_BACK.loop(y.length);
    return (at, rows, free, row) -> {
      kernel.dot(y, g, at, length, rows, row.sums, row.partial);
      for (int i = 0; i < rows; i++) {
        row.run(loop, y, g, row.sums[i], back, at + i * length, length);
      }
    };
  }

  /** A number that a row's gradient needs. */
  private interface OfRow {
    float of(float[] y, float[] g, int at, int length);
  }

  private static RowTask back(
      FloatLoops loops, OfRow number, float[] y, float[] g, int length, float[] back) {
    FloatLoop loop = loops.loop(y.length);
    return eachRow(
        length, (row, at) -> row.run(loop, y, g, number.of(y, g, at, length), back, at, length));
  }

  private static RowTask sparsemax(float[] x, float[] y, int length) {
    FloatLoop cut = CUT.loop(x.length);
    return eachRow(
        length, (row, at) -> row.run(cut, x, x, simplexShift(x, at, length), y, at, length));
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

  /** Computes some rows that follow each other. */
  private interface RowTask {
    /**
     * Computes them.
     *
     * @param free up to where nothing has been computed yet
     */
    void run(int at, int rows, int free, Row row);
  }

  private static RowTask eachRow(int length, ObjIntConsumer<Row> task) {
    return (at, rows, free, row) -> {
      for (int i = 0; i < rows; i++) {
        task.accept(row, at + i * length);
      }
    };
  }

  /**
   * In groups: the processor is at several rows at a time, as long as it has only one thing to do.
   */
  private static void forEachGroup(int size, int length, RowTask task) {
    int inGroup = Math.max(1, GROUP / length);
    int inChunk = Math.max(1, CHUNK / length / inGroup) * inGroup * length;
    Parallel.runParts(
        size,
        inChunk,
        (from, end) -> {
          Row row = new Row(inGroup);
          for (int at = from; at < end; at += inGroup * length) {
            task.run(at, Math.min(inGroup, (end - at) / length), end, row);
          }
        });
  }

  /** The arguments of a loop over one row, made once for many rows. */
  private static final class Row {
    private final float[][] inputs = new float[LoopCompiler.ARRAYS][];
    private final int[] inputsAt = new int[LoopCompiler.ARRAYS];
    private final float[] numbers = new float[LoopCompiler.NUMBERS];
    private final float[] partial = new float[2 * FloatRowKernel.PARTIAL_SUMS];
    private final float[] max;
    private final float[] sums;

    Row(int rows) {
      max = new float[rows];
      sums = new float[rows];
    }

    /** {@code y = e^(x - max)}, with the largest of each row and its sum. */
    void exp(FloatRowKernel kernel, float[] x, int at, int length, int rows, int free, float[] y) {
      kernel.max(x, at, length, rows, max);
      kernel.exp(x, at, length, rows, free, max, y, sums, partial);
    }

    void run(FloatLoop loop, float[] a, float[] b, float number, float[] y, int at, int length) {
      Arrays.fill(inputs, a);
      Arrays.fill(inputsAt, at);
      inputs[1] = b;
      numbers[0] = number;
      loop.run(inputs, inputsAt, numbers, y, at, 0, length);
    }
  }

  /** The sum of g, in four, so that the additions do not wait for each other. */
  private static float sum(float[] y, float[] g, int at, int length) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = at;
    for (int end = at + length - 3; i < end; i += 4) {
      a += g[i];
      b += g[i + 1];
      c += g[i + 2];
      d += g[i + 3];
    }
    for (; i < at + length; i++) {
      a += g[i];
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

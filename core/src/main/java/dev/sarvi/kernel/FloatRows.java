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

  private static final FloatLoops EXP =
      new FloatLoops(expOfNegative(new Term.Slot("x")), List.of("x"), List.of());
  private static final FloatLoops EXP_OF_DIFFERENCE =
      new FloatLoops(
          expOfNegative(Term.call("subtract", new Term.Slot("x"), new Term.Slot("number"))),
          List.of("x"),
          List.of("number"));
  private static final FloatLoops CUT = loops(Formula.relu(X.minus(NUMBER)), "x");
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

  /** From so many elements on, a loop over one row costs less than going over several twice. */
  private static final int LONG = 1 << 8;

  private FloatRows() {}

  private static FloatLoops loops(Formula formula, String... arrays) {
    return new FloatLoops(formula, List.of(arrays), List.of("number"));
  }

  /** {@code e^x}, x being at most 0. */
  static Term expOfNegative(Term x) {
    return Term.call("expOfNegative", x);
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
          case LOG_SOFTMAX -> logSoftmaxBack(y, g, length, back);
          case SPARSEMAX -> back(SPARSEMAX_BACK, FloatRows::meanOfSupport, y, g, length, back);
        };
    forEachGroup(y.length, length, task);
  }

  private static boolean areColumns(RowOperation operation, int length, int step) {
    return operation.isLanewise() && (step > 1 || length <= FloatRowKernel.QUARTER);
  }

  private static void trial(FloatRowKernel kernel) {
    int length = 65;
    int rows = 8;
    float[] x = new float[length * rows];
    float[] y = new float[length * rows];
    float[] sums = new float[x.length];
    float[] partial = new float[FloatRowKernel.PARTIAL_SUMS];
    kernel.max(x, 0, length, rows, sums);
    kernel.subtract(x, 0, length, rows, sums, y);
    kernel.sum(y, 0, length, rows, sums, partial);
    kernel.scale(y, 0, length, rows, sums);
    kernel.dot(x, y, 0, length, rows, sums, partial);
    kernel.timesDifference(x, x, 0, length, rows, sums, y);
    kernel.subtractMultiple(x, 0, length, rows, sums, y);
    ColumnBlock block = new ColumnBlock(0, length, rows, length);
    kernel.maxOfColumns(x, block, sums);
    kernel.sumOfColumns(x, block, sums);
    kernel.scaleColumns(y, block, sums);
    kernel.dotOfColumns(x, y, block, sums);
  }

  private static RowTask softmax(float[] x, float[] y, int length) {
    FloatRowKernel kernel = kernel(x.length);
    boolean isLong = length >= LONG;
    FloatLoop exp = (isLong ? EXP_OF_DIFFERENCE : EXP).loop(x.length);
    return (at, rows, row) -> {
      kernel.max(x, at, length, rows, row.sums);
      if (isLong) {
        for (int i = 0; i < rows; i++) {
          int first = at + i * length;
          row.run(exp, x, x, row.sums[i], y, first, first, length);
        }
      } else {
        kernel.subtract(x, at, length, rows, row.sums, y);
        row.run(exp, y, y, 0, y, at, at, length * rows);
      }
      kernel.sum(y, at, length, rows, row.sums, row.partial);
      for (int i = 0; i < rows; i++) {
        row.sums[i] = 1 / row.sums[i];
      }
      kernel.scale(y, at, length, rows, row.sums);
    };
  }

  private static RowTask logSoftmax(float[] x, float[] y, int length) {
    FloatRowKernel kernel = kernel(x.length);
    FloatLoop exp = EXP.loop(x.length);
    return (at, rows, row) -> {
      kernel.max(x, at, length, rows, row.sums);
      kernel.subtract(x, at, length, rows, row.sums, y);
      row.run(exp, y, y, 0, row.exponentials, at, 0, length * rows);
      kernel.sum(row.exponentials, 0, length, rows, row.sums, row.partial);
      for (int i = 0; i < rows; i++) {
        row.sums[i] = FloatFunctions.log(row.sums[i]);
      }
      kernel.subtract(y, at, length, rows, row.sums, y);
    };
  }

  /** {@code y·(g - Σ y·g)}. */
  private static RowTask softmaxBack(float[] y, float[] g, int length, float[] back) {
    FloatRowKernel kernel = kernel(y.length);
    return (at, rows, row) -> {
      kernel.dot(y, g, at, length, rows, row.sums, row.partial);
      kernel.timesDifference(y, g, at, length, rows, row.sums, back);
    };
  }

  /** {@code g - e^y·Σ g}. */
  private static RowTask logSoftmaxBack(float[] y, float[] g, int length, float[] back) {
    FloatRowKernel kernel = kernel(y.length);
    FloatLoop exp = EXP.loop(y.length);
    return (at, rows, row) -> {
      kernel.sum(g, at, length, rows, row.sums, row.partial);
      row.run(exp, y, y, 0, back, at, at, length * rows);
      kernel.subtractMultiple(g, at, length, rows, row.sums, back);
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
        length,
        (row, at) -> row.run(loop, y, g, number.of(y, g, at, length), back, at, at, length));
  }

  private static RowTask sparsemax(float[] x, float[] y, int length) {
    FloatLoop cut = CUT.loop(x.length);
    return eachRow(
        length, (row, at) -> row.run(cut, x, x, simplexShift(x, at, length), y, at, at, length));
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
    void run(int at, int rows, Row row);
  }

  private static RowTask eachRow(int length, ObjIntConsumer<Row> task) {
    return (at, rows, row) -> {
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
          Row row = new Row(inGroup, length);
          for (int at = from; at < end; at += inGroup * length) {
            task.run(at, Math.min(inGroup, (end - at) / length), row);
          }
        });
  }

  /** The arguments of a loop over one row, made once for many rows. */
  private static final class Row {
    private final float[][] inputs = new float[LoopCompiler.ARRAYS][];
    private final int[] inputsAt = new int[LoopCompiler.ARRAYS];
    private final float[] numbers = new float[LoopCompiler.NUMBERS];
    private final float[] partial = new float[FloatRowKernel.PARTIAL_SUMS];
    private final float[] sums;
    private final float[] exponentials;

    Row(int rows, int length) {
      sums = new float[rows];
      exponentials = new float[rows * length];
    }

    void run(
        FloatLoop loop,
        float[] a,
        float[] b,
        float number,
        float[] y,
        int at,
        int yAt,
        int length) {
      Arrays.fill(inputs, a);
      Arrays.fill(inputsAt, at);
      inputs[1] = b;
      numbers[0] = number;
      loop.run(inputs, inputsAt, numbers, y, yAt, 0, length);
    }
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

package dev.sarvi.kernel;

import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** Softmax of rows: the elementwise parts are formulas, the sums are taken in a fixed order. */
final class FloatRows {
  private static final Formula NUMBER = Formula.input("number");
  private static final FloatLoops SHIFTED_EXP =
      new FloatLoops(Formula.exp(Formula.X.minus(NUMBER)), List.of("x"), List.of("number"));
  private static final FloatLoops DIVIDED =
      new FloatLoops(Formula.X.dividedBy(NUMBER), List.of("x"), List.of("number"));
  private static final FloatLoops BACK =
      new FloatLoops(
          Formula.input("y").times(Formula.input("g").minus(NUMBER)),
          List.of("y", "g"),
          List.of("number"));

  /** Elements that one task computes. */
  private static final int CHUNK = 1 << 14;

  private FloatRows() {}

  static Tensor softmax(Tensor rows, int length) {
    float[] x = rows.floats();
    float[] y = new float[x.length];
    FloatLoop exp = SHIFTED_EXP.loop(x.length);
    FloatLoop divide = DIVIDED.loop(x.length);
    forEachRow(
        x.length,
        length,
        (at, row) -> {
          row.run(exp, x, x, max(x, at, length), y, at, length);
          row.run(divide, y, y, sum(y, at, length), y, at, length);
        });
    return Tensor.of(rows.shape(), y);
  }

  static Tensor softmaxGradient(Tensor softmax, Tensor gradient, int length) {
    float[] y = softmax.floats();
    float[] g = gradient.floats();
    float[] back = new float[y.length];
    FloatLoop loop = BACK.loop(y.length);
    forEachRow(
        y.length,
        length,
        (at, row) -> row.run(loop, y, g, dot(y, g, at, length), back, at, length));
    return Tensor.of(softmax.shape(), back);
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
      java.util.Arrays.fill(inputs, a);
      java.util.Arrays.fill(inputsAt, at);
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
}

package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Runs a formula's loop over tensors that broadcast against each other. */
final class FloatElementwise implements Elementwise {
  /**
   * Elements that one task computes: 128 KiB, so that three arrays of them fit a second-level
   * cache.
   */
  private static final int CHUNK = 1 << 15;

  /** Sums are kept in at most so many parts, whatever the number of threads. */
  private static final int PARTS = 32;

  /** Elements that stay in the cache until something else has read them too. */
  private static final int BLOCK = 1 << 13;

  private final FloatLoops loops;
  private final FloatLoops sums;

  FloatElementwise(FloatLoops loops, FloatLoops sums) {
    this.loops = loops;
    this.sums = sums;
  }

  @Override
  public Tensor map(double[] numbers, Shape shape, List<Tensor> inputs) {
    Tensor result = Tensor.empty(shape, DType.FLOAT32);
    float[] output = result.floats();
    float[][] operands = operands(inputs, shape);
    float[] given = numbers(numbers);
    FloatLoop loop = loops.loop(output.length);
    Parallel.runParts(
        output.length,
        CHUNK,
        (from, to) -> run(loop, operands, given, output, from, to, new int[operands.length]));
    return result;
  }

  @Override
  public void run(double[] numbers, Tensor[] operands, Tensor output, int start, int length) {
    FloatScratch scratch = FloatScratch.get();
    float[][] arrays = scratch.operands();
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = operands[i < operands.length ? i : 0].floats();
    }
    float[] given = scratch.numbers();
    for (int i = 0; i < numbers.length; i++) {
      given[i] = (float) numbers[i];
    }
    float[] y = output.floats();
    run(loops.loop(length), arrays, given, y, start, start + length, scratch.at());
    Arrays.fill(arrays, null); // or this thread would keep them from being collected
  }

  @Override
  public Tensor sum(double[] numbers, Shape shape, List<Tensor> inputs, Shape to, Epilogue beside) {
    Shape kept = Broadcast.withoutLeadingOnes(to, shape);
    int period = kept.size();
    int size = shape.size();
    float[] total = size == 0 ? new float[period] : sum(numbers, shape, inputs, period, beside);
    return Reduction.sumTo(Tensor.of(kept, total), to);
  }

  private float[] sum(
      double[] numbers, Shape shape, List<Tensor> inputs, int period, Epilogue beside) {
    int size = shape.size();
    int tile = Broadcast.tile(period, size);
    int perPart = Math.max(CHUNK, (size - 1) / PARTS + 1);
    int chunk = (perPart - 1) / tile * tile + tile;
    float[][] operands = operands(inputs, shape);
    float[] given = numbers(numbers);
    FloatLoop loop = sums.loop(size);
    float[][] parts = new float[tasks(size, chunk)][tile];
    Parallel.run(
        parts.length,
        task -> {
          int to = (int) Math.min(size, (task + 1L) * chunk);
          float[] part = parts[task];
          float[][] read = prepend(part, operands);
          int[] places = new int[operands.length];
          for (int at = task * chunk; at < to; at += BLOCK) {
            int end = Math.min(to, at + BLOCK);
            run(loop, read, given, part, at, end, places);
            beside.run(at, end - at);
          }
        });
    for (int step = 1; step < parts.length; step *= 2) {
      for (int i = 0; i + step < parts.length; i += 2 * step) {
        addTo(parts[i], parts[i + step], tile);
      }
    }
    return fold(parts[0], period);
  }

  private static int tasks(int size, int chunk) {
    return (size + chunk - 1) / chunk;
  }

  private static void addTo(float[] sum, float[] more, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += more[i];
    }
  }

  private static float[] fold(float[] tile, int period) {
    if (tile.length == period) {
      return tile;
    }
    double[] sums = new double[period];
    for (int from = 0; from < tile.length; from += period) {
      for (int i = 0; i < period; i++) {
        sums[i] += tile[from + i];
      }
    }
    float[] folded = new float[period];
    for (int i = 0; i < period; i++) {
      folded[i] = (float) sums[i];
    }
    return folded;
  }

  private static float[][] operands(List<Tensor> inputs, Shape shape) {
    float[][] operands = new float[LoopCompiler.ARRAYS][];
    for (int i = 0; i < operands.length; i++) {
      Tensor input = inputs.get(i < inputs.size() ? i : 0);
      operands[i] =
          i < inputs.size() ? (float[]) Broadcast.tiled(input, shape).array() : operands[0];
    }
    return operands;
  }

  private static float[] numbers(double[] numbers) {
    float[] given = new float[LoopCompiler.NUMBERS];
    for (int i = 0; i < numbers.length; i++) {
      given[i] = (float) numbers[i];
    }
    return given;
  }

  /**
   * Runs in blocks that end where a repeated operand, or an output that sums, begins again.
   *
   * @param at where the operands are, for use in here
   */
  private static void run(
      FloatLoop loop,
      float[][] operands,
      float[] numbers,
      float[] output,
      int from,
      int to,
      int[] at) {
    for (int i = from; i < to; ) {
      int length = Math.min(to - i, output.length - i % output.length);
      for (int k = 0; k < at.length; k++) {
        at[k] = i % operands[k].length;
        length = Math.min(length, operands[k].length - at[k]);
      }
      loop.run(operands, at, numbers, output, i % output.length, 0, length);
      i += length;
    }
  }

  /** For a sum, the output is the first operand as well. */
  private static float[][] prepend(float[] sums, float[][] operands) {
    float[][] all = new float[operands.length][];
    System.arraycopy(operands, 0, all, 1, operands.length - 1);
    all[0] = sums;
    return all;
  }
}

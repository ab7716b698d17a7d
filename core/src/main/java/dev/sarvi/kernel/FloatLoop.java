package dev.sarvi.kernel;

/** A formula compiled into a loop over {@code float} arrays. */
public interface FloatLoop {
  /**
   * {@code output[outputAt + i] = formula(inputs[k][inputsAt[k] + i] ..., numbers ...)} for {@code
   * from <= i < to}. The output may be one of the inputs, at the same place.
   *
   * @param inputs as many as {@link LoopCompiler#ARRAYS}; where the formula has fewer, any array
   *     stands in
   * @param numbers as many as {@link LoopCompiler#NUMBERS}
   */
  void run(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to);
}

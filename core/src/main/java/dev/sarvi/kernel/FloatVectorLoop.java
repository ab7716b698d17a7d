package dev.sarvi.kernel;

/**
 * A loop over vectors. The few elements that do not fill one are left to the plain loop, which
 * gives the same bits, so a value never depends on its position.
 *
 * @param compiled the formula's, for whole vectors
 * @param length elements in a vector
 * @param tail the plain loop
 */
record FloatVectorLoop(FloatLoop compiled, int length, FloatLoop tail) implements FloatLoop {
  @Override
  public void run(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to) {
    int end = to - (to - from) % length;
    compiled.run(inputs, inputsAt, numbers, output, outputAt, from, end);
    if (end < to) {
      tail.run(inputs, inputsAt, numbers, output, outputAt, end, to);
    }
  }
}

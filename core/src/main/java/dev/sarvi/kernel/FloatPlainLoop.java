package dev.sarvi.kernel;

/**
 * A loop in plain Java.
 *
 * @param compiled the formula's, which has the same index in all arrays
 */
record FloatPlainLoop(FloatLoop compiled) implements FloatLoop {
  @Override
  public void run(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to) {
    if (isAligned(inputsAt, outputAt)) {
      compiled.run(inputs, inputsAt, numbers, output, outputAt, outputAt + from, outputAt + to);
      return;
    }
    // C2 vectorises a plain loop only if one index serves all arrays, so they are brought together
    // first.
    for (int at = from; at < to; at += FloatScratch.LENGTH) {
      int length = Math.min(FloatScratch.LENGTH, to - at);
      FloatScratch scratch = FloatScratch.get();
      float[][] gathered = scratch.gather(inputs, inputsAt, at, length);
      compiled.run(gathered, inputsAt, numbers, scratch.output(), 0, 0, length);
      System.arraycopy(scratch.output(), 0, output, outputAt + at, length);
    }
  }

  private static boolean isAligned(int[] inputsAt, int outputAt) {
    for (int at : inputsAt) {
      if (at != outputAt) {
        return false;
      }
    }
    return true;
  }
}

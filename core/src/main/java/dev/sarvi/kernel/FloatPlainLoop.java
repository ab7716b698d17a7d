package dev.sarvi.kernel;

/** A loop in plain Java, of which {@link LoopCompiler} makes a subclass for each formula. */
abstract class FloatPlainLoop implements FloatLoop {
  FloatPlainLoop() {}

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
      loop(inputs, inputsAt, numbers, output, outputAt, outputAt + from, outputAt + to);
      return;
    }
    // C2 vectorises a plain loop only if one index serves all arrays, so they are brought together
    // first.
    for (int at = from; at < to; at += FloatScratch.LENGTH) {
      int length = Math.min(FloatScratch.LENGTH, to - at);
      FloatScratch scratch = FloatScratch.get();
      float[][] gathered = scratch.gather(inputs, inputsAt, at, length);
      loop(gathered, inputsAt, numbers, scratch.output(), 0, 0, length);
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

  /** Runs the formula; in all arrays at the same index. */
  abstract void loop(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to);
}

package dev.sarvi.kernel;

/**
 * What one thread needs while it runs a loop: arrays small enough to stay in the first cache, and
 * the lists of operands.
 */
final class FloatScratch {
  static final int LENGTH = 1024;
  private static final ThreadLocal<FloatScratch> OWN = ThreadLocal.withInitial(FloatScratch::new);

  private final float[][] inputs = new float[LoopCompiler.ARRAYS][];
  private final float[][] copies = new float[LoopCompiler.ARRAYS][LENGTH];
  private final float[] output = new float[LENGTH];
  private final float[][] operands = new float[LoopCompiler.ARRAYS][];
  private final float[] numbers = new float[LoopCompiler.NUMBERS];
  private final int[] at = new int[LoopCompiler.ARRAYS];

  private FloatScratch() {}

  static FloatScratch get() {
    return OWN.get();
  }

  /** Brings the inputs' next values to the same place: index 0. */
  float[][] gather(float[][] from, int[] fromAt, int at, int length) {
    for (int i = 0; i < inputs.length; i++) {
      int same = indexOf(from, fromAt, i);
      if (same == i) {
        System.arraycopy(from[i], fromAt[i] + at, copies[i], 0, length);
      }
      inputs[i] = copies[same];
    }
    return inputs;
  }

  /** Inputs that only stand in are the same as another, and copied once. */
  private static int indexOf(float[][] from, int[] fromAt, int input) {
    int i = 0;
    while (from[i] != from[input] || fromAt[i] != fromAt[input]) {
      i++;
    }
    return i;
  }

  float[] output() {
    return output;
  }

  /** Room for a loop's operands. */
  float[][] operands() {
    return operands;
  }

  /** Room for a loop's numbers. */
  float[] numbers() {
    return numbers;
  }

  /** Room for the places of a loop's operands. */
  int[] at() {
    return at;
  }
}

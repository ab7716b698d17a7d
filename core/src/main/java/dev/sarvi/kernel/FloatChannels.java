package dev.sarvi.kernel;

/** Which kernel computes with channels: SIMD once it has seen enough work to pay for it. */
final class FloatChannels {
  private static final FloatChannelKernel PLAIN = new FloatPlainChannels();
  private static final FloatChannelKernel VECTOR =
      VectorModule.preferVector(FloatChannelKernel.class, "FloatVectorChannels", PLAIN);

  /** Elements that were read; a lost count (there is no lock) only delays SIMD. */
  private static long seen;

  private FloatChannels() {}

  /** The kernel for so many elements. */
  static FloatChannelKernel kernel(long elements) {
    seen += elements;
    return seen > VectorModule.PAYS_AFTER ? VECTOR : PLAIN;
  }
}

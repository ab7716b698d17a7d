package dev.sarvi.kernel;

/** Which kernel computes with channels. */
final class FloatChannels {
  private static final WarmUp<FloatChannelKernel> WARM_UP =
      new WarmUp<>(
          FloatChannelKernel.class,
          "FloatVectorChannels",
          new FloatPlainChannels(),
          FloatChannels::trial,
          VectorModule.PAYS_AFTER);

  private FloatChannels() {}

  /** The fastest kernel so far, for so many elements. */
  static FloatChannelKernel kernel(long elements) {
    return WARM_UP.kernel(elements);
  }

  private static void trial(FloatChannelKernel kernel) {
    int channels = 64;
    int[] pixelAt = FloatGather.evenly(0, channels, 9);
    float[] x = new float[2 * pixelAt.length * channels];
    float[] y = new float[x.length];
    kernel.addProducts(x, pixelAt, pixelAt, x, 0, y, pixelAt, channels);
    for (int at : pixelAt) {
      kernel.max(x, pixelAt, pixelAt.length, y, at, channels);
      kernel.addToFirst(x, pixelAt, pixelAt.length, x, x, at, y, channels);
      kernel.mean(x, pixelAt, pixelAt.length, y, at, channels);
      kernel.addShares(x, at, pixelAt, pixelAt.length, y, channels);
    }
  }
}

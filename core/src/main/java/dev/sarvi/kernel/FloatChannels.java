package dev.sarvi.kernel;

/** Which kernel computes with channels. */
final class FloatChannels {
  private static final FloatChannelKernel PLAIN = new FloatPlainChannels();
  private static final WarmUp<FloatChannelKernel> WARM_UP =
      new WarmUp<>(
          PLAIN,
          () -> VectorModule.preferVector(FloatChannelKernel.class, "FloatVectorChannels", PLAIN),
          FloatChannels::trial,
          VectorModule.PAYS_AFTER);

  private FloatChannels() {}

  /** The fastest kernel so far, for so many elements. */
  static FloatChannelKernel kernel(long elements) {
    return WARM_UP.kernel(elements);
  }

  private static void trial(FloatChannelKernel kernel) {
    int channels = 64;
    Sliding axis = Sliding.of(8, 3, 1, 1, Padding.SAME);
    Windows windows = new Windows(1, 2, Sliding.NONE, axis, axis, channels);
    float[] x = new float[windows.positions() * channels];
    float[] y = new float[x.length];
    for (Stretch stretch : Stretches.of(windows).in(Section.images(windows).get(0))) {
      kernel.products(x, stretch, x, x, y, channels);
      kernel.addProducts(x, stretch, x, y, channels);
      kernel.max(x, stretch, y, channels);
      kernel.addToFirst(x, stretch, x, x, y, channels);
      kernel.mean(x, stretch, y, channels);
      kernel.addShares(x, stretch, y, channels);
    }
  }
}

package dev.sarvi.kernel;

import java.util.List;
import java.util.function.Consumer;

/** Pooling of images by windows without dilation; padding takes no part. */
record FloatPooling(Windows windows) {
  /** The largest value; NaN where there is one. */
  void max(float[] x, float[] y) {
    FloatChannelKernel kernel = kernel();
    forEachStretch(stretch -> kernel.max(x, stretch, y, windows.channels()));
  }

  /** Adds to dx what goes to the first largest value of each window, in the order of rows. */
  void addMaxGradient(float[] x, float[] y, float[] g, float[] dx) {
    FloatChannelKernel kernel = kernel();
    forEachStretchOfImages(stretch -> kernel.addToFirst(x, stretch, y, g, dx, windows.channels()));
  }

  /** The mean of the values in the image. */
  void mean(float[] x, float[] y) {
    FloatChannelKernel kernel = kernel();
    forEachStretch(stretch -> kernel.mean(x, stretch, y, windows.channels()));
  }

  /** Adds to dx what each value has in the mean of each window. */
  void addMeanGradient(float[] g, float[] dx) {
    FloatChannelKernel kernel = kernel();
    forEachStretchOfImages(stretch -> kernel.addShares(g, stretch, dx, windows.channels()));
  }

  private void forEachStretch(Consumer<Stretch> visit) {
    forEachStretch(Section.worthATask(windows, windows.taps() * windows.channels()), visit);
  }

  /** Images in parallel, the windows of an image in order: they overlap. */
  private void forEachStretchOfImages(Consumer<Stretch> visit) {
    forEachStretch(Section.images(windows), visit);
  }

  private void forEachStretch(List<Section> sections, Consumer<Stretch> visit) {
    Stretches stretches = Stretches.of(windows);
    Parallel.run(sections.size(), task -> stretches.in(sections.get(task)).forEach(visit));
  }

  private FloatChannelKernel kernel() {
    return FloatChannels.kernel((long) windows.positions() * windows.taps() * windows.channels());
  }
}

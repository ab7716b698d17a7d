package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;

/**
 * Pooling of images {@code (batch, ..., channels)}, each channel by itself. Padding takes no part:
 * a maximum is one of the image's values, a mean is over as many as lie in the image.
 *
 * @param windows without dilation
 */
public record Pooling(Windows windows) {
  /** The largest value of each window; NaN where there is one. */
  public Tensor max(Tensor x) {
    Tensor y = Tensor.empty(windows.outputShape(windows.channels()), x.dtype());
    max(x, y);
    return y;
  }

  /** Overwrites {@code y} with the largest value of each window. */
  public void max(Tensor x, Tensor y) {
    if (x.dtype() == DType.FLOAT32) {
      new FloatPooling(windows).max(x.floats(), y.floats());
    } else {
      new DoublePooling(windows).max(x.doubles(), y.doubles());
    }
  }

  /** The gradient of the images: it goes to the first largest value, in the order of rows. */
  public Tensor maxGradient(Tensor x, Tensor y, Tensor g) {
    Tensor dx = Tensor.zeros(windows.inputShape(), g.dtype());
    if (g.dtype() == DType.FLOAT32) {
      new FloatPooling(windows).addMaxGradient(x.floats(), y.floats(), g.floats(), dx.floats());
    } else {
      new DoublePooling(windows)
          .addMaxGradient(x.doubles(), y.doubles(), g.doubles(), dx.doubles());
    }
    return dx;
  }

  /** The mean of each window. */
  public Tensor mean(Tensor x) {
    Tensor y = Tensor.empty(windows.outputShape(windows.channels()), x.dtype());
    mean(x, y);
    return y;
  }

  /** Overwrites {@code y} with the mean of each window. */
  public void mean(Tensor x, Tensor y) {
    if (x.dtype() == DType.FLOAT32) {
      new FloatPooling(windows).mean(x.floats(), y.floats());
    } else {
      new DoublePooling(windows).mean(x.doubles(), y.doubles());
    }
  }

  /** The gradient of the images, from that of the means. */
  public Tensor meanGradient(Tensor g) {
    Tensor dx = Tensor.zeros(windows.inputShape(), g.dtype());
    if (g.dtype() == DType.FLOAT32) {
      new FloatPooling(windows).addMeanGradient(g.floats(), dx.floats());
    } else {
      new DoublePooling(windows).addMeanGradient(g.doubles(), dx.doubles());
    }
    return dx;
  }
}

package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;

/**
 * Convolution of each channel by itself: images {@code (batch, ..., channels)} with a kernel {@code
 * (..., channels, multiplier)} give {@code (batch, ..., channels · multiplier)}. The bits of the
 * result do not depend on the number of threads or the width of vectors.
 *
 * @param windows how the kernel slides over the images
 * @param multiplier how many outputs each channel has
 */
public record Depthwise(Windows windows, int multiplier) {
  /**
   * {@code x * kernel + bias}.
   *
   * @param bias (channels · multiplier,), or null
   */
  public Tensor convolve(Tensor x, Tensor kernel, Tensor bias) {
    Tensor y = Tensor.empty(windows.outputShape(outputs()), x.dtype());
    convolve(x, kernel, bias, y, Epilogue.NONE);
    return y;
  }

  /**
   * {@code y = x * kernel + bias}, and then the epilogue.
   *
   * @param bias (channels · multiplier,), or null
   * @param y what it holds is overwritten
   */
  public void convolve(Tensor x, Tensor kernel, Tensor bias, Tensor y, Epilogue epilogue) {
    Tensor wide = repeated(x);
    if (x.dtype() == DType.FLOAT32) {
      float[] start = bias == null ? null : bias.floats();
      floats().convolve(wide.floats(), kernel.floats(), start, y.floats(), epilogue);
    } else {
      double[] start = bias == null ? null : bias.doubles();
      doubles().convolve(wide.doubles(), kernel.doubles(), start, y.doubles(), epilogue);
    }
  }

  /** The gradient of the images, from that of the output. */
  public Tensor inputGradient(Tensor g, Tensor kernel) {
    Tensor dwide = Tensor.zeros(windows.inputShape().with(-1, outputs()), g.dtype());
    if (g.dtype() == DType.FLOAT32) {
      floats().inputGradient(g.floats(), kernel.floats(), dwide.floats());
    } else {
      doubles().inputGradient(g.doubles(), kernel.doubles(), dwide.doubles());
    }
    return repetition().sum(dwide);
  }

  /** The gradient of the kernel, from the images and the gradient of the output. */
  public Tensor kernelGradient(Tensor x, Tensor g) {
    Tensor wide = repeated(x);
    Tensor dkernel = Tensor.zeros(windows.kernelShape(windows.channels(), multiplier), g.dtype());
    if (g.dtype() == DType.FLOAT32) {
      floats().addKernelGradient(wide.floats(), g.floats(), dkernel.floats());
    } else {
      doubles().addKernelGradient(wide.doubles(), g.doubles(), dkernel.doubles());
    }
    return dkernel;
  }

  private int outputs() {
    return Math.multiplyExact(windows.channels(), multiplier);
  }

  /** The images with each channel as often as it has outputs. */
  private Tensor repeated(Tensor x) {
    return repetition().repeat(x);
  }

  private Repetition repetition() {
    return Repetition.along(windows.inputShape(), -1, multiplier);
  }

  private FloatDepthwise floats() {
    return new FloatDepthwise(windows.withChannels(outputs()));
  }

  private DoubleDepthwise doubles() {
    return new DoubleDepthwise(windows.withChannels(outputs()));
  }
}

package dev.sarvi.kernel;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;

/**
 * Convolution of images {@code (batch, ..., channels)} with a kernel {@code (..., channels /
 * groups, filters)}. The bits of the result do not depend on the number of threads or the width of
 * vectors.
 *
 * @param windows how the kernel slides over the images
 * @param filters how many output channels
 * @param groups into how many groups the channels are cut; each group of filters sees one
 */
public record Convolution(Windows windows, int filters, int groups) {
  /**
   * {@code x * kernel + bias}.
   *
   * @param bias (filters,), or null
   */
  public Tensor convolve(Tensor x, Tensor kernel, Tensor bias) {
    Tensor y = MatMul.rowsOf(bias, windows.outputShape(filters), x.dtype());
    if (x.dtype() == DType.FLOAT32) {
      floats().add(x.floats(), kernel.floats(), y.floats());
    } else {
      doubles().add(x.doubles(), kernel.doubles(), y.doubles());
    }
    return y;
  }

  /** The gradient of the images, from that of the output. */
  public Tensor inputGradient(Tensor g, Tensor kernel) {
    return spread(g, kernel, null);
  }

  /**
   * The adjoint, plus a bias: what the output's shape has is spread over the images.
   *
   * @param bias (channels,), or null
   */
  public Tensor spread(Tensor y, Tensor kernel, Tensor bias) {
    Tensor x = MatMul.rowsOf(bias, windows.inputShape(), y.dtype());
    if (y.dtype() == DType.FLOAT32) {
      floats().addInputGradient(y.floats(), kernel.floats(), x.floats());
    } else {
      doubles().addInputGradient(y.doubles(), kernel.doubles(), x.doubles());
    }
    return x;
  }

  /** The gradient of the kernel, from the images and the gradient of the output. */
  public Tensor kernelGradient(Tensor x, Tensor g) {
    Tensor dkernel =
        Tensor.zeros(windows.kernelShape(windows.channels() / groups, filters), g.dtype());
    if (g.dtype() == DType.FLOAT32) {
      floats().addKernelGradient(x.floats(), g.floats(), dkernel.floats());
    } else {
      doubles().addKernelGradient(x.doubles(), g.doubles(), dkernel.doubles());
    }
    return dkernel;
  }

  private FloatConvolution floats() {
    return new FloatConvolution(windows, filters, groups);
  }

  private DoubleConvolution doubles() {
    return new DoubleConvolution(windows, filters, groups);
  }
}

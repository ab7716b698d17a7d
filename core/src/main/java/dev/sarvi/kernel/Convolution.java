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
    Tensor y = Tensor.empty(windows.outputShape(filters), x.dtype());
    try (Packed once = pack(kernel, false)) {
      convolve(x, once, bias, y, Epilogue.NONE);
    }
    return y;
  }

  /**
   * {@code y = x * kernel + bias}, and then the epilogue.
   *
   * @param kernel what {@link #pack} made
   * @param bias (filters,), or null
   * @param y what it holds is overwritten
   */
  public void convolve(Tensor x, Packed kernel, Tensor bias, Tensor y, Epilogue epilogue) {
    if (x.dtype() == DType.FLOAT32) {
      float[] start = bias == null ? null : bias.floats();
      floats().convolve(x.floats(), kernel, start, y.floats(), epilogue);
    } else {
      double[] start = bias == null ? null : bias.doubles();
      doubles().convolve(x.doubles(), kernel, start, y.doubles(), epilogue);
    }
  }

  /** Prepares a kernel for many calls of {@code convolve}, on any number of images. */
  public Packed pack(Tensor kernel) {
    return pack(kernel, true);
  }

  private Packed pack(Tensor kernel, boolean isKept) {
    return kernel.dtype() == DType.FLOAT32
        ? Packed.ofFloats(floats().kernels(kernel.floats()), isKept)
        : Packed.ofDoubles(doubles().kernels(kernel.doubles()), isKept);
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
    Tensor x = Tensor.empty(windows.inputShape(), y.dtype());
    try (Packed once = packTransposed(kernel, false)) {
      spread(y, once, bias, x, Epilogue.NONE);
    }
    return x;
  }

  /**
   * The adjoint, plus a bias, and then the epilogue.
   *
   * @param kernel what {@link #packTransposed} made
   * @param bias (channels,), or null
   * @param x what it holds is overwritten
   */
  public void spread(Tensor y, Packed kernel, Tensor bias, Tensor x, Epilogue epilogue) {
    if (y.dtype() == DType.FLOAT32) {
      float[] start = bias == null ? null : bias.floats();
      floatSpread().spread(y.floats(), kernel, start, x.floats(), epilogue);
    } else {
      double[] start = bias == null ? null : bias.doubles();
      doubleSpread().spread(y.doubles(), kernel, start, x.doubles(), epilogue);
    }
  }

  /** Prepares a kernel for many calls of {@code spread}, on any number of images. */
  public Packed packTransposed(Tensor kernel) {
    return packTransposed(kernel, true);
  }

  private Packed packTransposed(Tensor kernel, boolean isKept) {
    return kernel.dtype() == DType.FLOAT32
        ? Packed.ofFloats(floatSpread().kernels(kernel.floats()), isKept)
        : Packed.ofDoubles(doubleSpread().kernels(kernel.doubles()), isKept);
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

  private FloatSpread floatSpread() {
    return new FloatSpread(windows, filters, groups);
  }

  private DoubleSpread doubleSpread() {
    return new DoubleSpread(windows, filters, groups);
  }
}

package dev.sarvi.layer.pooling;

import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * The mean of each channel over a sequence: shape {@code (batch, steps, channels)} to {@code
 * (batch, channels)}, or {@code (batch, 1, channels)} with {@code keepdims}. Under a mask, of the
 * steps that count: NaN where none does, as in Keras. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_average_pooling1d/">Keras:
 * GlobalAveragePooling1D</a>.
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(GlobalAveragePooling1D.class, new Config(), GlobalAveragePooling1D::new);

  /** With Keras's defaults. */
  public GlobalAveragePooling1D() {
    this(new Config());
  }

  /** A layer of this config. */
  public GlobalAveragePooling1D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GlobalAveragePooling1D(Config config, Options options) {
    super(1, Statistic.MEAN, config, options);
  }

  @Override
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    Arguments.require(
        masks.get(0).rank() == 2,
        described() + " expects a mask of shape (batch, steps). Received: mask=" + masks);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** None: the steps are gone. */
  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return List.of();
  }

  /** The mean of all steps, those that do not count being 0, times steps / steps that count. */
  @Override
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    if (masks.isEmpty()) {
      return forward(inputs, mode);
    }
    Tensor x = inputs.get(0);
    requireMasks(List.of(x.shape()), List.of(masks.get(0).shape()));
    Tensor mask = masks.get(0).cast(DType.BOOL).cast(x.dtype());
    int batch = mask.shape().dim(0);
    int steps = mask.shape().dim(1);
    Tensor counted = TensorMath.sumTo(mask, Shape.of(batch, 1));
    Tensor share = counted.map(count -> steps / count);
    Tensor each =
        mask.reshape(
            Arguments.channelsFirst(config().dataFormat())
                ? Shape.of(batch, 1, steps)
                : Shape.of(batch, steps, 1));
    return Pass.of(Masks.keep(x, each, 0), g -> Masks.keep(g, each, 0))
        .then(kept -> forward(kept, mode))
        .then(mean -> scaled(mean, share));
  }

  private static Pass scaled(Tensor mean, Tensor share) {
    Tensor each =
        mean.shape().rank() == 2 ? share : share.reshape(share.shape().concat(Shape.of(1)));
    return Pass.of(TensorMath.product(mean, each), g -> TensorMath.product(g, each));
  }
}

package dev.sarvi.layer.pooling;

import dev.sarvi.kernel.Pooling;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;

/**
 * The largest value of each window; NaN where there is one. The gradient goes to the first largest
 * value in the order of rows. Shape {@code (batch, height, width, channels)} to {@code (batch,
 * newHeight, newWidth, channels)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">Keras: MaxPooling2D</a>.
 */
public final class MaxPooling2D extends Pooling2D {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(MaxPooling2D.class, new Config(), MaxPooling2D::new);

  /** Windows of 2 by 2. */
  public MaxPooling2D() {
    this(new Config());
  }

  /** Square windows. */
  public MaxPooling2D(int poolSize) {
    this(new Config(poolSize, poolSize));
  }

  /** A layer of this config. */
  public MaxPooling2D(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public MaxPooling2D(Config config, Options options) {
    super(config, options);
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Pooling pooling = pooling(x.shape());
    Tensor y = pooling.max(x);
    return Pass.of(y, g -> pooling.maxGradient(x, y, g));
  }
}

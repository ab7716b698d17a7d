package dev.sarvi.layer.core;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * Gives its input as it is: any shape, any type. See <a
 * href="https://keras.io/api/layers/core_layers/identity/">Keras: Identity</a>.
 */
public final class Identity extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Identity.class, new Config(), Identity::new);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Identity() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Identity(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return x;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return Pass.of(x, g -> g);
  }
}

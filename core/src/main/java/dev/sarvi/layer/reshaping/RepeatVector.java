package dev.sarvi.layer.reshaping;

import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.Set;

/**
 * Each sample {@code n} times: shape {@code (batch, features)} to {@code (batch, n, features)}. See
 * <a href="https://keras.io/api/layers/reshaping_layers/repeat_vector/">Keras: RepeatVector</a>.
 */
public final class RepeatVector extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(RepeatVector.class, new Config(1), Set.of("n"), RepeatVector::new);

  /**
   * The arguments.
   *
   * @param n how often, at least once
   */
  public record Config(int n) {
    /** Checks the argument. */
    public Config {
      Arguments.require(n > 0, "Argument `n` should be a positive integer. Received: n=" + n);
    }
  }

  /** So many times. */
  public RepeatVector(int n) {
    this(new Config(n));
  }

  /** A layer of this config. */
  public RepeatVector(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public RepeatVector(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireRank(input, 2);
    return Shape.of(input.dim(0), config().n, input.dim(1));
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Tensor one = x.reshape(Shape.of(x.shape().dim(0), 1, x.shape().dim(1)));
    return Pass.of(
        Slices.join(1, Collections.nCopies(config().n, one)),
        g -> TensorMath.sumTo(g.widened(), one.shape()).reshape(x.shape()).cast(g.dtype()));
  }
}

package dev.sarvi.layer.regularization;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;
import java.util.Set;

/**
 * In training {@code x + n}, with {@code n} normal, of mean 0 and standard deviation {@code
 * stddev}; in prediction {@code x}. Input of any shape, output the same. See <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">Keras:
 * GaussianNoise</a>.
 */
public final class GaussianNoise extends RandomLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(GaussianNoise.class, new Config(0), Set.of("stddev"), GaussianNoise::new);

  /**
   * The arguments.
   *
   * @param stddev the standard deviation, from 0 to 1
   * @param seed of this layer; null for one by its name
   */
  public record Config(double stddev, Long seed) {
    /** Checks the arguments. */
    public Config {
      requireUnit("stddev", stddev);
    }

    /** With a seed by the layer's name. */
    public Config(double stddev) {
      this(stddev, null);
    }
  }

  /** A layer that adds noise of this standard deviation. */
  public GaussianNoise(double stddev) {
    this(new Config(stddev));
  }

  /** A layer of this config. */
  public GaussianNoise(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GaussianNoise(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  double amount() {
    return config().stddev;
  }

  @Override
  Long seed() {
    return config().seed;
  }

  @Override
  Pass perturbed(Tensor x, CounterRandom random) {
    Tensor noise = TensorMath.scale(normal(random, x), config().stddev);
    return Pass.of(TensorMath.sum(x, noise), g -> g);
  }
}

package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.select;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * Leaky rectified linear unit: {@code x} where {@code x > 0}, {@code negativeSlope·x} elsewhere; at
 * 0 it has the slope {@code negativeSlope}, as on Keras's TensorFlow and PyTorch backends.
 *
 * <p>Input of any shape, output the same. The argument was called {@code alpha} before Keras 3. See
 * Maas, Hannun, Ng 2013, and <a
 * href="https://keras.io/api/layers/activation_layers/leaky_relu/">Keras: LeakyReLU</a>.
 */
public final class LeakyReLU extends Elementwise {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(LeakyReLU.class, new Config(), LeakyReLU::new);

  static final Formula FORMULA = select(GREATER, X, ZERO, X, input("negative_slope").times(X));

  /**
   * The arguments.
   *
   * @param negativeSlope at least 0
   */
  public record Config(double negativeSlope) {
    /** Keras's default: 0.3. */
    public Config() {
      this(0.3);
    }

    /** Refuses what Keras refuses, in its words. */
    public Config {
      if (negativeSlope < 0) {
        throw new IllegalArgumentException(
            "The negative_slope value of a Leaky ReLU layer cannot be None or negative value."
                + " Expected a float. Received: negative_slope="
                + negativeSlope);
      }
    }
  }

  /** With slope 0.3. */
  public LeakyReLU() {
    this(new Config());
  }

  /** With a slope. */
  public LeakyReLU(double negativeSlope) {
    this(new Config(negativeSlope));
  }

  /** Of a config. */
  public LeakyReLU(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public LeakyReLU(Config config, Options options) {
    super(config, options, FORMULA);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}

package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Formula.ONE;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.select;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * Thresholded rectified linear unit: {@code x} where {@code x > theta}, 0 elsewhere; at {@code
 * theta} itself 0.
 *
 * <p>Computed as Keras 1 and 2 do, {@code x·(x > theta)}: so -0.0 for negative inputs, and NaN for
 * {@code -inf}. Keras 3 has no such layer; files for it hold {@code ReLU(threshold=theta)}, which
 * differs only there. Input of any shape, output the same. See Konda, Memisevic, Krueger 2014, <a
 * href="https://arxiv.org/abs/1402.3337">arXiv:1402.3337</a>.
 */
public final class ThresholdedReLU extends Elementwise {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(ThresholdedReLU.class, new Config(), ThresholdedReLU::new);

  private static final Formula FORMULA = X.times(select(GREATER, X, input("theta"), ONE, ZERO));

  /**
   * The arguments.
   *
   * @param theta at least 0
   */
  public record Config(double theta) {
    /** Keras's default: 1. */
    public Config() {
      this(1);
    }

    /** Refuses what Keras refuses, in its words. */
    public Config {
      if (theta < 0) {
        throw new IllegalArgumentException(
            "The theta value of a Thresholded ReLU layer should be >=0. Received: " + theta);
      }
    }
  }

  /** With theta 1. */
  public ThresholdedReLU() {
    this(new Config());
  }

  /** With a theta. */
  public ThresholdedReLU(double theta) {
    this(new Config(theta));
  }

  /** Of a config. */
  public ThresholdedReLU(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public ThresholdedReLU(Config config, Options options) {
    super(config, options, FORMULA);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}

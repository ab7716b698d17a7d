package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.min;
import static dev.sarvi.formula.Formula.relu;
import static dev.sarvi.formula.Formula.select;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * Rectified linear unit: {@code maxValue} where {@code x >= maxValue}, {@code x} where {@code
 * threshold < x < maxValue}, and {@code negativeSlope·(x - threshold)} elsewhere.
 *
 * <p>Keras's documentation says {@code threshold <= x}; its code, in every version, gives 0 at
 * {@code x == threshold}, and so does this. Input of any shape, output the same. See <a
 * href="https://keras.io/api/layers/activation_layers/relu/">Keras: ReLU</a>.
 */
public final class ReLU extends Elementwise {
  /** What files need to know. */
  public static final LayerType<Config> TYPE = LayerType.of(ReLU.class, new Config(), ReLU::new);

  private static final Formula SLOPE = input("negative_slope");
  private static final Formula MAX = input("max_value");
  private static final Formula THRESHOLD = input("threshold");
  private static final double SIX = 6;

  /**
   * The arguments.
   *
   * @param maxValue at least 0; null for no maximum
   * @param negativeSlope at least 0
   * @param threshold at least 0
   */
  public record Config(Double maxValue, double negativeSlope, double threshold) {
    /** Keras's defaults: no maximum, 0, 0. */
    public Config() {
      this(null, 0, 0);
    }

    /** Refuses what Keras refuses, in its words. */
    public Config {
      if (maxValue != null && maxValue < 0) {
        throw new IllegalArgumentException(
            "max_value of a ReLU layer cannot be a negative value. Received: max_value="
                + maxValue);
      }
      if (negativeSlope < 0) {
        throw new IllegalArgumentException(
            "negative_slope of a ReLU layer cannot be None or a negative value. Received:"
                + " negative_slope="
                + negativeSlope);
      }
      if (threshold < 0) {
        throw new IllegalArgumentException(
            "threshold of a ReLU layer cannot be None or a negative value. Received: threshold="
                + threshold);
      }
    }
  }

  /** {@code max(x, 0)}. */
  public ReLU() {
    this(new Config());
  }

  /** {@code min(max(x, 0), maxValue)}. */
  public ReLU(double maxValue) {
    this(new Config(maxValue, 0, 0));
  }

  /** With all arguments; {@code maxValue} may be null. */
  public ReLU(Double maxValue, double negativeSlope, double threshold) {
    this(new Config(maxValue, negativeSlope, threshold));
  }

  /** Of a config. */
  public ReLU(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public ReLU(Config config, Options options) {
    super(config, options, formula(arguments(config)));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  private static Activations.Relu arguments(Config config) {
    return new Activations.Relu(config.negativeSlope, config.maxValue, config.threshold);
  }

  /**
   * Step by step as Keras's {@code relu} does it, so that kinks and infinities come out the same.
   */
  static Formula formula(Activations.Relu relu) {
    if (relu.negativeSlope() == 0) {
      return positivePart(relu);
    }
    if (relu.maxValue() == null && relu.threshold() == 0) {
      return LeakyReLU.FORMULA;
    }
    Formula below = relu(relu.threshold() == 0 ? X.negated() : THRESHOLD.minus(X));
    return positivePart(relu).minus(SLOPE.times(below));
  }

  private static Formula positivePart(Activations.Relu relu) {
    if (relu.threshold() != 0) {
      Formula above = select(GREATER, X, THRESHOLD, X, ZERO);
      return relu.maxValue() == null ? above : min(MAX, above);
    }
    if (relu.maxValue() == null) {
      return relu(X);
    }
    // relu6 has slope 0 at 6; a clip at any other maximum has slope 1 there
    return relu.maxValue() == SIX ? ActivationFormulas.RELU6 : min(MAX, relu(X));
  }
}

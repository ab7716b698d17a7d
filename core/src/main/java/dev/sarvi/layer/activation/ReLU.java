package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.constant;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.min;
import static dev.sarvi.formula.Formula.relu;
import static dev.sarvi.formula.Formula.select;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.LinkedHashMap;
import java.util.Map;

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
    super(config, options, function(config));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  private static ElementwiseFunction function(Config config) {
    Formula formula = formula(config);
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("negative_slope", config.negativeSlope);
    numbers.put("max_value", config.maxValue);
    numbers.put("threshold", config.threshold);
    numbers.keySet().retainAll(formula.inputs());
    return new ElementwiseFunction(formula, numbers);
  }

  private static boolean isThresholded(Config config) {
    return config.threshold != 0;
  }

  /**
   * Step by step as Keras's {@code relu} does it, so that kinks and infinities come out the same.
   */
  private static Formula formula(Config config) {
    if (config.negativeSlope == 0) {
      return positivePart(config);
    }
    if (config.maxValue == null && !isThresholded(config)) {
      return LeakyReLU.FORMULA;
    }
    Formula below = relu(isThresholded(config) ? THRESHOLD.minus(X) : X.negated());
    return positivePart(config).minus(SLOPE.times(below));
  }

  private static Formula positivePart(Config config) {
    if (isThresholded(config)) {
      Formula above = select(GREATER, X, THRESHOLD, X, ZERO);
      return config.maxValue == null ? above : min(MAX, above);
    }
    if (config.maxValue == null) {
      return relu(X);
    }
    // relu6 has slope 0 at 6; a clip at any other maximum has slope 1 there
    return config.maxValue == SIX ? min(relu(X), constant(SIX)) : min(MAX, relu(X));
  }
}

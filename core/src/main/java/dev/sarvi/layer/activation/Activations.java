package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.exp;
import static dev.sarvi.formula.Formula.sigmoid;
import static dev.sarvi.formula.Formula.softplus;
import static dev.sarvi.formula.Formula.tanh;

import dev.sarvi.config.Registry;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code keras.activations}: the list of known functions, and those that take arguments as values.
 * Adding a function adds a line. See <a href="https://keras.io/api/layers/activations/">Keras:
 * activations</a>.
 */
public final class Activations {
  private static final Registry<ActivationType<?>> KNOWN =
      new Registry<ActivationType<?>>(
              "activation function",
              List.of(
                  ActivationType.of("linear", X),
                  ActivationType.of(
                      "relu",
                      new Relu(0, null, 0),
                      a -> ElementwiseFunction.of(ReLU.formula(a), a)),
                  ActivationType.of("relu6", ActivationFormulas.RELU6),
                  ActivationType.of("leaky_relu", new LeakyRelu(0.2), LeakyReLU.FORMULA),
                  ActivationType.of("elu", new Alpha(1), ELU.FORMULA),
                  ActivationType.of("celu", new Alpha(1), ActivationFormulas.CELU),
                  ActivationType.of("selu", ActivationFormulas.SELU),
                  ActivationType.of("sigmoid", sigmoid(X)),
                  ActivationType.of("log_sigmoid", softplus(X.negated()).negated()),
                  ActivationType.of(
                      "hard_sigmoid",
                      new HardSigmoid(HardSigmoid.KERAS_3),
                      a -> ElementwiseFunction.of(ActivationFormulas.hardSigmoid(a), a)),
                  ActivationType.of("sparse_sigmoid", ActivationFormulas.SPARSE_SIGMOID),
                  ActivationType.of("tanh", tanh(X)),
                  ActivationType.of("tanh_shrink", X.minus(tanh(X))),
                  ActivationType.of("hard_tanh", ActivationFormulas.HARD_TANH),
                  ActivationType.of("softplus", softplus(X)),
                  ActivationType.of("softsign", ActivationFormulas.SOFTSIGN),
                  ActivationType.of("squareplus", new Squareplus(4), ActivationFormulas.SQUAREPLUS),
                  ActivationType.of("sparse_plus", ActivationFormulas.SPARSE_PLUS),
                  ActivationType.of("soft_shrink", new Shrink(0.5), ActivationFormulas.SOFT_SHRINK),
                  ActivationType.of("hard_shrink", new Shrink(0.5), ActivationFormulas.HARD_SHRINK),
                  new ActivationType<>(
                      "threshold",
                      new Threshold(0, 0),
                      Set.of("threshold", "defaultValue"),
                      a -> ElementwiseFunction.of(ActivationFormulas.THRESHOLD, a)),
                  ActivationType.of("silu", X.times(sigmoid(X))),
                  ActivationType.of("hard_silu", X.times(ActivationFormulas.HARD_SIGMOID)),
                  ActivationType.of(
                      "gelu",
                      new Gelu(false),
                      a -> ElementwiseFunction.of(ActivationFormulas.gelu(a.approximate), a)),
                  ActivationType.of("mish", ActivationFormulas.MISH),
                  ActivationType.of("exponential", exp(X)),
                  ActivationType.of("softmax", new Axis(-1), a -> RowFunction.softmax(a.axis)),
                  ActivationType.of(
                      "log_softmax", new Axis(-1), a -> RowFunction.logSoftmax(a.axis)),
                  ActivationType.of("sparsemax", new Axis(-1), a -> RowFunction.sparsemax(a.axis)),
                  ActivationType.of("glu", new Axis(-1), a -> new GatedLinearUnit(a.axis))),
              ActivationType::name)
          .alias("swish", "silu")
          .alias("hard_swish", "hard_silu");

  private Activations() {}

  /** No arguments. */
  public record None() {}

  /**
   * The arguments of {@code relu}, as of {@link ReLU}.
   *
   * @param negativeSlope the slope below the threshold
   * @param maxValue null for no maximum
   * @param threshold up to which x counts as negative
   */
  public record Relu(double negativeSlope, Double maxValue, double threshold) {}

  /**
   * The argument of {@code leaky_relu}.
   *
   * @param negativeSlope the slope below 0
   */
  public record LeakyRelu(double negativeSlope) {}

  /**
   * The argument of {@code elu} and {@code celu}.
   *
   * @param alpha they tend to {@code -alpha}
   */
  public record Alpha(double alpha) {}

  /**
   * The argument of {@code hard_sigmoid}: Keras 3 gave up the form of Keras 1 and 2.
   *
   * @param slope 1/6 for {@code relu6(x + 3) / 6}, Keras 3's; else {@code slope·x + 0.5}, clipped
   *     to [0, 1]
   */
  public record HardSigmoid(double slope) {
    /** Keras 3's slope. */
    public static final double KERAS_3 = 1.0 / 6;

    /** That of Keras 1 and 2. */
    public static final double KERAS_2 = 0.2;
  }

  /**
   * The argument of {@code squareplus}.
   *
   * @param b how round it is
   */
  public record Squareplus(double b) {}

  /**
   * The argument of {@code soft_shrink} and {@code hard_shrink}.
   *
   * @param threshold what is nearer to 0 than this, becomes 0
   */
  public record Shrink(double threshold) {}

  /**
   * The arguments of {@code threshold}, which Keras has no defaults for.
   *
   * @param threshold up to which x is replaced
   * @param defaultValue by what
   */
  public record Threshold(double threshold, double defaultValue) {}

  /**
   * The argument of {@code gelu}.
   *
   * @param approximate whether it is the form with tanh
   */
  public record Gelu(boolean approximate) {}

  /**
   * The argument of the functions of rows.
   *
   * @param axis one axis or several; negative ones count from the end; null for all
   */
  public record Axis(List<Integer> axis) {
    /** Copies the list. */
    public Axis {
      axis = axis == null ? null : List.copyOf(axis);
    }

    /** Of these axes. */
    public Axis(int... axis) {
      this(IntStream.of(axis).boxed().toList());
    }
  }

  /** All functions. */
  public static List<ActivationType<?>> known() {
    return KNOWN.known();
  }

  /** The names of all functions, without aliases. */
  public static List<String> names() {
    return known().stream().map(ActivationType::name).toList();
  }

  /**
   * The function of a Keras name, or alias.
   *
   * @throws IllegalArgumentException if there is none, in Keras's words
   */
  public static ActivationType<?> named(String name) {
    return KNOWN.named(name);
  }

  /** Whether Keras has a function of this name, or alias. */
  public static boolean isKnown(String name) {
    return KNOWN.has(name);
  }

  /** {@code relu} with all arguments; {@code maxValue} may be null. */
  public static ActivationFunction relu(double negativeSlope, Double maxValue, double threshold) {
    return named("relu").with(new Relu(negativeSlope, maxValue, threshold));
  }

  /** {@code x > 0 ? x : negativeSlope·x}. */
  public static ActivationFunction leakyRelu(double negativeSlope) {
    return named("leaky_relu").with(new LeakyRelu(negativeSlope));
  }

  /** {@code x > 0 ? x : alpha·(e^x - 1)}. */
  public static ActivationFunction elu(double alpha) {
    return named("elu").with(new Alpha(alpha));
  }

  /** {@code x > 0 ? x : alpha·(e^(x/alpha) - 1)}. */
  public static ActivationFunction celu(double alpha) {
    return named("celu").with(new Alpha(alpha));
  }

  /** {@code slope·x + 0.5}, clipped to [0, 1]: with slope 0.2, as Keras 1 and 2 have it. */
  public static ActivationFunction hardSigmoid(double slope) {
    return named("hard_sigmoid").with(new HardSigmoid(slope));
  }

  /** {@code (x + √(x² + b)) / 2}. */
  public static ActivationFunction squareplus(double b) {
    return named("squareplus").with(new Squareplus(b));
  }

  /** x moved towards 0 by the threshold; 0 where it does not get past it. */
  public static ActivationFunction softShrink(double threshold) {
    return named("soft_shrink").with(new Shrink(threshold));
  }

  /** {@code |x| > threshold ? x : 0}. */
  public static ActivationFunction hardShrink(double threshold) {
    return named("hard_shrink").with(new Shrink(threshold));
  }

  /** {@code x > threshold ? x : defaultValue}. */
  public static ActivationFunction threshold(double threshold, double defaultValue) {
    return named("threshold").with(new Threshold(threshold, defaultValue));
  }

  /** {@code x·Φ(x)}, or its approximation with tanh. */
  public static ActivationFunction gelu(boolean approximate) {
    return named("gelu").with(new Gelu(approximate));
  }

  /** Softmax over one axis, or several taken together. */
  public static ActivationFunction softmax(int... axis) {
    return named("softmax").with(new Axis(axis));
  }

  /** The logarithm of softmax over one axis, or several taken together. */
  public static ActivationFunction logSoftmax(int... axis) {
    return named("log_softmax").with(new Axis(axis));
  }

  /** Sparsemax over one axis, or several taken together. */
  public static ActivationFunction sparsemax(int... axis) {
    return named("sparsemax").with(new Axis(axis));
  }

  /** The first half of an axis times the sigmoid of the second. */
  public static ActivationFunction glu(int axis) {
    return named("glu").with(new Axis(axis));
  }
}

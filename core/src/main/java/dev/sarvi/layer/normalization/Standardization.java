package dev.sarvi.layer.normalization;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * What all normalizations compute, and the way back: {@code y = (x - shift) · reciprocal · gamma +
 * beta}. The statistics have the shape of {@code x} with 1 along the axes over which they are
 * taken; gamma and beta are shaped to broadcast.
 *
 * @param x the input
 * @param mean of x over each group, or 0 where squares are taken as they are
 * @param shift the mean, or 0 without axes
 * @param reciprocal of the deviation of each group
 * @param gamma or null
 * @param beta or null
 */
record Standardization(
    Tensor x, Tensor mean, Tensor shift, Tensor reciprocal, Tensor gamma, Tensor beta) {
  private static final Formula X = Formula.input("x");
  private static final Formula SHIFT = Formula.input("shift");
  private static final Formula FACTOR = Formula.input("factor");
  private static final Formula GAMMA = Formula.input("gamma");
  private static final Formula BETA = Formula.input("beta");
  private static final Formula G = Formula.input("g");
  private static final Formula SQUARES = Formula.input("squares");
  private static final Formula LARGEST = Formula.input("largest");
  private static final Formula SHIFTED = X.minus(SHIFT);

  private static final Kernel SQUARE = Kernel.of(SHIFTED.squared(), "x", "shift");
  private static final Kernel RECIPROCAL_DEVIATION =
      Kernel.of(
          Formula.constant(1)
              .dividedBy(Formula.sqrt(Formula.input("variance").plus(Formula.input("epsilon")))),
          List.of("variance"),
          List.of("epsilon"));

  /** What it computes where gamma is part of the factor. */
  static final Formula FORMULA = SHIFTED.times(FACTOR).plus(BETA);

  private static final Kernel OUTPUT = Kernel.of(FORMULA, "x", "shift", "factor", "beta");
  private static final Kernel WEIGHTED_OUTPUT =
      Kernel.of(
          SHIFTED.times(FACTOR).times(GAMMA).plus(BETA), "x", "shift", "factor", "gamma", "beta");
  private static final Kernel PROJECTION = Kernel.of(G.times(SHIFTED), "g", "x", "shift");
  private static final Kernel STANDARDIZED_PROJECTION =
      Kernel.of(G.times(SHIFTED).times(FACTOR), "g", "x", "shift", "factor");
  private static final Kernel INPUT_GRADIENT =
      Kernel.of(
          G.minus(Formula.input("meanG"))
              .minus(X.minus(Formula.input("mean")).times(Formula.input("slope")))
              .times(FACTOR),
          "g",
          "meanG",
          "x",
          "mean",
          "slope",
          "factor");
  private static final Kernel RECIPROCAL_NORM =
      Kernel.of(
          Formula.min(Formula.constant(1).dividedBy(Formula.sqrt(SQUARES)), LARGEST),
          List.of("squares"),
          List.of("largest"));

  /** 0 where the norm is so small that it is taken to be constant. */
  private static final Kernel NORM_SLOPE =
      Kernel.of(
          Formula.select(
              Comparison.LESS, FACTOR, LARGEST, G.times(FACTOR.squared()), Formula.constant(0)),
          List.of("g", "factor"),
          List.of("largest"));

  /** By each group's own mean and variance. */
  static Standardization byMoments(
      Tensor x, Shape groups, double epsilon, Tensor gamma, Tensor beta) {
    Tensor mean = mean(x, groups);
    Tensor reciprocal = reciprocalDeviation(variance(x, mean), epsilon);
    return new Standardization(x, mean, mean, reciprocal, gamma, beta);
  }

  /** By each group's root mean square. */
  static Standardization byRootMeanSquare(Tensor x, Shape groups, double epsilon, Tensor gamma) {
    Tensor zero = zero(x);
    Tensor squares = TensorMath.scale(SQUARE.sum(groups, x, zero), share(x, groups));
    Tensor reciprocal = reciprocalDeviation(squares, epsilon);
    return new Standardization(x, zero, zero, reciprocal, gamma, null);
  }

  /** Likewise by the deviation, but without taking the mean away. */
  Standardization withoutShift() {
    return new Standardization(x, mean, zero(x), reciprocal, gamma, beta);
  }

  static Tensor mean(Tensor x, Shape groups) {
    return TensorMath.scale(TensorMath.sumTo(x, groups), share(x, groups));
  }

  /** The variance of each group, the mean of squares, around its mean. */
  static Tensor variance(Tensor x, Tensor mean) {
    return TensorMath.scale(SQUARE.sum(mean.shape(), x, mean), share(x, mean.shape()));
  }

  static Tensor reciprocalDeviation(Tensor variance, double epsilon) {
    return RECIPROCAL_DEVIATION.map(new double[] {epsilon}, variance);
  }

  /** {@code min(1 / norm, largest)} of each group. */
  static Tensor reciprocalNorm(Tensor x, Shape groups, double largest) {
    return RECIPROCAL_NORM.map(new double[] {largest}, SQUARE.sum(groups, x, zero(x)));
  }

  /** The gradient of x divided by its norm. */
  static Tensor unitGradient(Tensor g, Tensor x, Tensor reciprocal, double largest) {
    Tensor zero = zero(x);
    Tensor projection = PROJECTION.sum(reciprocal.shape(), g, x, zero);
    Tensor slope = NORM_SLOPE.map(new double[] {largest}, projection, reciprocal);
    return INPUT_GRADIENT.map(g, zero, x, zero, slope, reciprocal);
  }

  /** What one element is of its group. */
  private static double share(Tensor x, Shape groups) {
    return (double) groups.size() / x.size();
  }

  private static Tensor zero(Tensor x) {
    return Tensor.zeros(Shape.of(), x.dtype());
  }

  Tensor output() {
    return isWeighted()
        ? WEIGHTED_OUTPUT.map(x, shift, reciprocal, gamma, added())
        : OUTPUT.map(x, shift, factor(), added());
  }

  /** What is added at last: beta, or 0. */
  Tensor added() {
    return beta == null ? zero(reciprocal) : beta;
  }

  /** Whether elements of one group have different gammas. */
  private boolean isWeighted() {
    return gamma != null && !gamma.shape().equals(reciprocal.shape());
  }

  /** What is the same for all elements of a group. */
  Tensor factor() {
    return gamma == null || isWeighted() ? reciprocal : TensorMath.product(reciprocal, gamma);
  }

  Tensor gammaGradient(Tensor g) {
    return isWeighted()
        ? STANDARDIZED_PROJECTION.sum(gamma.shape(), g, x, shift, reciprocal)
        : TensorMath.product(projection(g), reciprocal);
  }

  /** The sum of {@code g·(x - shift)} over each group. */
  Tensor projection(Tensor g) {
    return PROJECTION.sum(reciprocal.shape(), g, x, shift);
  }

  Tensor betaGradient(Tensor g) {
    return TensorMath.sumTo(g, beta.shape());
  }

  /** The input's gradient where the statistics are numbers of their own. */
  Tensor gradientByConstants(Tensor g) {
    return TensorMath.product(weighted(g), factor());
  }

  /** The input's gradient where the statistics are the input's. */
  Tensor gradient(Tensor g) {
    Tensor weighted = weighted(g);
    Shape groups = reciprocal.shape();
    boolean centered = shift.shape().equals(groups);
    Tensor meanG = centered ? mean(weighted, groups) : zero(x);
    Tensor projection = TensorMath.scale(projection(weighted), share(x, groups));
    Tensor slope = TensorMath.product(projection, TensorMath.product(reciprocal, reciprocal));
    return INPUT_GRADIENT.map(weighted, meanG, x, mean, slope, factor());
  }

  private Tensor weighted(Tensor g) {
    return isWeighted() ? TensorMath.product(g, gamma) : g;
  }
}

package dev.sarvi.layer.normalization;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configs of normalizations with a learned scale and center hold.
 *
 * @param <C> the config itself
 */
public interface NormalizationConfig<C> {
  /** Added to the variance. */
  double epsilon();

  /** Whether beta is added. */
  boolean center();

  /** Whether gamma multiplies. */
  boolean scale();

  /** How beta starts. */
  Initializer betaInitializer();

  /** How gamma starts. */
  Initializer gammaInitializer();

  /** Beta's penalty, or null. */
  Regularizer betaRegularizer();

  /** Gamma's penalty, or null. */
  Regularizer gammaRegularizer();

  /** Beta's constraint, or null. */
  Constraint betaConstraint();

  /** Gamma's constraint, or null. */
  Constraint gammaConstraint();

  /** With or without beta, and with or without gamma. */
  default C with(boolean center, boolean scale) {
    return Records.with(Records.with(self(), "center", center), "scale", scale);
  }

  /** With gamma and beta that start so. */
  default C withInitializers(Initializer gamma, Initializer beta) {
    C started = Records.with(self(), "gammaInitializer", gamma);
    return Records.with(started, "betaInitializer", beta);
  }

  /** With this number added to the variance. */
  default C withEpsilon(double epsilon) {
    return Records.with(self(), "epsilon", epsilon);
  }

  /** Gamma and beta as weights, those that there are. */
  default List<WeightSpec> gammaAndBeta(Shape shape) {
    List<WeightSpec> weights = new ArrayList<>();
    if (scale()) {
      weights.add(
          WeightSpec.trainable(
                  "gamma", shape, gammaInitializer(), gammaRegularizer(), gammaConstraint())
              .withoutAutocast());
    }
    if (center()) {
      weights.add(
          WeightSpec.trainable(
                  "beta", shape, betaInitializer(), betaRegularizer(), betaConstraint())
              .withoutAutocast());
    }
    return weights;
  }

  /** This config. */
  @SuppressWarnings("unchecked") // C is the class that implements this
  default C self() {
    return (C) this;
  }
}

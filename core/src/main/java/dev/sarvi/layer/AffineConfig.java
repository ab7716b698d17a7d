package dev.sarvi.layer;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.regularizer.Regularizer;

/**
 * What the configs of all {@linkplain KernelLayer layers with kernels} hold.
 *
 * @param <C> the config itself
 */
public interface AffineConfig<C> {
  /** Applied last. */
  ActivationFunction activation();

  /** Whether a bias is added. */
  boolean useBias();

  /** How the bias starts. */
  Initializer biasInitializer();

  /** The bias's penalty, or null. */
  Regularizer biasRegularizer();

  /** The bias's constraint, or null. */
  Constraint biasConstraint();

  /** With an activation. */
  default C withActivation(ActivationFunction activation) {
    return Records.with(self(), "activation", activation);
  }

  /** With or without a bias. */
  default C withUseBias(boolean useBias) {
    return Records.with(self(), "useBias", useBias);
  }

  /** This config. */
  @SuppressWarnings("unchecked") // C is the class that implements this
  default C self() {
    return (C) this;
  }
}

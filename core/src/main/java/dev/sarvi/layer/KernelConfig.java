package dev.sarvi.layer;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;

/**
 * What the configs of layers with one kernel, called {@code kernel}, hold.
 *
 * @param <C> the config itself
 */
public interface KernelConfig<C> extends AffineConfig<C> {
  /** How the kernel starts. */
  Initializer kernelInitializer();

  /** The kernel's penalty, or null. */
  Regularizer kernelRegularizer();

  /** The kernel's constraint, or null. */
  Constraint kernelConstraint();

  /** With a kernel that starts, is penalised and is constrained so; the last two may be null. */
  default C withKernel(Initializer initializer, Regularizer regularizer, Constraint constraint) {
    C started = Records.with(self(), "kernelInitializer", initializer);
    C penalised = Records.with(started, "kernelRegularizer", regularizer);
    return Records.with(penalised, "kernelConstraint", constraint);
  }

  /** The kernel as a weight. */
  default WeightSpec kernel(Shape shape) {
    return WeightSpec.trainable(
        "kernel", shape, kernelInitializer(), kernelRegularizer(), kernelConstraint());
  }
}

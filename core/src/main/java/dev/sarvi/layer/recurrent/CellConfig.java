package dev.sarvi.layer.recurrent;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Orthogonal;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.ConfigPart;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;

/**
 * What all cells are told.
 *
 * @param units how many outputs, at least 1
 * @param activation null is {@link ActivationFunction#LINEAR}
 * @param useBias whether a bias is added
 * @param kernelInitializer how the kernel starts, which the input is multiplied by
 * @param recurrentInitializer how the recurrent kernel starts, which the state is multiplied by
 * @param biasInitializer how the bias starts
 * @param kernelRegularizer or null
 * @param recurrentRegularizer or null
 * @param biasRegularizer or null
 * @param kernelConstraint or null
 * @param recurrentConstraint or null
 * @param biasConstraint or null
 * @param dropout the part of the inputs that is dropped in training; what is outside of 0 to 1 is
 *     taken as the nearest of them
 * @param recurrentDropout the part of the state that is dropped in training, likewise
 * @param seed of what is dropped; null for one by the layer's name
 */
public record CellConfig(
    int units,
    ActivationFunction activation,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer recurrentInitializer,
    Initializer biasInitializer,
    Regularizer kernelRegularizer,
    Regularizer recurrentRegularizer,
    Regularizer biasRegularizer,
    Constraint kernelConstraint,
    Constraint recurrentConstraint,
    Constraint biasConstraint,
    double dropout,
    double recurrentDropout,
    Long seed)
    implements ConfigPart {

  /** Checks the arguments. */
  public CellConfig {
    Arguments.require(
        units > 0,
        "Received an invalid value for argument `units`, expected a positive integer, got %d."
            .formatted(units));
    activation = activation == null ? ActivationFunction.LINEAR : activation;
    dropout = Math.min(1, Math.max(0, dropout));
    recurrentDropout = Math.min(1, Math.max(0, recurrentDropout));
  }

  /** Keras's defaults. */
  public CellConfig(int units) {
    this(
        units,
        ActivationFunction.named("tanh"),
        true,
        new GlorotUniform(),
        new Orthogonal(),
        new Zeros(),
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        null);
  }
}

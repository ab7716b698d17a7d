package dev.sarvi.train;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * What every optimizer takes besides its own config. A value: each {@code with...} gives a changed
 * copy. At most one of the three ways to clip gradients may be given. Averaging of the weights,
 * scaling of the loss and accumulating of gradients are not supported: their components hold
 * Keras's defaults.
 *
 * @param name null for an automatic one
 * @param learningRate at first; {@link Optimizer#setLearningRate} changes it
 * @param weightDecay each step first takes {@code weight · weightDecay · learningRate} from each
 *     weight; null for none
 * @param clipnorm the largest norm of each weight's gradient, or null
 * @param globalClipnorm the largest norm of all gradients together, or null
 * @param clipvalue the largest absolute value of a gradient's elements, or null
 * @param useEma false
 * @param emaMomentum not used
 * @param emaOverwriteFrequency not used
 * @param lossScaleFactor null
 * @param gradientAccumulationSteps null
 */
public record OptimizerOptions(
    String name,
    double learningRate,
    Double weightDecay,
    Double clipnorm,
    Double globalClipnorm,
    Double clipvalue,
    boolean useEma,
    double emaMomentum,
    Integer emaOverwriteFrequency,
    Double lossScaleFactor,
    Integer gradientAccumulationSteps) {
  /** Keras's checks, and a refusal of what is not supported. */
  public OptimizerOptions {
    if (Stream.of(clipnorm, clipvalue, globalClipnorm).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException(
          "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received:"
              + " clipnorm="
              + clipnorm
              + ", clipvalue="
              + clipvalue
              + ", global_clipnorm="
              + globalClipnorm);
    }
    requireUnset("use_ema", useEma, false);
    requireUnset("loss_scale_factor", lossScaleFactor, null);
    requireUnset("gradient_accumulation_steps", gradientAccumulationSteps, null);
  }

  /** Keras's defaults with a learning rate. */
  public static OptimizerOptions of(double learningRate) {
    return new OptimizerOptions(
        null, learningRate, null, null, null, null, false, .99, null, null, null);
  }

  /** With a name. */
  public OptimizerOptions withName(String name) {
    return new OptimizerOptions(
        name,
        learningRate,
        weightDecay,
        clipnorm,
        globalClipnorm,
        clipvalue,
        useEma,
        emaMomentum,
        emaOverwriteFrequency,
        lossScaleFactor,
        gradientAccumulationSteps);
  }

  /** With a learning rate. */
  public OptimizerOptions withLearningRate(double learningRate) {
    return new OptimizerOptions(
        name,
        learningRate,
        weightDecay,
        clipnorm,
        globalClipnorm,
        clipvalue,
        useEma,
        emaMomentum,
        emaOverwriteFrequency,
        lossScaleFactor,
        gradientAccumulationSteps);
  }

  /** With weights that decay. */
  public OptimizerOptions withWeightDecay(Double weightDecay) {
    return new OptimizerOptions(
        name,
        learningRate,
        weightDecay,
        clipnorm,
        globalClipnorm,
        clipvalue,
        useEma,
        emaMomentum,
        emaOverwriteFrequency,
        lossScaleFactor,
        gradientAccumulationSteps);
  }

  /** With a largest norm of each weight's gradient. */
  public OptimizerOptions withClipnorm(Double clipnorm) {
    return new OptimizerOptions(
        name,
        learningRate,
        weightDecay,
        clipnorm,
        globalClipnorm,
        clipvalue,
        useEma,
        emaMomentum,
        emaOverwriteFrequency,
        lossScaleFactor,
        gradientAccumulationSteps);
  }

  /** With a largest norm of all gradients together. */
  public OptimizerOptions withGlobalClipnorm(Double globalClipnorm) {
    return new OptimizerOptions(
        name,
        learningRate,
        weightDecay,
        clipnorm,
        globalClipnorm,
        clipvalue,
        useEma,
        emaMomentum,
        emaOverwriteFrequency,
        lossScaleFactor,
        gradientAccumulationSteps);
  }

  /** With a largest absolute value of a gradient's elements. */
  public OptimizerOptions withClipvalue(Double clipvalue) {
    return new OptimizerOptions(
        name,
        learningRate,
        weightDecay,
        clipnorm,
        globalClipnorm,
        clipvalue,
        useEma,
        emaMomentum,
        emaOverwriteFrequency,
        lossScaleFactor,
        gradientAccumulationSteps);
  }

  private static void requireUnset(String argument, Object value, Object unset) {
    if (!Objects.equals(value, unset)) {
      throw new IllegalArgumentException(
          "`"
              + argument
              + "` is not supported. Expected: "
              + unset
              + ". Received: "
              + argument
              + "="
              + value);
    }
  }
}

package dev.sarvi.layer.activation;

import java.util.ArrayList;
import java.util.List;

/**
 * The activation functions as tests go through them: each with its defaults, and some with other
 * arguments. A function that is added to {@link Activations} is tested by itself.
 */
public final class ActivationSamples {
  private static final List<ActivationFunction> WITH_ARGUMENTS =
      List.of(
          Activations.relu(0.1, null, 0),
          Activations.relu(0, 6.0, 0),
          Activations.relu(0.1, 2.0, 0.5),
          Activations.leakyRelu(0.7),
          Activations.elu(0.5),
          Activations.celu(0.5),
          Activations.hardSigmoid(0.2),
          Activations.squareplus(1),
          Activations.softShrink(1.25),
          Activations.hardShrink(1.25),
          Activations.threshold(0.5, -1),
          Activations.gelu(true),
          Activations.softmax(0),
          Activations.logSoftmax(0),
          Activations.sparsemax(0));

  private ActivationSamples() {}

  /** All of them. */
  public static List<NamedActivation> all() {
    List<NamedActivation> all = new ArrayList<>();
    Activations.known().forEach(type -> all.add(type.with(type.defaults())));
    WITH_ARGUMENTS.forEach(activation -> all.add((NamedActivation) activation));
    return all;
  }

  /** Whether it halves an axis. */
  public static boolean isGlu(NamedActivation activation) {
    return activation.function() instanceof GatedLinearUnit;
  }
}

package dev.sarvi.layer.activation;

import dev.sarvi.config.Components;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a formula that a layer learns, as its config declares them: see {@link
 * Elementwise}.
 *
 * @param names in the config's order
 */
record LearnedParameters(List<String> names, Map<String, Object> config) {
  private static final String INITIALIZER = "_initializer";
  private static final String SHARED_AXES = "shared_axes";

  /**
   * Those of a config.
   *
   * @throws IllegalArgumentException if the config lacks an input of the formula
   */
  static LearnedParameters of(Record config, Formula formula) {
    Map<String, Object> values = Components.of(config);
    for (String input : formula.inputs()) {
      if (!input.equals("x")
          && !(values.get(input) instanceof Number)
          && !values.containsKey(input + INITIALIZER)) {
        throw new IllegalArgumentException(
            "Expected a number %s or an initializer %s for the formula %s. Received: %s"
                .formatted(input, input + INITIALIZER, formula, values.keySet()));
      }
    }
    List<String> names =
        values.keySet().stream()
            .filter(key -> key.endsWith(INITIALIZER))
            .map(key -> key.substring(0, key.length() - INITIALIZER.length()))
            .filter(formula.inputs()::contains)
            .toList();
    return new LearnedParameters(names, values);
  }

  /** What is declared for parameters of this shape. */
  List<WeightSpec> specs(Shape shape) {
    return names.stream()
        .map(
            name ->
                WeightSpec.trainable(
                    name,
                    shape,
                    (Initializer) config.get(name + INITIALIZER),
                    (Regularizer) config.get(name + "_regularizer"),
                    (Constraint) config.get(name + "_constraint")))
        .toList();
  }

  /**
   * The shape of each parameter. As Keras indexes it: axis {@code i} is entry {@code i - 1} of the
   * sample, and entries below 0 count from its end.
   */
  Shape shape(Shape input, String layer) {
    Shape shape = input.sample();
    for (Object axis : config.get(SHARED_AXES) instanceof List<?> axes ? axes : List.of()) {
      int entry = (int) axis - 1;
      if (entry < -shape.rank() || entry >= shape.rank()) {
        throw new IllegalArgumentException(
            layer
                + " expects shared_axes between 1 and "
                + shape.rank()
                + " for an input of shape "
                + input
                + ". Received: shared_axes="
                + config.get(SHARED_AXES));
      }
      shape = shape.with(entry, 1);
    }
    return shape;
  }
}

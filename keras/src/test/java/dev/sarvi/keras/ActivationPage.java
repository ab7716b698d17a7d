package dev.sarvi.keras;

import dev.sarvi.config.Components;
import dev.sarvi.keras.ActivationGoldens.Case;
import dev.sarvi.layer.activation.ActivationType;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.ElementwiseFunction;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.tensor.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** docs/activations.md, from the goldens. */
final class ActivationPage {
  /** The page. */
  static final Path FILE = Path.of("../docs/activations.md");

  private static final List<DType> DTYPES =
      List.of(DType.FLOAT64, DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16);

  private static final String HEAD =
      """
      # Activation functions

      All of `keras.activations`. By name wherever Keras takes a name, `new Dense(8, "gelu")`; with arguments as a value, `new Activation(Activations.gelu(true))`.

      This page is made from the goldens (`interop/make_activation_goldens.py`), and a test fails where it is not what they say:

      ```sh
      mvn -pl keras -am test -Dtest=ActivationGoldensTest -Dsurefire.failIfNoSpecifiedTests=false -Dsarvi.page=write
      ```

      ## Formulas and defaults
      A `select` is printed as in Java; it takes, at its kink and at NaN, the slope of the branch that the comparison chooses.

      | function | defaults | formula |
      |---|---|---|
      """;

  private static final String DISTANCES =
      """

      ## How far from Keras
      The largest difference from the nearer of Keras's backends JAX and TensorFlow (3.15.1), in units of the last place, output and gradient. Every kink, its neighbours, zeros of both
      signs, huge and infinite numbers and NaN are among the inputs. (Denormal ones, too, but Keras's backends take those for 0, and Sarvi does not.) A star marks the
      functions for which the difference is larger somewhere; the next table has all of those.

      | function | float64 | float32 | float16 | bfloat16 |
      |---|---|---|---|---|
      """;

  private static final String CANCELLATIONS =
      """

      ### Where it is more than 4
      There larger numbers cancel, and each way to compute it is off by what those are rounded by: in none of these is Sarvi further from the exact value than the farther
      backend, or than a few units in the last place of 1 (or of x). In float16 and bfloat16 Keras rounds after each operation, Sarvi once at the end. TensorFlow takes arguments such as a
      slope in float32 even in float64. The worst of each:

      | function | of | numbers | worst |
      |---|---|---|---|
      """;

  private static final String DISPUTES =
      """

      ## Where Keras's backends disagree
      In float32, and by more than rounding.

      | function | of | x | JAX | TensorFlow | Sarvi |
      |---|---|---|---|---|---|
      """;

  private ActivationPage() {}

  /** The page. */
  static String text(List<Case> cases) {
    StringBuilder text = new StringBuilder(HEAD);
    Activations.known().forEach(type -> text.append(formula(type)));
    text.append(DISTANCES);
    grouped(cases).forEach((activation, group) -> text.append(distances(activation, group)));
    text.append(CANCELLATIONS);
    for (Case one : cases) {
      text.append(worst(one, one.output(), "output")).append(worst(one, one.gradient(), "slope"));
    }
    text.append(DISPUTES);
    cases.stream()
        .filter(one -> one.dtype() == DType.FLOAT32)
        .forEach(
            one ->
                text.append(disputes(one, one.output(), "output"))
                    .append(disputes(one, one.gradient(), "slope")));
    return text.toString();
  }

  private static String formula(ActivationType<?> type) {
    NamedActivation activation = type.with(type.defaults());
    String formula =
        activation.function() instanceof ElementwiseFunction function
            ? function.formula().toString()
            : activation.function().toString();
    String defaults =
        Components.of(type.defaults()).entrySet().stream()
            .map(
                argument ->
                    type.required().isEmpty()
                        ? argument.getKey() + "=" + argument.getValue()
                        : argument.getKey())
            .collect(Collectors.joining(", "));
    return "| %s | %s | `%s` |\n".formatted(type.name(), defaults, formula.replace("|", "\\|"));
  }

  private static Map<NamedActivation, List<Case>> grouped(List<Case> cases) {
    Map<NamedActivation, List<Case>> groups = new LinkedHashMap<>();
    cases.forEach(
        one -> groups.computeIfAbsent(one.activation(), any -> new ArrayList<>()).add(one));
    return groups;
  }

  private static String distances(NamedActivation activation, List<Case> group) {
    StringBuilder row = new StringBuilder("| ").append(activation);
    for (DType dtype : DTYPES) {
      row.append(" | ")
          .append(distance(group, dtype, true))
          .append(", ")
          .append(distance(group, dtype, false));
    }
    return row.append(" |\n").toString();
  }

  private static String distance(List<Case> group, DType dtype, boolean isOutput) {
    double largest = 0;
    boolean cancels = ActivationPoint.isUpstreamWrong(group.get(0).activation());
    for (Case one : group) {
      for (ActivationPoint point : isOutput ? one.output() : one.gradient()) {
        double distance = one.dtype() == dtype ? distance(point) : 0;
        cancels |= distance > ActivationPoint.NEAR;
        largest = distance > ActivationPoint.NEAR ? largest : Math.max(largest, distance);
      }
    }
    return String.format(Locale.ROOT, "%.1f", largest).replace(".0", "") + (cancels ? "*" : "");
  }

  /** From Keras, but for denormal numbers, which its backends take for 0. */
  private static double distance(ActivationPoint point) {
    return point.isFlushed() ? 0 : point.fromKeras();
  }

  private static String worst(Case one, List<ActivationPoint> points, String what) {
    int count = 0;
    ActivationPoint worst = null;
    for (ActivationPoint point : points) {
      if (distance(point) > ActivationPoint.NEAR) {
        count++;
        worst = worst == null || point.fromKeras() > worst.fromKeras() ? point : worst;
      }
    }
    if (worst == null || ActivationPoint.isUpstreamWrong(one.activation())) {
      return "";
    }
    return "| %s | %s | %d of %d | %s |\n".formatted(one, what, count, points.size(), worst);
  }

  private static Set<String> disputesOf(Case one, List<ActivationPoint> points, String what) {
    Set<String> rows = new TreeSet<>();
    for (ActivationPoint point : points) {
      if (point.isDisputed() && !point.isFlushed()) {
        rows.add(
            "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                    one.activation(),
                    what,
                    DType.FLOAT32.text(point.x()),
                    DType.FLOAT32.text(point.jax()),
                    DType.FLOAT32.text(point.tensorflow()),
                    DType.FLOAT32.text(point.ours())));
      }
    }
    return rows;
  }

  private static String disputes(Case one, List<ActivationPoint> points, String what) {
    return String.join("", disputesOf(one, points, what));
  }
}

package dev.sarvi.cli;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.Elementwise;
import dev.sarvi.layer.activation.ElementwiseFunction;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.tensor.DType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What one writes in Python to make a layer, or the name of an activation function: {@code
 * ReLU(max_value=6, threshold=0.5)}, {@code PReLU(0.25)}, {@code gelu}.
 *
 * @param text as it was written
 * @param arguments those of the layer; none of an activation function
 * @param layer what it makes
 */
record LayerExpression(String text, Optional<LayerArguments> arguments, Layer layer) {
  private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\)\\s*)?");
  private static final Pattern ARGUMENT =
      Pattern.compile("(?:([A-Za-z_]\\w*)\\s*=\\s*)?([\"']?)([-+.\\w]+)\\2");
  private static final Options DOUBLE = Options.DEFAULT.withDType(DType.FLOAT64);

  /** Whether a text can be one. */
  static boolean looksLike(String text) {
    return CALL.matcher(text).matches();
  }

  /**
   * Parses an argument of a command.
   *
   * @throws ParameterException if there is no such layer or argument, or the layer refuses it
   */
  static LayerExpression of(String text, CommandSpec command) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * Makes the layer, to compute in double precision.
   *
   * @throws IllegalArgumentException if there is no such layer or argument, or the layer refuses it
   */
  static LayerExpression parse(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      throw new IllegalArgumentException(
          "Expected a layer or an activation, such as LeakyReLU(negative_slope=0.1) or gelu."
              + " Received: "
              + text);
    }
    String name = call.group(1);
    String arguments = call.group(2);
    if (arguments == null && NamedActivation.names().contains(name)) {
      Activation.Config config = new Activation.Config(ActivationFunction.named(name));
      return new LayerExpression(name, Optional.empty(), new Activation(config, DOUBLE));
    }
    LayerType<?> type =
        Layers.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no layer or activation " + name + "; sarvi layers lists them"));
    LayerArguments given = arguments(type, arguments == null ? "" : arguments);
    return new LayerExpression(text.strip(), Optional.of(given), given.create(DOUBLE));
  }

  /** What the layer computes for each element, unless its outputs depend on more than one. */
  Optional<ElementwiseFunction> function() {
    if (layer instanceof Elementwise elementwise) {
      return Optional.of(elementwise.function());
    }
    return layer instanceof Activation activation
            && activation.config().activation() instanceof NamedActivation named
        ? named.function()
        : Optional.empty();
  }

  /** Whether it computes softmax, the one activation of whole rows. */
  boolean isSoftmax() {
    return layer instanceof Softmax || text.equals("softmax");
  }

  private static LayerArguments arguments(LayerType<?> type, String text) {
    LayerArguments arguments = new LayerArguments(type);
    if (text.isBlank()) {
      return arguments;
    }
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Matcher argument = ARGUMENT.matcher(parts[i].strip());
      if (!argument.matches()) {
        throw new IllegalArgumentException(
            "Expected an argument such as negative_slope=0.1. Received: " + parts[i].strip());
      }
      if (argument.group(1) == null) {
        arguments.set(i, argument.group(3));
      } else {
        arguments.set(argument.group(1), argument.group(3));
      }
    }
    return arguments;
  }
}

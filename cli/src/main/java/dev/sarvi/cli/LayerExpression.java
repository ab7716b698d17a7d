package dev.sarvi.cli;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ActivationType;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.Elementwise;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.TensorFunction;
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
 * @param arguments those of the layer or function
 * @param layer what it makes
 */
record LayerExpression(String text, LayerArguments arguments, Layer layer) {
  private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\)\\s*)?");
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
    LayerArguments arguments = arguments(name);
    arguments.setAll(call.group(2) == null ? "" : call.group(2));
    Record given = arguments.record();
    Layer layer =
        isActivation(name)
            ? new Activation(new Activation.Config(Activations.named(name).with(given)), DOUBLE)
            : layerType(name).create(given, DOUBLE);
    return new LayerExpression(text.strip(), arguments, layer);
  }

  /**
   * The arguments that a layer or activation takes.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  static LayerArguments arguments(String name) {
    if (isActivation(name)) {
      ActivationType<?> type = Activations.named(name);
      return new LayerArguments(name, type.defaults(), type.required());
    }
    LayerType<?> type = layerType(name);
    return new LayerArguments(name, type.defaults(), type.required());
  }

  private static boolean isActivation(String name) {
    return Activations.isKnown(name);
  }

  private static LayerType<?> layerType(String name) {
    return Layers.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no layer or activation " + name + "; sarvi layers lists them"));
  }

  /** What the layer computes, if it is an activation. */
  Optional<TensorFunction> function() {
    if (layer instanceof Elementwise elementwise) {
      return Optional.of(elementwise.function());
    } else if (layer instanceof Softmax softmax) {
      return Optional.of(softmax.function());
    }
    return layer instanceof Activation activation
            && activation.config().activation() instanceof NamedActivation named
        ? Optional.of(named.function())
        : Optional.empty();
  }
}

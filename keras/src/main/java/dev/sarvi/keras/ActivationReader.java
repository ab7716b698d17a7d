package dev.sarvi.keras;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.ActivationType;
import dev.sarvi.layer.activation.Activations;
import java.util.List;
import java.util.function.Function;

/** Reads what stands as an activation: the name of a function, or a layer. */
record ActivationReader(LoadOptions given, Function<Json, Layer> layers) {
  private static final String ADVICE = "; LoadOptions.withActivation gives others";

  ActivationFunction read(Json json) {
    boolean function = json.isOfClass("function");
    if (!json.isString() && !function) {
      return ActivationFunction.of(layers.apply(json));
    }
    Json name = function ? json.get("config") : json;
    Json registered = function ? json.get("registered_name") : name;
    for (Json known : List.of(registered, name)) {
      if (known.isString() && given.activation(known.string()).isPresent()) {
        return given.activation(known.string()).get();
      }
    }
    if (function && json.has("arguments")) {
      return withArguments(json, name);
    }
    return ConfigReader.known(name, name.string(), ActivationFunction::named, ADVICE);
  }

  /** As functions of earlier versions are translated; Keras itself writes no arguments. */
  private static ActivationFunction withArguments(Json json, Json name) {
    ActivationType<?> type = ConfigReader.known(name, name.string(), Activations::named, ADVICE);
    ConfigReader reader = new ConfigReader(json.get("arguments"));
    Record arguments = reader.record((Record) type.defaults(), type.required());
    reader.refuseOthers();
    return LayerReader.composing(json.place(), () -> type.with(arguments));
  }
}

package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.layer.regularization.ActivityRegularization;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import java.util.List;
import java.util.Set;

/** Writes layers, and models among them, as Keras 3 serializes them. */
final class LayerWriter {
  private final ConfigWriter configs = new ConfigWriter(this::write);

  JsonObject write(Layer layer) {
    if (layer instanceof Sequential model) {
      return sequential(model);
    } else if (layer instanceof Model model) {
      return new FunctionalWriter(this, model).write();
    }
    if (!KerasForm.isKeras(layer) && layer.registered().isEmpty()) {
      return asItWasRead(layer);
    }
    KerasForm form = KerasForm.of(layer);
    JsonObject config = new JsonObject();
    if (layer instanceof InputLayer) {
      configs.add(form.config(), config);
      config.addProperty("sparse", false);
      config.addProperty("name", layer.name());
      return form.json(config);
    }
    addBase(layer, config);
    configs.add(form.config(), config);
    config = FileWords.respelled(config, FileWords.of(layer, "config")).getAsJsonObject();
    if (layer.options().activityRegularizer() != null
        && !(layer instanceof ActivityRegularization)) { // whose own arguments say it
      config.add(
          "activity_regularizer", configs.regularizer(layer.options().activityRegularizer()));
    }
    JsonObject json = form.json(config);
    if (!layer.ownVariables().isEmpty() || layer.registered().isPresent()) {
      json.add("build_config", buildConfig(layer));
    }
    return json;
  }

  /** A writer of the operations that stand beside layers of these names. */
  OperationWriter operations(Set<String> layerNames) {
    return new OperationWriter(configs, layerNames);
  }

  /** How a model is trained; as it was read, if that was not understood; or an empty object. */
  JsonElement compilation(Model model) {
    JsonElement read = FileWords.of(model, ModelConfig.COMPILATION);
    if (model.compilation().isEmpty()) {
      return read.isJsonObject() ? read : new JsonObject();
    }
    return new CompilationWriter(configs).write(model.compilation().get(), read, model);
  }

  /** A layer of the caller's own: only a file can say what it is in Python. */
  private static JsonObject asItWasRead(Layer layer) {
    JsonObject json = new JsonObject();
    for (String key : List.of("module", KerasForm.CLASS_NAME, "config", "registered_name")) {
      json.add(key, FileWords.of(layer, key));
    }
    if (!json.get("config").isJsonObject()) {
      throw new IllegalArgumentException(
          layer + " is no layer of Keras's, and was not read from a file of Keras's");
    }
    return json.deepCopy();
  }

  /** What all layers have but inputs and functional models. */
  private static void addBase(Layer layer, JsonObject config) {
    config.addProperty("name", layer.name());
    if (!layer.className().startsWith("SpatialDropout")) { // Keras's constructors do not take it
      config.addProperty("trainable", layer.trainable());
    }
    config.add("dtype", ConfigWriter.policy(layer.dtypePolicy()));
  }

  private JsonObject sequential(Sequential model) {
    InputLayer input = (InputLayer) model.inputs().get(0).node().operation();
    JsonArray layers = new JsonArray();
    layers.add(write(input));
    model.layers().forEach(layer -> layers.add(write(layer)));
    JsonObject config = new JsonObject();
    addBase(model, config);
    config.add("layers", layers);
    config.add("build_input_shape", ConfigWriter.shape(input.config().batchShape()));
    JsonObject json = ConfigWriter.object("keras", "Sequential", config);
    JsonObject build = new JsonObject();
    build.add("input_shape", ConfigWriter.shape(input.config().batchShape()));
    json.add("build_config", build);
    return json;
  }

  /** For what input shapes the layer's weights were made. */
  private static JsonObject buildConfig(Layer layer) {
    JsonObject build = new JsonObject();
    if (layer.inputShapes().size() == 1) {
      build.add("input_shape", ConfigWriter.shape(layer.inputShapes().get(0)));
    } else {
      JsonArray shapes = new JsonArray();
      layer.inputShapes().forEach(shape -> shapes.add(ConfigWriter.shape(shape)));
      build.add("input_shape", shapes);
    }
    return build;
  }
}

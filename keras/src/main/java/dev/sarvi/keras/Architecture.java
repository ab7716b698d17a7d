package dev.sarvi.keras;

import dev.sarvi.keras.upgrade.Generation;
import dev.sarvi.keras.upgrade.Upgrade;
import dev.sarvi.layer.Layer;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Makes models of their architecture, in the words of any Keras; their weights as they start. */
final class Architecture {
  private Architecture() {}

  /**
   * The model of {@code model.to_json()}.
   *
   * @param name how errors call the text
   */
  static Model ofText(byte[] text, String name, LoadOptions options) {
    if (text.length > options.limits().jsonBytes()) {
      throw KerasFileException.unexpected(
          name, "at most " + options.limits().jsonBytes() + " bytes", text.length + " bytes");
    }
    Json json = Json.parse(text, options.limits(), name);
    if (!json.has("class_name") || !json.has("config")) {
      throw json.unexpected("the architecture of a model, as Keras's to_json gives it");
    }
    Model model = of(json, generation(json), name, options);
    compile(model, json.get(ModelConfig.COMPILATION), name);
    return model;
  }

  /** The model of such a text in a file. */
  static Model of(Source source, LoadOptions options) throws IOException {
    int size = (int) Math.min(source.size(), options.limits().jsonBytes() + 1L);
    return ofText(source.read(0, size).array(), source.name(), options);
  }

  static Model ofText(String text, String name, LoadOptions options) {
    return ofText(text.getBytes(StandardCharsets.UTF_8), name, options);
  }

  /** Keras 3 does not say which it is. */
  static Generation generation(Json json) {
    Json version = json.get("keras_version");
    return version.isNull() ? Generation.KERAS_3 : Generation.of(version.string());
  }

  /** The model of a config. */
  static Model of(Json config, Generation generation, String name, LoadOptions options) {
    Layer layer = new LayerReader(name, options).read(upgraded(config, generation));
    if (layer instanceof Model model) {
      return model;
    }
    throw KerasFileException.unexpected(name, "a model", layer.toString());
  }

  /** A config in the words of Keras 3. */
  static Json upgraded(Json config, Generation generation) {
    return new Json(Upgrade.model(config.value(), generation), config.place());
  }

  /**
   * Says how a model is trained, as the file does. What is not understood there does not stop it
   * from predicting.
   *
   * @return whether the model is compiled now
   */
  static boolean compile(Model model, Json compilation, String name) {
    if (compilation.isNull() || (compilation.isObject() && compilation.keys().isEmpty())) {
      return false;
    }
    Json now = new Json(Upgrade.compilation(compilation.value()), name + ", compile_config");
    FileWords.rememberCompilation(model, now);
    try {
      model.compile(new CompilationReader(now, model).read());
      return true;
    } catch (KerasFileException e) {
      model.leaveUncompiled(e.getMessage());
      return false;
    }
  }
}

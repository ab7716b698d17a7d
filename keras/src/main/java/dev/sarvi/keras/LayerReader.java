package dev.sarvi.keras;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.tensor.DType;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes layers of their serialized form; models among them too. */
final class LayerReader {
  private static final List<String> MODELS = List.of("Sequential", "Functional", "Model");

  private final String file;
  private final LoadLimits limits;
  private int layers;

  LayerReader(String file, LoadLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** How errors name a layer. */
  private String place(Json json) {
    Json config = json.get("config");
    Json name = config.isObject() ? config.get("name") : config;
    String shown = name.isString() ? "layer \"" + name.string() + "\"" : "a layer without a name";
    return "%s, %s (%s)".formatted(file, shown, json.get("class_name").string());
  }

  /** A layer that is not built yet, or a model. */
  Layer read(Json json) {
    Layer layer = make(json);
    FileWords.remember(layer, json);
    return layer;
  }

  private Layer make(Json json) {
    KerasObject object = KerasObject.of(json.at(place(json)));
    if (++layers > limits.layers()) {
      throw KerasFileException.unexpected(
          object.json().place(), "at most " + limits.layers() + " layers", "more");
    }
    if (!object.isIn("layers", "models", "engine")) {
      throw KerasFileException.unexpected(
          object.json().place(),
          "a layer",
          "an operation of " + object.module() + ", which is not supported");
    }
    if (MODELS.contains(object.className())) {
      return object.className().equals("Sequential")
          ? new SequentialReader(this, object).read()
          : new FunctionalReader(this, object).read();
    }
    LayerType<?> type = Layers.named(object.className()).orElseThrow(() -> unknown(object));
    return create(type, object);
  }

  private static KerasFileException unknown(KerasObject object) {
    if (object.className().equals("Lambda")) {
      return new KerasFileException(
          object.json().place()
              + ": a Lambda layer holds Python code, which cannot be run here; and a file should"
              + " never bring code");
    }
    List<String> known =
        Stream.concat(Layers.known().stream().map(LayerType::className), MODELS.stream())
            .sorted()
            .toList();
    return KerasFileException.unexpected(
        object.json().place(),
        "a layer that is supported, one of " + String.join(", ", known),
        object.className());
  }

  private <C extends Record> Layer create(LayerType<C> type, KerasObject object) {
    Json config = object.config().at(object.json().place());
    ConfigReader reader = new ConfigReader(type.className(), config, this::read);
    Options options = options(reader);
    if (type.type() != InputLayer.class || reader.take("dtype").toString().contains("float64")) {
      options = options.withDType(dtype(reader.take("dtype")));
    }
    C record = reader.record(type.defaults(), type.required());
    reader.refuseOthers();
    Options all = options;
    return composing(config.place(), () -> type.create(record, all));
  }

  /** Does something that the core may refuse, and says then which layer of the file it was. */
  static <T> T composing(String place, Supplier<T> composition) {
    try {
      return composition.get();
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      throw new KerasFileException(place + ": " + e.getMessage(), e);
    }
  }

  /** What every layer takes, but its element type. */
  static Options options(ConfigReader reader) {
    Options options =
        Options.DEFAULT.withActivityRegularizer(reader.regularizer("activity_regularizer"));
    Json name = reader.take("name");
    if (!name.isNull()) {
      options = ConfigReader.known(name, name.string(), options::withName);
    }
    Json trainable = reader.take("trainable");
    if (!trainable.isNull()) {
      options = options.withTrainable(trainable.bool());
    }
    Json batchInputShape = reader.take("batch_input_shape");
    Json inputShape = reader.take("input_shape");
    if (!batchInputShape.isNull()) {
      return options.withBatchInputShape(ConfigReader.shape(batchInputShape).dims());
    }
    return inputShape.isNull()
        ? options
        : options.withInputShape(ConfigReader.shape(inputShape).dims());
  }

  /** A name, or a policy that holds one. */
  static DType dtype(Json json) {
    if (json.isNull()) {
      return DType.FLOAT32;
    }
    Json name = json.isString() ? json : json.get("config").get("name");
    return ConfigReader.known(name, name.string(), DType::of);
  }
}

package dev.sarvi.keras;

import dev.sarvi.config.DTypePolicy;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.core.InputLayer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes layers of their serialized form; models among them too. */
final class LayerReader {
  private static final int LONGEST_NAME = 1000;
  private static final List<String> MODELS = List.of("Sequential", "Functional", "Model");

  private final String file;
  private final LoadOptions given;
  private final ActivationReader activations;
  private int layers;

  LayerReader(String file, LoadOptions given) {
    this.file = file;
    this.given = given;
    this.activations = new ActivationReader(given, this::read);
  }

  /** How errors name a layer. */
  private String place(Json json) {
    Json config = json.get("config");
    Json name = config.isObject() ? config.get("name") : config;
    String shown =
        name.isString()
            ? "layer \"" + KerasFileException.shown(name.string()) + "\""
            : "a layer without a name";
    String className = KerasFileException.shown(json.get("class_name").string());
    return file + ", " + shown + " (" + className + ")";
  }

  /** A reader of what stands there, if it is an operation and not a layer. */
  Optional<OperationReader> operation(Json json) {
    KerasObject object = KerasObject.ofAny(json);
    if (!OperationReader.isOperation(object)) {
      return Optional.empty();
    }
    String name = KerasFileException.shown(json.get("name").string());
    String place = "%s, operation \"%s\"".formatted(file, name);
    count(place, 0);
    return Optional.of(new OperationReader(KerasObject.of(json.at(place))));
  }

  /** Counts a layer or an operation; inside of it there are some that will be counted then. */
  private void count(String place, int inside) {
    if (++layers + (long) inside > given.limits().layers()) {
      throw KerasFileException.unexpected(
          place, "at most " + given.limits().layers() + " layers", "more");
    }
  }

  /** A layer that is not built yet, or a model. */
  Layer read(Json json) {
    Layer layer = make(json);
    FileWords.remember(layer, json);
    return layer;
  }

  private Layer make(Json json) {
    KerasObject object = KerasObject.ofAny(json.at(place(json)));
    Json inside = object.config().isObject() ? object.config().get("layers") : object.config();
    count(object.json().place(), inside.isList() ? inside.list().size() : 0);
    Json name = object.config().isObject() ? object.config().get("name") : object.config();
    if (name.isString() && given.layer(name.string()).isPresent()) {
      return inPlaceOf(object, given.layer(name.string()).get());
    }
    for (String known : new String[] {object.registeredName(), object.className()}) {
      if (known != null && given.type(known).isPresent()) {
        return create(given.type(known).get(), object);
      }
    }
    return own(object.requireOwn());
  }

  /** The caller's layer, with the options that the file has. */
  private static Layer inPlaceOf(KerasObject object, Function<Options, Layer> create) {
    Json config = object.config().at(object.json().place());
    ConfigReader reader = new ConfigReader(config);
    Options options = options(reader).withDType(policy(reader.take("dtype")));
    Layer layer = composing(config.place(), () -> create.apply(options));
    if (!layer.name().equals(options.name())) {
      throw KerasFileException.unexpected(
          config.place(), "a layer made with the options given, so of that name", layer);
    }
    return layer;
  }

  private Layer own(KerasObject object) {
    if (!object.isIn("layers", "models", "engine", "applications")) {
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
              + " never bring code. LoadOptions.withLayerNamed gives a layer in its place");
    }
    if (object.className().matches("TFOpLambda|SlicingOpLambda|TensorFlowOpLayer")) {
      return KerasFileException.unexpected(
          object.json().place(),
          "a function of TensorFlow for which there is one of the operations "
              + OperationReader.known()
              + ", or a layer given for it with LoadOptions.withLayerNamed",
          object.config().toString());
    }
    List<String> known =
        Stream.concat(Layers.known().stream().map(LayerType::className), MODELS.stream())
            .sorted()
            .toList();
    return KerasFileException.unexpected(
        object.json().place(),
        "a layer that is supported, one of "
            + String.join(", ", known)
            + ", or one given with LoadOptions.withLayer",
        object.className());
  }

  private <C extends Record> Layer create(LayerType<C> type, KerasObject object) {
    Json config = AttentionForm.config(type.type(), object);
    ConfigReader reader = new ConfigReader(config, activations);
    Options options = options(reader);
    if (type.type() != InputLayer.class) { // whose type is no policy
      options = options.withDType(policy(reader.take("dtype")));
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
      if (name.string().length() > LONGEST_NAME) {
        throw name.unexpected("a name of at most " + LONGEST_NAME + " characters");
      }
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

  /** A name, or a policy that holds one; null, for the global policy, if there is none. */
  static DTypePolicy policy(Json json) {
    if (json.isNull()) {
      return null;
    }
    Json name = json.isString() ? json : json.get("config").get("name");
    return ConfigReader.known(name, name.string(), DTypePolicy::of);
  }
}

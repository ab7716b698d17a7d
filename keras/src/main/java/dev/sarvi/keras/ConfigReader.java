package dev.sarvi.keras;

import dev.sarvi.config.Components;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.constraint.Constraints;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Initializers;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.operation.Index;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.regularizer.Regularizers;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a Keras config into records: their components are the keys. What nobody asked for is
 * refused at the end.
 */
final class ConfigReader {
  /** More than any tensor of Keras's has. */
  private static final int LARGEST_RANK = 32;

  private final Json config;
  private final ActivationReader activations;
  private final Set<String> taken = new HashSet<>();

  /**
   * A reader of one config.
   *
   * @param activations reads what stands as an activation: a name or a layer
   */
  ConfigReader(Json config, ActivationReader activations) {
    this.config = config;
    this.activations = activations;
    config.keys();
  }

  /** A reader of a config in which no layer can stand. */
  ConfigReader(Json config) {
    this(
        config,
        new ActivationReader(
            LoadOptions.DEFAULT,
            json -> {
              throw json.unexpected("a name");
            }));
  }

  /** The value of a key; null in JSON's sense where there is none. */
  Json take(String key) {
    taken.add(key);
    return config.get(key);
  }

  /**
   * A record of the config's values.
   *
   * @param defaults for keys that are missing
   * @param required the components that must not be missing
   */
  <R extends Record> R record(R defaults, Set<String> required) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = ConfigKeys.of(components[i]);
      if (ConfigKeys.isPart(components[i])) {
        values[i] = record((Record) Components.value(defaults, components[i]), required);
      } else if (config.has(key)) {
        values[i] = value(key, components[i].getGenericType());
      } else if (required.contains(components[i].getName())) {
        throw KerasFileException.unexpected(config.place(), "the argument " + key, config.keys());
      } else {
        values[i] = Components.value(defaults, components[i]);
      }
    }
    return construct(defaults, components, values);
  }

  /** A penalty, or null. */
  Regularizer regularizer(String key) {
    return (Regularizer) value(take(key), Regularizer.class);
  }

  /** Refuses arguments that nobody took. */
  void refuseOthers() {
    for (String key : config.keys()) {
      if (!taken.contains(key) && !ConfigKeys.isInert(key, config.get(key))) {
        throw new KerasFileException(
            config.place() + ": unknown argument " + key + ". Found: " + config.get(key));
      }
    }
  }

  private <R extends Record> R construct(R like, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      @SuppressWarnings("unchecked") // the class of a value of type R
      Class<R> type = (Class<R>) like.getClass();
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.trySetAccessible(); // a record of the user's own need not be public
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw new KerasFileException(config.place() + ": " + cause.getMessage(), cause);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(like.getClass() + " cannot be made", e);
    }
  }

  private Object value(String key, Type type) {
    Json json = take(key);
    return ConfigKeys.mayHoldNull(key) && json.isList()
        ? json.list().stream().map(size -> size.isNull() ? null : size.integer()).toList()
        : value(json, type);
  }

  private Object value(Json json, Type type) {
    if (type == Index.class) {
      return OperationForm.index(json); // null is an axis
    }
    boolean needed = type == int.class || type == double.class || type == boolean.class;
    if (json.isNull() && !needed && type != Initializer.class) {
      return type == ActivationFunction.class ? ActivationFunction.LINEAR : null;
    }
    if (type instanceof ParameterizedType list) {
      return list(json, list.getActualTypeArguments()[0]);
    }
    return switch (((Class<?>) type).getSimpleName()) {
      case "int", "Integer" -> json.integer();
      case "long", "Long" -> json.longInteger();
      case "double", "Double" -> json.number();
      case "boolean", "Boolean" -> json.bool();
      case "String" -> json.string();
      case "Shape" -> shape(json);
      case "Numbers" -> NumbersForm.read(json);
      case "DType" -> known(json, json.string(), DType::of);
      case "Initializer" -> named(json, "initializers", Initializers::named, Initializer.class);
      case "Regularizer" -> named(json, "regularizers", Regularizers::named, Regularizer.class);
      case "Constraint" -> named(json, "constraints", Constraints::named, Constraint.class);
      case "ActivationFunction" -> activations.read(json);
      case "Layer", "RecurrentCell", "BaseRNN" -> layer(json, (Class<?>) type);
      case "Sections" -> OperationForm.sections(json);
      default -> throw new LinkageError("A config component of " + type + " has no form in files");
    };
  }

  private Layer layer(Json json, Class<?> type) {
    Layer layer = activations.layers().apply(json);
    if (!type.isInstance(layer)) {
      throw json.unexpected("a " + type.getSimpleName());
    }
    return layer;
  }

  /** A list, or one element for a list of that one, as {@code axis} may be. */
  private List<?> list(Json json, Type element) {
    List<Object> values = new ArrayList<>();
    for (Json one : json.isList() ? json.list() : List.of(json)) {
      if (one.isNull() && element != Index.class) {
        throw one.unexpected("an element that is not null");
      }
      values.add(value(one, element));
    }
    return List.copyOf(values);
  }

  /** A shape; null stands for a dimension that is not known. */
  static Shape shape(Json json) {
    List<Integer> dims = new ArrayList<>();
    if (json.list().size() > LARGEST_RANK) {
      throw json.unexpected("at most " + LARGEST_RANK + " dimensions");
    }
    for (Json dim : json.list()) {
      int size = dim.isNull() ? Shape.UNKNOWN : dim.integer();
      if (size < 0 && !dim.isNull()) {
        throw dim.unexpected("a dimension of at least 0, or null");
      }
      dims.add(size);
    }
    return Shape.of(dims);
  }

  private <T> T named(Json json, String keras, Function<String, T> lookup, Class<T> type) {
    if (json.isString()) {
      return known(json, json.string(), lookup);
    }
    KerasObject object = KerasObject.of(json);
    if (!object.isIn(keras)) {
      throw json.unexpected("one of keras." + keras);
    }
    T defaults = known(json, object.className(), lookup);
    ConfigReader reader = new ConfigReader(object.config(), activations);
    Record read = reader.record((Record) defaults, Set.of());
    reader.refuseOthers();
    return type.cast(read);
  }

  /** Looks a name up in one of the closed lists. */
  static <T> T known(Json json, String name, Function<String, T> lookup) {
    return known(json, name, lookup, "");
  }

  /**
   * Looks a name up in one of the closed lists.
   *
   * @param advice ends the message where it is not there
   */
  static <T> T known(Json json, String name, Function<String, T> lookup, String advice) {
    try {
      return lookup.apply(name);
    } catch (IllegalArgumentException e) {
      throw new KerasFileException(json.place() + ": " + e.getMessage() + advice, e);
    }
  }
}

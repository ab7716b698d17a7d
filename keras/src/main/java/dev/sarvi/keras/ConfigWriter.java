package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.config.Components;
import dev.sarvi.config.DTypePolicy;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.activation.LayerActivation;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.operation.Index;
import dev.sarvi.layer.operation.Sections;
import dev.sarvi.layer.preprocessing.Numbers;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Writes records as Keras configs: the counterpart of {@link ConfigReader}. */
final class ConfigWriter {
  /** Keras takes one alone or several, and in places or older versions one only alone. */
  private static final Set<String> ALONE = Set.of("axis", "repeats", "source", "destination");

  private final Function<Layer, JsonObject> layers;

  /**
   * A writer.
   *
   * @param layers writes a layer that stands inside, as an activation
   */
  ConfigWriter(Function<Layer, JsonObject> layers) {
    this.layers = layers;
  }

  /** A serialized thing of Keras's own. */
  static JsonObject object(String module, String className, JsonElement config) {
    return object(module, className, config, null);
  }

  /** A serialized thing that may be registered under a name. */
  static JsonObject object(String module, String className, JsonElement config, String registered) {
    JsonObject object = new JsonObject();
    object.addProperty("module", module);
    object.addProperty("class_name", className);
    object.add("config", config);
    object.addProperty("registered_name", registered);
    return object;
  }

  /** A layer's policy. */
  static JsonObject policy(DTypePolicy policy) {
    JsonObject config = new JsonObject();
    config.addProperty("name", policy.name());
    return object("keras", "DTypePolicy", config);
  }

  /** A shape; a dimension that is not known is null. */
  static JsonArray shape(Shape shape) {
    JsonArray dims = new JsonArray();
    for (int dim : shape.dims()) {
      dims.add(dim == Shape.UNKNOWN ? JsonNull.INSTANCE : new JsonPrimitive(dim));
    }
    return dims;
  }

  /** Adds a record's components. */
  void add(Record config, JsonObject target) {
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object held = Components.value(config, component);
      if (ConfigKeys.isPart(component)) {
        add((Record) held, target);
        continue;
      }
      String key = ConfigKeys.of(component);
      JsonElement value = value(key, held);
      if (!ConfigKeys.isLeftOut(key, value)) {
        target.add(key, value);
      }
    }
  }

  private JsonElement value(String key, Object value) {
    if (value instanceof List<?> list) {
      return ALONE.contains(key) && list.size() == 1 ? value(key, list.get(0)) : list(key, list);
    } else if (value instanceof Number number) {
      return new JsonPrimitive(number);
    } else if (value instanceof Boolean bool) {
      return new JsonPrimitive(bool);
    } else if (value instanceof String string) {
      return new JsonPrimitive(string);
    } else if (value instanceof DType dtype) {
      return new JsonPrimitive(dtype.toString());
    } else if (value instanceof Shape shape) {
      return shape(shape);
    } else if (value instanceof Numbers numbers) {
      return NumbersForm.write(numbers);
    } else if (value instanceof NamedActivation activation) {
      return named(activation);
    } else if (value instanceof LayerActivation activation) {
      return layers.apply(activation.layer());
    } else if (value instanceof Layer layer) {
      return layers.apply(layer);
    } else if (value instanceof Index index) {
      return OperationForm.json(index);
    } else if (value instanceof Sections sections) {
      return OperationForm.json(sections);
    } else if (value instanceof Initializer) {
      return named("keras.initializers", (Record) value);
    } else if (value instanceof Regularizer) {
      return named("keras.regularizers", (Record) value);
    } else if (value instanceof Constraint) {
      return named("keras.constraints", (Record) value);
    }
    return JsonNull.INSTANCE;
  }

  /** A name where that says it all, or else the layer that takes the arguments. */
  private JsonElement named(NamedActivation activation) {
    if (activation.hasDefaults()) {
      return new JsonPrimitive(activation.name());
    }
    Layer layer =
        activation
            .layer()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Keras has no form in files for the activation "
                            + activation
                            + ": only its name can be written, which stands for its defaults"));
    return layers.apply(layer);
  }

  private JsonArray list(String key, List<?> values) {
    JsonArray list = new JsonArray();
    values.forEach(value -> list.add(value(key, value)));
    return list;
  }

  /** A thing of one of Keras's closed lists. */
  JsonObject named(String module, Record thing) {
    JsonObject config = new JsonObject();
    add(thing, config);
    return object(module, thing.getClass().getSimpleName(), config);
  }

  /** A penalty, or null. */
  JsonElement regularizer(Regularizer regularizer) {
    return value("", regularizer);
  }
}

package dev.sarvi.cli;

import dev.sarvi.initializer.Constant;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Initializers;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.NamedActivation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The arguments of a layer by their Keras names, as text: printed and read. */
final class LayerArguments {
  private final LayerType<?> type;
  private final RecordComponent[] components;
  private final Object[] values;
  private final Set<Integer> missing = new LinkedHashSet<>();

  /** The defaults. */
  LayerArguments(LayerType<?> type) {
    this.type = type;
    this.components = type.defaults().getClass().getRecordComponents();
    this.values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = read(components[i], type.defaults());
      if (type.required().contains(components[i].getName())) {
        missing.add(i);
      }
    }
  }

  /** Keras's names, in its order. */
  List<String> names() {
    return Arrays.stream(components).map(LayerArguments::name).toList();
  }

  /** The value as Python would print it; what has no default is "required". */
  String valueText(int index) {
    return missing.contains(index) ? "required" : text(values[index]);
  }

  /**
   * Sets an argument.
   *
   * @param name Keras's
   * @param text a number, {@code None}, {@code True}, or a name
   * @throws IllegalArgumentException if there is no such argument, or it is of another kind
   */
  void set(String name, String text) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          type.className() + " has no argument " + name + ". It takes: " + names());
    }
    set(index, text);
  }

  /** Sets an argument by its place. */
  void set(int index, String text) {
    if (index >= components.length) {
      throw new IllegalArgumentException(
          type.className() + " takes no more than " + components.length + " arguments: " + names());
    }
    values[index] = value(text, index);
    missing.remove(index);
  }

  /**
   * Makes the layer.
   *
   * @throws IllegalArgumentException if an argument is missing, or the layer refuses one
   */
  Layer create(Options options) {
    for (int index : missing) {
      throw new IllegalArgumentException(
          type.className() + " needs the argument " + names().get(index));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor =
          type.defaults().getClass().getDeclaredConstructor(types);
      return type.create(constructor.newInstance(values), options);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A config's constructor must be public: " + type, e);
    }
  }

  private Object value(String text, int index) {
    Class<?> wanted = components[index].getType();
    try {
      if (text.equals("None") && !wanted.isPrimitive()) {
        return null;
      } else if (wanted == double.class || wanted == Double.class) {
        return Double.valueOf(text);
      } else if (wanted == int.class || wanted == Integer.class) {
        return Integer.valueOf(text);
      } else if (wanted == boolean.class && List.of("True", "False").contains(text)) {
        return text.equals("True");
      } else if (wanted == String.class) {
        return text;
      } else if (wanted == Initializer.class) {
        return isNumber(text) ? new Constant(Double.parseDouble(text)) : Initializers.named(text);
      } else if (wanted == ActivationFunction.class) {
        return ActivationFunction.named(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Expected a number for " + names().get(index) + ". Received: " + text, e);
    }
    throw new IllegalArgumentException(
        "The argument " + names().get(index) + " of " + type.className() + " cannot be given here");
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+.]?\\d.*");
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A config's components must be public: " + record, e);
    }
  }

  private static String name(RecordComponent component) {
    return snakeCase(component.getName());
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String text(Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof String name) {
      return '"' + name + '"';
    } else if (value instanceof NamedActivation function) {
      return '"' + function.name() + '"';
    } else if (value instanceof List<?> list) {
      return list.stream().map(LayerArguments::text).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Record record) {
      return call(record);
    }
    return String.valueOf(value);
  }

  /** {@code Constant(value=0.25)}; what is None stays away. */
  private static String call(Record record) {
    List<String> arguments = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = read(component, record);
      if (value != null) {
        arguments.add(name(component) + "=" + text(value));
      }
    }
    return record.getClass().getSimpleName() + "(" + String.join(", ", arguments) + ")";
  }
}

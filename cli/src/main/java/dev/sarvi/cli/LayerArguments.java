package dev.sarvi.cli;

import dev.sarvi.initializer.Constant;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Initializers;
import dev.sarvi.layer.ConfigPart;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.preprocessing.Numbers;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The arguments of a layer or an activation by their Keras names, as text: printed and read. */
final class LayerArguments {
  private static final Pattern ARGUMENT =
      Pattern.compile("(?:([A-Za-z_]\\w*)\\s*=\\s*)?([\"']?)([-+.\\w]+)\\2");

  private final String owner;
  private final Record defaults;
  private final List<RecordComponent> components = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final Set<Integer> missing = new LinkedHashSet<>();

  /** The defaults, of which the required ones are not to be used. */
  LayerArguments(String owner, Record defaults, Set<String> required) {
    this.owner = owner;
    this.defaults = defaults;
    collect(defaults, required);
  }

  /** A part's components stand in its place. */
  private void collect(Record record, Set<String> required) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = read(component, record);
      if (value instanceof ConfigPart) {
        collect((Record) value, required);
        continue;
      }
      if (required.contains(component.getName())) {
        missing.add(components.size());
      }
      components.add(component);
      values.add(value);
    }
  }

  /** Keras's names, in its order. */
  List<String> names() {
    return components.stream().map(LayerArguments::name).toList();
  }

  /** The value as Python would print it; what has no default is "required". */
  String valueText(int index) {
    return missing.contains(index) ? "required" : text(values.get(index));
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
          owner + " has no argument " + name + ". It takes: " + names());
    }
    set(index, text);
  }

  /**
   * Sets arguments.
   *
   * @param text as in Python: {@code max_value=6, threshold=0.5}, or without names by their place
   * @throws IllegalArgumentException if there is no such argument, or it is of another kind
   */
  void setAll(String text) {
    String[] parts = text.isBlank() ? new String[0] : text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Matcher argument = ARGUMENT.matcher(parts[i].strip());
      if (!argument.matches()) {
        throw new IllegalArgumentException(
            "Expected an argument such as negative_slope=0.1. Received: " + parts[i].strip());
      }
      if (argument.group(1) == null) {
        set(i, argument.group(3));
      } else {
        set(argument.group(1), argument.group(3));
      }
    }
  }

  /** Sets an argument by its place. */
  void set(int index, String text) {
    if (index >= components.size()) {
      throw new IllegalArgumentException(
          owner + " takes no more than " + components.size() + " arguments: " + names());
    }
    values.set(index, value(text, index));
    missing.remove(index);
  }

  /**
   * All of them.
   *
   * @throws IllegalArgumentException if one is missing, or is refused
   */
  Record record() {
    for (int index : missing) {
      throw new IllegalArgumentException(owner + " needs the argument " + names().get(index));
    }
    return record(defaults, values.iterator());
  }

  private static Record record(Record defaults, Iterator<Object> values) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] all = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean isPart = read(components[i], defaults) instanceof ConfigPart;
      all[i] = isPart ? record((Record) read(components[i], defaults), values) : values.next();
    }
    try {
      Constructor<? extends Record> constructor = defaults.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(all);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A config's constructor must be public: " + defaults, e);
    }
  }

  private Object value(String text, int index) {
    Class<?> wanted = components.get(index).getType();
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
      } else if (wanted == Numbers.class) {
        return Numbers.of(Double.parseDouble(text));
      } else if (wanted == List.class) {
        return List.of(Integer.valueOf(text));
      } else if (wanted == ActivationFunction.class) {
        return ActivationFunction.named(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Expected a number for " + names().get(index) + ". Received: " + text, e);
    }
    throw new IllegalArgumentException(
        "The argument " + names().get(index) + " of " + owner + " cannot be given here");
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
    } else if (value instanceof Record record && !(value instanceof Numbers)) {
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

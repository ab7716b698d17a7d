package dev.sarvi.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The components of a record by Keras's keys: {@code negativeSlope} is {@code negative_slope}. */
public final class Components {
  private Components() {}

  /** Keras's key of a component. */
  public static String key(RecordComponent component) {
    return Registry.snakeCase(component.getName());
  }

  /** The value of each component, in order; it may be null. */
  public static Map<String, Object> of(Record record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      values.put(key(component), value(record, component));
    }
    return values;
  }

  /**
   * The value of one component.
   *
   * @throws IllegalArgumentException if the record is in a module that does not let it be read
   */
  public static Object value(Record record, RecordComponent component) {
    Method accessor = component.getAccessor();
    if (!accessor.trySetAccessible()) {
      throw new IllegalArgumentException(
          "Expected a public record in a package that is open to module dev.sarvi. Received: "
              + record.getClass().getName());
    }
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " of " + record.getClass() + " cannot be read", e);
    }
  }
}

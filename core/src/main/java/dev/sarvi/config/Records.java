package dev.sarvi.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Changed copies of records, so that a config need not name all of its components to change one.
 */
public final class Records {
  private Records() {}

  /**
   * A copy with another value for one component.
   *
   * @param record of a public class in an exported package
   * @param component its name in Java
   * @throws RuntimeException what the record's constructor throws of such a value
   */
  @SuppressWarnings("unchecked") // a copy has the class of what was copied
  public static <C> C with(C record, String component, Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean found = false;
    try {
      for (int i = 0; i < components.length; i++) {
        boolean changed = components[i].getName().equals(component);
        values[i] = changed ? value : components[i].getAccessor().invoke(record);
        found |= changed;
      }
      if (!found) {
        throw new IllegalArgumentException(record.getClass() + " has no component " + component);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      return (C) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new LinkageError(record.getClass() + " cannot be copied", e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(record.getClass() + " cannot be copied", e);
    }
  }
}

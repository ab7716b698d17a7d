package dev.sarvi.hdf5;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What groups and datasets to be written have in common: attributes.
 *
 * @param <T> the builder itself
 */
public abstract sealed class NodeBuilder<T extends NodeBuilder<T>>
    permits GroupBuilder, DatasetBuilder {
  /** A header counts its messages in 16 bits. */
  private static final int MAX_ATTRIBUTES = 65_000;

  private final Map<String, AttributeContent> attributes = new LinkedHashMap<>();

  NodeBuilder() {}

  abstract T self();

  Map<String, AttributeContent> attributes() {
    return attributes;
  }

  /**
   * Sets an attribute to one text, of any length, as h5py writes a Python {@code str}.
   *
   * @throws IllegalArgumentException if the name is empty, or the text holds a zero character
   */
  public T attribute(String name, String value) {
    return put(AttributeContent.text(name, value));
  }

  /**
   * Sets an attribute to a list of texts, each padded to the length of the longest as Keras writes
   * {@code layer_names}.
   *
   * @throws IllegalArgumentException if the name is empty, the list takes 64 KB or more, or a text
   *     holds a zero character
   */
  public T attribute(String name, List<String> values) {
    return attribute(name, Elements.of(values), values.size());
  }

  /**
   * Sets an attribute to elements in a shape; without a shape, to the one element.
   *
   * @throws IllegalArgumentException if the name is empty, the shape does not hold so many
   *     elements, or they take 64 KB or more
   */
  public T attribute(String name, Elements elements, long... shape) {
    return put(AttributeContent.of(name, elements, shape.clone()));
  }

  private T put(AttributeContent attribute) {
    if (attributes.size() == MAX_ATTRIBUTES) {
      throw new IllegalArgumentException(
          "Expected at most %d attributes. Received: %s as one more"
              .formatted(MAX_ATTRIBUTES, attribute.name()));
    }
    attributes.put(attribute.name(), attribute);
    return self();
  }
}

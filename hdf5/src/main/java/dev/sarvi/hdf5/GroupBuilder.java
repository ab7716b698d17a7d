package dev.sarvi.hdf5;

import java.util.Map;
import java.util.TreeMap;

/** A group to be written: attributes and named children. A new one is the root of a file. */
public final class GroupBuilder extends NodeBuilder<GroupBuilder> {
  private final Map<String, NodeBuilder<?>> children = new TreeMap<>(Link.NAME_ORDER);

  /** An empty group. */
  public GroupBuilder() {}

  @Override
  GroupBuilder self() {
    return this;
  }

  Map<String, NodeBuilder<?>> children() {
    return children;
  }

  /**
   * The group at a path below this one, such as {@code layers/dense/vars}; made, with all groups on
   * the way, where it does not exist yet.
   *
   * @throws IllegalArgumentException if a part of the path is empty, or a dataset
   */
  public GroupBuilder group(String path) {
    GroupBuilder group = this;
    for (String name : names(path)) {
      NodeBuilder<?> child = group.children.computeIfAbsent(name, ignored -> new GroupBuilder());
      if (!(child instanceof GroupBuilder next)) {
        throw new IllegalArgumentException(
            "Expected the path of a group. Received: %s, where %s is a dataset"
                .formatted(path, name));
      }
      group = next;
    }
    return group;
  }

  /**
   * Adds a dataset at a path below this group, making the groups on the way.
   *
   * @param shape {@code (n1, n2, ...)}; none for a scalar
   * @throws IllegalArgumentException if something stands there already, or the shape does not hold
   *     so many elements
   */
  public DatasetBuilder dataset(String path, Elements elements, long... shape) {
    int slash = path.lastIndexOf('/');
    elements.checkShape("Dataset " + path, shape);
    String[] names = names(path);
    String name = names[names.length - 1];
    GroupBuilder group = slash < 0 ? this : group(path.substring(0, slash));
    var dataset = new DatasetBuilder(elements, shape.clone());
    if (group.children.putIfAbsent(name, dataset) != null) {
      throw new IllegalArgumentException(
          "Expected a path where nothing stands yet. Received: " + path);
    }
    return dataset;
  }

  /** The parts of a path; all are checked before any group is made. */
  private static String[] names(String path) {
    String[] names = path.split("/", -1);
    for (String name : names) {
      if (name.isEmpty() || name.equals(".") || name.indexOf(0) >= 0) {
        throw new IllegalArgumentException(
            "Expected a path of names between slashes. Received: " + path);
      }
    }
    return names;
  }
}

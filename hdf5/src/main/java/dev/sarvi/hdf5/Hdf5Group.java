package dev.sarvi.hdf5;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group: named children, each a group or a dataset. */
public final class Hdf5Group implements Hdf5Node {
  private final NodePath path;
  private final Map<String, Hdf5Attribute> attributes;
  private final Map<String, Hdf5Node> children;

  Hdf5Group(NodePath path, Map<String, Hdf5Attribute> attributes, Map<String, Hdf5Node> children) {
    this.path = path;
    this.attributes = attributes;
    this.children = children;
  }

  @Override
  public String name() {
    return path.name();
  }

  @Override
  public String path() {
    return path.toString();
  }

  @Override
  public Map<String, Hdf5Attribute> attributes() {
    return attributes;
  }

  /** All children, ordered by the bytes of their names as h5py shows them. */
  public List<Hdf5Node> children() {
    return List.copyOf(children.values());
  }

  /** What stands at a path below this group, such as {@code layers/dense/vars/0}, if anything. */
  public Optional<Hdf5Node> find(String path) {
    Hdf5Node node = this;
    for (String name : path.split("/", -1)) {
      node = node instanceof Hdf5Group group ? group.children.get(name) : null;
    }
    return Optional.ofNullable(node);
  }

  /**
   * The node at a path below this group.
   *
   * @throws Hdf5Exception if there is none
   */
  public Hdf5Node child(String path) {
    return find(path).orElseThrow(() -> missing("a group or dataset", path, "none"));
  }

  /**
   * The group at a path below this one.
   *
   * @throws Hdf5Exception if there is none, or a dataset
   */
  public Hdf5Group group(String path) {
    if (child(path) instanceof Hdf5Group group) {
      return group;
    }
    throw missing("a group", path, "a dataset");
  }

  /**
   * The dataset at a path below this group.
   *
   * @throws Hdf5Exception if there is none, or a group
   */
  public Hdf5Dataset dataset(String path) {
    if (child(path) instanceof Hdf5Dataset dataset) {
      return dataset;
    }
    throw missing("a dataset", path, "a group");
  }

  private Hdf5Exception missing(String expected, String name, String found) {
    return new Hdf5Exception(
        "Group %s: expected %s named %s. Found: %s".formatted(path, expected, name, found));
  }
}

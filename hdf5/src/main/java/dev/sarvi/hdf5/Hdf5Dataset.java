package dev.sarvi.hdf5;

import java.util.Map;

/** An array of values in a file. */
public final class Hdf5Dataset extends Hdf5Values implements Hdf5Node {
  private final NodePath path;
  private final Map<String, Hdf5Attribute> attributes;

  Hdf5Dataset(NodePath path, Map<String, Hdf5Attribute> attributes, Content content) {
    super(content);
    this.path = path;
    this.attributes = attributes;
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

  @Override
  String place() {
    return "Dataset " + path();
  }
}

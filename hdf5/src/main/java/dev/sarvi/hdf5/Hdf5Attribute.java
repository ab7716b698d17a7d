package dev.sarvi.hdf5;

/** A named value, or a small array of them, that describes a group or dataset. */
public final class Hdf5Attribute extends Hdf5Values {
  private final NodePath owner;
  private final String name;

  Hdf5Attribute(NodePath owner, String name, Content content) {
    super(content);
    this.owner = owner;
    this.name = name;
  }

  /** The name, unique among the attributes of its group or dataset. */
  public String name() {
    return name;
  }

  /**
   * The text of an attribute that holds one value.
   *
   * @throws Hdf5Exception if it is not text, or not one
   */
  public String readString() {
    if (count() != 1) {
      throw new Hdf5Exception("%s: expected one text. Found: %d".formatted(place(), count()));
    }
    return readStrings().get(0);
  }

  @Override
  String place() {
    return "Attribute %s of %s".formatted(name, owner);
  }
}

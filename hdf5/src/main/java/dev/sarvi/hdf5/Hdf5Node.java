package dev.sarvi.hdf5;

import java.util.Map;
import java.util.Optional;

/** A member of the tree that a file holds: a group or a dataset. */
public sealed interface Hdf5Node permits Hdf5Group, Hdf5Dataset {
  /** The last part of the path; empty for the root. */
  String name();

  /** Where it stands, from the root: {@code /layers/dense/vars/0}; {@code /} is the root itself. */
  String path();

  /** All attributes by name, in the file's order. */
  Map<String, Hdf5Attribute> attributes();

  /** One attribute, if it is there. */
  default Optional<Hdf5Attribute> attribute(String name) {
    return Optional.ofNullable(attributes().get(name));
  }
}

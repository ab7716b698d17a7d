package dev.sarvi.hdf5;

import java.util.ArrayDeque;

/** A path that shares its beginning with its neighbours; spelled out only when asked for. */
record NodePath(NodePath parent, String name) {
  static final NodePath ROOT = new NodePath(null, "");

  NodePath child(String name) {
    return new NodePath(this, name);
  }

  @Override
  public String toString() {
    var names = new ArrayDeque<String>();
    for (NodePath path = this; path.parent != null; path = path.parent) {
      names.push(path.name);
    }
    return "/" + String.join("/", names);
  }
}

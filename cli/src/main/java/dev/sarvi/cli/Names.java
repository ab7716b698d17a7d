package dev.sarvi.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names for arrays in a file, where no two may be the same. */
final class Names {
  private Names() {}

  /** The same names; one that was there before gets {@code _1}, {@code _2}, ... */
  static List<String> unique(List<String> names) {
    Set<String> unique = new LinkedHashSet<>();
    for (String name : names) {
      String free = name;
      for (int i = 1; !unique.add(free); i++) {
        free = name + "_" + i;
      }
    }
    return new ArrayList<>(unique);
  }
}

package dev.sarvi.layer.operation;

import java.util.List;

/**
 * Where {@code split} cuts: into so many equal parts, or at these indices.
 *
 * @param sections how many parts; null where indices are given
 * @param indices where the second part begins, the third, ...; null where sections are given
 */
public record Sections(Integer sections, List<Integer> indices) {
  /** Refuses all but one of the two. */
  public Sections {
    boolean good = indices == null ? sections != null && sections > 0 : sections == null;
    if (!good) {
      throw new IllegalArgumentException(
          "Expected a number of sections of at least 1, or a list of indices. Received: sections="
              + sections
              + ", indices="
              + indices);
    }
    indices = indices == null ? null : List.copyOf(indices);
  }
}

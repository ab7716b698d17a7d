package dev.sarvi.layer.operation;

/** One part of what stands in brackets behind a tensor: {@code x[:, 0, ..., None]}. */
public sealed interface Index {
  /**
   * A part of an axis; any of the three may be null, as in Python.
   *
   * @param start the first index; negative ones count from the end
   * @param stop the first index that is left out
   * @param step from index to index; not 0
   */
  record Slice(Integer start, Integer stop, Integer step) implements Index {
    /** Refuses a step of 0. */
    public Slice {
      if (step != null && step == 0) {
        throw new IllegalArgumentException("slice step cannot be zero");
      }
    }
  }

  /**
   * One index of an axis, which is left out of the result.
   *
   * @param index negative ones count from the end
   */
  record At(int index) implements Index {}

  /** A new axis of length 1: Python's {@code None}. */
  record NewAxis() implements Index {}

  /** As many whole axes as there are left: Python's {@code ...}. */
  record Ellipsis() implements Index {}

  /** A whole axis: Python's {@code :}. */
  static Index all() {
    return new Slice(null, null, null);
  }

  /** From an index to before another: Python's {@code start:stop}. */
  static Index range(int start, int stop) {
    return new Slice(start, stop, null);
  }

  /** One index. */
  static Index at(int index) {
    return new At(index);
  }

  /** As many whole axes as there are left. */
  static Index ellipsis() {
    return new Ellipsis();
  }

  /** A new axis of length 1. */
  static Index newAxis() {
    return new NewAxis();
  }
}

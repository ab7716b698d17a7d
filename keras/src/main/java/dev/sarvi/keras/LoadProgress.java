package dev.sarvi.keras;

/** Told of each weight that was read from a file. */
@FunctionalInterface
public interface LoadProgress {
  /** Nobody is told. */
  LoadProgress NONE = (read, total) -> {};

  /**
   * One more weight was read.
   *
   * @param read how many numbers were read until now
   * @param total how many there are in all weights of the model
   */
  void read(long read, long total);
}

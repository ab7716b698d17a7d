package dev.sarvi.kernel;

/**
 * What is done with each part of an output as soon as it is final, while it is still in the cache:
 * an activation, a sum with another tensor. Parts do not overlap, cover the output, and may be run
 * by several threads at a time.
 */
@FunctionalInterface
public interface Epilogue {
  /** Does nothing. */
  Epilogue NONE = (start, length) -> {};

  /**
   * Runs on one part of the output.
   *
   * @param start the first element of the part in the output's array
   * @param length how many
   */
  void run(int start, int length);
}

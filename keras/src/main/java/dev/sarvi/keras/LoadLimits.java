package dev.sarvi.keras;

/**
 * How much a file may ask for before it is refused. Sizes that the file must really contain are
 * always checked against its length; these limits bound what is left.
 *
 * @param members how many members the archive may have
 * @param freeBytes how many bytes a compressed member may give whatever its own size is
 * @param expansion beyond {@code freeBytes}, how many bytes it may give for each of its own
 * @param jsonBytes the size of a JSON member
 * @param jsonDepth how many objects and lists may stand inside each other
 * @param layers how many layers the model may have, those inside nested models included
 * @param weightElements how many numbers all weights together may hold
 */
public record LoadLimits(
    int members,
    long freeBytes,
    int expansion,
    int jsonBytes,
    int jsonDepth,
    int layers,
    long weightElements) {
  /**
   * 10 000 members; 256 MiB, or 100 times what is stored; 64 MiB of JSON, 200 deep; 20 000 layers;
   * 2^32 numbers.
   */
  public static final LoadLimits DEFAULT =
      new LoadLimits(10_000, 256L << 20, 100, 64 << 20, 200, 20_000, 1L << 32);

  /** Checks that every limit is positive. */
  public LoadLimits {
    if (members < 1
        || freeBytes < 1
        || expansion < 1
        || jsonBytes < 1
        || jsonDepth < 1
        || layers < 1
        || weightElements < 1) {
      throw new IllegalArgumentException("Every limit must be positive");
    }
  }
}

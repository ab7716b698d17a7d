package dev.sarvi.keras;

/**
 * How much a file may ask for before it is refused.
 *
 * @param zipEntries how many members the archive may have
 * @param expansion how many bytes a compressed member may give for each of its own
 * @param jsonBytes the size of a JSON member
 * @param jsonDepth how many objects and lists may stand inside each other
 * @param layers how many layers the model may have, those inside nested models included
 * @param weightElements how many numbers all weights together may hold
 */
public record LoadLimits(
    int zipEntries, int expansion, int jsonBytes, int jsonDepth, int layers, long weightElements) {
  /** 10 000 members, 100 times, 64 MiB, 200 deep, 20 000 layers, 2^32 numbers. */
  public static final LoadLimits DEFAULT =
      new LoadLimits(10_000, 100, 64 << 20, 200, 20_000, 1L << 32);
}

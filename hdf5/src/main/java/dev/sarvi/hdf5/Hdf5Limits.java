package dev.sarvi.hdf5;

/**
 * How much a file may ask for before it is refused: the guard against files that claim more than
 * they hold. Sizes that the file must really contain are always checked against its length; these
 * limits bound what is left.
 *
 * @param depth how many groups may stand inside each other
 * @param metadataBytes how many bytes of headers, indexes and heaps opening the file, or reading
 *     one dataset, may look at; a byte that is looked at twice counts twice
 * @param freeBytes how many bytes of values the file, or one compressed dataset, may declare
 *     whatever its own length is
 * @param expansion beyond {@code freeBytes}, how many bytes of values may be declared for each byte
 *     that is stored
 */
public record Hdf5Limits(int depth, long metadataBytes, long freeBytes, int expansion) {
  /** 128 groups deep, 128 MiB of metadata, 64 MiB of values, or 100 times what is stored. */
  public static final Hdf5Limits DEFAULT = new Hdf5Limits(128, 128L << 20, 64L << 20, 100);

  /** Checks that every limit is positive. */
  public Hdf5Limits {
    if (depth < 1 || metadataBytes < 1 || freeBytes < 1 || expansion < 1) {
      throw new IllegalArgumentException(
          "Every limit must be positive. Received: depth=%d, metadataBytes=%d, freeBytes=%d, expansion=%d"
              .formatted(depth, metadataBytes, freeBytes, expansion));
    }
  }

  /** Refuses to make {@code declared} bytes of values out of {@code stored} bytes. */
  void checkExpansion(long declared, long stored) {
    if (declared > freeBytes && declared / expansion > stored) {
      throw new Hdf5Exception(
          "%d bytes of values are declared and %d are stored; at most %d times as many are allowed"
              .formatted(declared, stored, expansion));
    }
  }
}

package dev.sarvi.hdf5;

/**
 * How much a file may ask for before it is refused: the guard against files that claim more than
 * they hold. Sizes that the file must really contain are always checked against its length; these
 * limits bound what is left.
 *
 * @param depth how many groups may stand inside each other
 * @param metadataBytes how much memory the headers, indexes, heaps and texts that are looked at may
 *     take while the file is opened, or while one dataset is read: their bytes, those that are
 *     looked at twice counted twice, and what Java's objects for them cost
 * @param freeBytes how many bytes of values the file, or one compressed dataset, may declare
 *     whatever its own length is
 * @param expansion beyond {@code freeBytes}, how many bytes of values may be declared for each byte
 *     that is stored
 */
public record Hdf5Limits(int depth, long metadataBytes, long freeBytes, int expansion) {
  /** 128 groups deep, 128 MiB of metadata, 16 MiB of values, or 100 times what is stored. */
  public static final Hdf5Limits DEFAULT = new Hdf5Limits(128, 128L << 20, 16L << 20, 100);

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

package dev.sarvi.keras;

/** Stands where something is not written yet; gone with the last of them. */
final class Skeleton {
  private Skeleton() {}

  @SuppressWarnings("TypeParameterUnusedInFormals") // gone soon
  static <T> T notYet(Object... about) {
    if (about.length > 0) {
      throw new UnsupportedOperationException("Not yet: " + about[0]);
    }
    return null;
  }
}

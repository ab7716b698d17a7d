package dev.sarvi.bench;

/** The limit as the JDK copies arrays. */
final class ArrayCopyPeer extends StreamPeer {
  static final String NAME = "arraycopy";

  @Override
  boolean knowsTheWayBack() {
    return false;
  }

  @Override
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the same type
  void copy(Object from, Object to, int start, int end) {
    System.arraycopy(from, start, to, start, end - start);
  }

  @Override
  void sum(Object a, Object b, Object to, int start, int end) {
    throw new UnsupportedOperationException("arraycopy reads one array");
  }
}

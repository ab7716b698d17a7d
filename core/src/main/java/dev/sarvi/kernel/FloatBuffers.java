package dev.sarvi.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays that kernels need for a moment. They are taken and left again, since a new one would be
 * filled with zeros first, and come from memory that is in no cache.
 */
final class FloatBuffers {
  /** Longer ones are not kept. */
  private static final int MOST = 1 << 19;

  private static final AtomicReferenceArray<float[]> IDLE =
      new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());

  private FloatBuffers() {}

  /** An array of at least this length, with anything in it. */
  static float[] take(int length) {
    for (int i = 0; i < IDLE.length(); i++) {
      float[] buffer = IDLE.getAndSet(i, null);
      if (buffer != null && buffer.length >= length) {
        return buffer;
      }
    }
    return new float[length];
  }

  /** Gives an array back that nobody uses any more. */
  static void leave(float[] buffer) {
    for (int i = 0; i < IDLE.length() && buffer.length <= MOST; i++) {
      if (IDLE.compareAndSet(i, null, buffer)) {
        return;
      }
    }
  }
}

package dev.sarvi.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Plain loops at first, and SIMD once it is the faster one: until C2 has compiled it, it is up to a
 * hundred times slower. So it runs on trials beside the work, which goes on in plain loops; both
 * give the same bits, so nobody can tell when they change places.
 *
 * @param <K> the kernel's type
 */
final class WarmUp<K> {
  /** How often in a row SIMD has to be faster, and how long it has for that. */
  private static final int WINS = 3;

  private static final long LONGEST = 10_000_000_000L;

  /** How much more work is done before the next trial, if that was not enough. */
  private static final int LATER = 16;

  private final Class<K> type;
  private final String vectorClass;
  private final K plain;
  private final Consumer<K> trial;
  private volatile long worthIt;
  private final AtomicLong done = new AtomicLong();
  private volatile K chosen;

  /**
   * A choice that has not been made yet.
   *
   * @param vectorClass of the SIMD kernel, in {@code dev.sarvi.kernel.vector}
   * @param trial which runs a kernel in all its ways
   * @param worthIt how much work plain loops do before SIMD will pay for its warm-up
   */
  WarmUp(Class<K> type, String vectorClass, K plain, Consumer<K> trial, long worthIt) {
    this.type = type;
    this.vectorClass = vectorClass;
    this.plain = plain;
    this.trial = trial;
    this.worthIt = worthIt;
    this.chosen = plain;
  }

  /** The fastest kernel so far, for so much work. */
  K kernel(long work) {
    K kernel = chosen;
    if (kernel == plain && VectorModule.isPresent()) {
      long before = done.getAndAdd(work);
      long enough = worthIt;
      if (before <= enough && before + work > enough) { // once, whatever the threads
        Thread thread = new Thread(this::run, "sarvi-warm-up");
        thread.setDaemon(true);
        thread.start();
      }
    }
    return kernel;
  }

  /** Chooses SIMD if it becomes the faster one. */
  void run() {
    K vector = VectorModule.preferVector(type, vectorClass, plain);
    long end = System.nanoTime() + LONGEST;
    for (int won = 0; won < WINS && System.nanoTime() < end; ) {
      won = nanos(vector) < nanos(plain) ? won + 1 : 0;
      if (won == WINS) {
        chosen = vector;
        return;
      }
    }
    worthIt = done.get() * LATER; // on a busy machine C2 may not have got its turn
  }

  private long nanos(K kernel) {
    long start = System.nanoTime();
    trial.accept(kernel);
    return System.nanoTime() - start;
  }
}

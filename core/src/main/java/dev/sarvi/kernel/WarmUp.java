package dev.sarvi.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plain loops at first, and SIMD once it is as fast or faster: until C2 has compiled it, it is up
 * to a thousand times slower. So it runs on trials beside the work, which goes on in plain loops;
 * both give the same bits, so nobody can tell when they change places.
 *
 * @param <K> the kernel's type
 */
final class WarmUp<K> {
  /** How often in a row SIMD has to be as fast, and how many nanoseconds of trials it has. */
  private static final int WINS = 3;

  private static final long MOST = 2_000_000_000L;

  /**
   * What counts as being as fast. C2 turns some plain loops into SIMD by itself, and neither is
   * then the faster one for long; what it has not compiled yet takes ten times as long or more.
   */
  private static final double AS_FAST = 1.2;

  /**
   * Nanoseconds of trials after which it rests for as long: trials make C2 compile no faster once
   * they have been enough, but until then each boxes its vectors, some megabytes in a millisecond.
   */
  private static final long SLICE = 5_000_000;

  /** How much more work is done before the next trial, if that was not enough. */
  private static final int LATER = 16;

  /** One thread for all that warms up, in turns: the work needs the others. */
  private static final Executor QUEUE = queue();

  private final K plain;
  private final Supplier<K> vector;
  private final Consumer<K> trial;
  private volatile long worthIt;
  private final AtomicLong done = new AtomicLong();
  private volatile K chosen;
  private K candidate;
  private int won;
  private long tried;

  /**
   * A choice that has not been made yet.
   *
   * @param vector makes the SIMD kernel; where there is no SIMD it is not asked
   * @param trial which runs a kernel in all its ways
   * @param worthIt how much work plain loops do before SIMD will pay for its warm-up
   */
  WarmUp(K plain, Supplier<K> vector, Consumer<K> trial, long worthIt) {
    this.plain = plain;
    this.vector = vector;
    this.trial = trial;
    this.worthIt = worthIt;
    this.chosen = VectorModule.startsWithVectors() ? vector.get() : plain;
  }

  /** The fastest kernel so far, for so much work. */
  K kernel(long work) {
    K kernel = chosen;
    if (kernel == plain && worthIt < Long.MAX_VALUE) {
      long before = done.getAndAdd(work);
      long enough = worthIt;
      if (before <= enough && before + work > enough) { // once, whatever the threads
        begin();
      }
    }
    return kernel;
  }

  private void begin() {
    if (VectorModule.isPresentForMuchWork()) {
      QUEUE.execute(this::runInTurns);
    } else {
      worthIt = Long.MAX_VALUE;
    }
  }

  private void runInTurns() {
    long start = System.nanoTime();
    boolean isOver = runSlice();
    LockSupport.parkNanos(System.nanoTime() - start);
    if (!isOver) {
      QUEUE.execute(this::runInTurns);
    }
  }

  /** Chooses SIMD if it becomes as fast. */
  void run() {
    boolean isOver = false;
    while (!isOver) {
      isOver = runSlice();
    }
  }

  /** Some trials; true if they were the last. */
  private synchronized boolean runSlice() {
    if (candidate == null) {
      candidate = VectorModule.isPresent() ? vector.get() : plain;
    }
    long start = System.nanoTime();
    long worked = 0;
    while (won < WINS && worked < SLICE) {
      won = nanos(candidate) < AS_FAST * nanos(plain) ? won + 1 : 0;
      worked = System.nanoTime() - start;
    }
    tried += worked;
    if (won == WINS) {
      chosen = candidate;
    } else if (tried > MOST) {
      tried = 0;
      worthIt = done.get() * LATER; // on a busy machine C2 may not have got its turn
      return true;
    }
    return won == WINS;
  }

  private long nanos(K kernel) {
    long start = System.nanoTime();
    trial.accept(kernel);
    return System.nanoTime() - start;
  }

  private static Executor queue() {
    ThreadPoolExecutor queue =
        new ThreadPoolExecutor(
            1,
            1,
            100,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            runnable -> {
              Thread thread = new Thread(runnable, "sarvi-warm-up");
              thread.setDaemon(true);
              return thread;
            });
    queue.allowCoreThreadTimeOut(true);
    return queue;
  }
}

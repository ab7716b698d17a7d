package dev.sarvi.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Jobs for threads that look for the next one for a moment before they sleep: a network hands them
 * out every few microseconds, and to be woken takes longer than many of them.
 */
final class WatchedQueue extends LinkedBlockingQueue<Runnable> {
  private static final long serialVersionUID = 1;

  /** Nanoseconds that somebody looks before sleeping: more than there is between two layers. */
  private static final long MOMENT = 100_000;

  @Override
  public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
    watch(() -> !isEmpty());
    return super.poll(timeout, unit);
  }

  /** Waits for the end of jobs, likewise. */
  static void await(CountDownLatch left) throws InterruptedException {
    watch(() -> left.getCount() == 0);
    left.await();
  }

  private static void watch(BooleanSupplier isOver) {
    long end = System.nanoTime() + MOMENT;
    while (!isOver.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}

package dev.sarvi.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Cuts a loop into one part for each thread; the caller takes the first. */
final class Halves implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  /** A loop from an index to another. */
  interface Loop {
    void run(int from, int to);
  }

  Halves(int threads) {
    this.threads = threads;
    this.others = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1);
  }

  /** Runs it; parts begin at multiples of 64. */
  void run(int length, Loop loop) throws InterruptedException {
    int part = (length / threads + 63) / 64 * 64;
    CountDownLatch done = new CountDownLatch(threads - 1);
    for (int i = 1; i < threads; i++) {
      int from = Math.min(length, i * part);
      int to = i == threads - 1 ? length : Math.min(length, from + part);
      others.execute(
          () -> {
            loop.run(from, to);
            done.countDown();
          });
    }
    loop.run(0, threads == 1 ? length : Math.min(length, part));
    done.await();
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdown();
    }
  }
}

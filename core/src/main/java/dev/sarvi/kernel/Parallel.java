package dev.sarvi.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs the parts of one piece of work on a bounded pool of our own; never on the common pool. How
 * work is cut into parts depends on its size alone, never on the number of threads, so neither do
 * results.
 */
public final class Parallel {
  private static final int THREADS =
      Math.max(1, Integer.getInteger("sarvi.threads", Runtime.getRuntime().availableProcessors()));
  private static final Executor POOL = THREADS == 1 ? Runnable::run : pool();

  /** How many threads are in {@link #run}. */
  private static final AtomicInteger CALLERS = new AtomicInteger();

  private static volatile Executor executor = POOL;

  private Parallel() {}

  /** Has parts run there instead of on our own pool; null for our own again. */
  public static void setExecutor(Executor replacement) {
    executor = replacement == null ? POOL : replacement;
  }

  /**
   * How many threads take part, the caller included: the property {@code sarvi.threads}, or all
   * cores.
   */
  public static int threads() {
    return THREADS;
  }

  /**
   * Runs tasks {@code 0} to {@code tasks - 1}, in any order, and returns when all are done. The
   * caller works too, so a task may itself run tasks: nobody waits for a thread that is not
   * working. It has helpers only as long as there are fewer callers than cores: where many predict
   * at once, each does its own work, and nothing is queued.
   *
   * @throws RuntimeException the first that a task threw, after all tasks have ended
   */
  public static void run(int tasks, IntConsumer task) {
    if (tasks <= 1 || THREADS == 1) {
      runAlone(tasks, task);
      return;
    }
    int helpers = Math.min(THREADS - CALLERS.incrementAndGet(), tasks - 1);
    try {
      if (helpers > 0) {
        runWith(helpers, tasks, task);
      } else {
        runAlone(tasks, task);
      }
    } finally {
      CALLERS.decrementAndGet();
    }
  }

  /** A part of a number of things. */
  @FunctionalInterface
  interface Part {
    /** Does it with those from one on, to another. */
    void run(int from, int to);
  }

  /** Cuts so many things into parts of one size, but for the last, and runs these. */
  static void runParts(int size, int inPart, Part part) {
    int tasks = size / inPart + (size % inPart == 0 ? 0 : 1);
    run(
        tasks,
        task -> {
          int from = task * inPart;
          part.run(from, from + Math.min(inPart, size - from));
        });
  }

  private static void runAlone(int tasks, IntConsumer task) {
    for (int i = 0; i < tasks; i++) {
      task.accept(i);
    }
  }

  private static void runWith(int helpers, int tasks, IntConsumer task) {
    Job job = new Job(tasks, task);
    try {
      for (int i = 0; i < helpers; i++) {
        executor.execute(job);
      }
    } catch (RejectedExecutionException e) {
      // The caller does it all.
      System.getLogger("dev.sarvi").log(System.Logger.Level.DEBUG, "without helpers", e);
    }
    job.run();
    job.await();
  }

  private static ThreadPoolExecutor pool() {
    AtomicInteger made = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS - 1,
            THREADS - 1,
            10,
            TimeUnit.SECONDS,
            new WatchedQueue(),
            runnable -> {
              Thread thread = new Thread(runnable, "sarvi-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Hands out the tasks; whoever comes late finds none left. */
  private static final class Job implements Runnable {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
      this.left = new CountDownLatch(tasks);
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        try {
          task.accept(i);
        } catch (Throwable thrown) { // handed to the caller by await(), whatever it is
          failure.compareAndSet(null, thrown);
        } finally {
          left.countDown();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          WatchedQueue.await(left);
          break;
        } catch (InterruptedException e) {
          interrupted = true; // the tasks write to the caller's arrays: leaving early is no option
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure.get() instanceof Error error) {
        throw error;
      }
      if (failure.get() instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}

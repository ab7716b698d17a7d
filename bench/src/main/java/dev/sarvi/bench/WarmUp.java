package dev.sarvi.bench;

/**
 * Runs a call until it gets no faster: the JIT compiles what Sarvi runs, and native engines choose
 * their kernels and fill their pools.
 */
final class WarmUp {
  private static final long WINDOW = 50_000_000;
  private static final int WITHOUT_PROGRESS = 3;
  private static final int MOST = 80;
  private static final double PROGRESS = 0.95;

  private WarmUp() {}

  static void run(Call call) throws Exception {
    double best = Double.POSITIVE_INFINITY;
    int since = 0;
    for (int window = 0; window < MOST && since < WITHOUT_PROGRESS; window++) {
      double time = averageOfOneWindow(call);
      since = time < best * PROGRESS ? 0 : since + 1;
      best = Math.min(best, time);
    }
  }

  private static double averageOfOneWindow(Call call) throws Exception {
    long start = System.nanoTime();
    long elapsed;
    int calls = 0;
    do {
      call.run();
      calls++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < WINDOW);
    return (double) elapsed / calls;
  }
}

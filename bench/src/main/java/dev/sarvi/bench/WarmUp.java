package dev.sarvi.bench;

/**
 * Runs a call until it gets no faster: the JIT compiles what Sarvi runs, and native engines choose
 * their kernels and fill their pools.
 */
final class WarmUp {
  private static final long WINDOW = 50_000_000;

  /** How many windows without progress are enough for native code. */
  private static final int PATIENCE = 3;

  /** The same where C2 compiles, which may take longer than some windows, for each layer. */
  private static final int PATIENCE_PER_LAYER = 5;

  private static final int MOST_PATIENCE = 100;
  private static final int MOST = 2 * MOST_PATIENCE;
  private static final double PROGRESS = 0.95;

  private WarmUp() {}

  static void run(Peer peer, Problem problem, Call call) throws Exception {
    int layers = problem.model().operations().size(); // the input is one, so at least two
    int patience =
        peer instanceof SarviPeer ? Math.min(MOST_PATIENCE, PATIENCE_PER_LAYER * layers) : PATIENCE;
    double best = Double.POSITIVE_INFINITY;
    int since = 0;
    for (int window = 0; window < MOST && (since < patience || sarviIsChoosing()); window++) {
      double time = averageOfOneWindow(call);
      since = time < best * PROGRESS ? 0 : since + 1;
      best = Math.min(best, time);
    }
  }

  /** Sarvi tries its SIMD loops in a thread beside the work, and takes them when they are fast. */
  private static boolean sarviIsChoosing() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("sarvi-warm-up"));
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

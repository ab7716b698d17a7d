package dev.sarvi.kernel;

import java.util.concurrent.atomic.AtomicLong;

/** The matrix product of any size: which kernel runs, and on how many threads. */
final class FloatMatMul {
  private static final int TASK_ROWS = 192;
  private static final int TASK_COLUMNS = 512;

  /** Multiply-adds below which another thread costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 18;

  /** Multiply-adds after which SIMD will pay for its warm-up. */
  private static final long WORTH_WARMING = 1 << 26;

  /** How often in a row SIMD has to be faster, and how long it has for that. */
  private static final int WINS = 3;

  private static final long LONGEST_WARM_UP = 10_000_000_000L;

  /** Up to so many rows the product waits for memory, and plain loops copy less. */
  private static final int FEW_ROWS = 3;

  private static final FloatMatMulKernel PLAIN = new FloatPlainMatMul();
  private static final AtomicLong DONE = new AtomicLong();
  private static volatile FloatMatMulKernel chosen = PLAIN;

  private FloatMatMul() {}

  /**
   * {@code c = a·b + bias}, on all threads, and then the epilogue; c is row-major.
   *
   * @param bias or null
   */
  static void product(
      FloatMatrix a, FloatMatrix b, float[] bias, FloatMatrix c, Epilogue epilogue) {
    boolean alone = work(a, c) < WORTH_SHARING;
    int taskRows = alone ? c.rows() : TASK_ROWS;
    int taskColumns = alone ? c.columns() : TASK_COLUMNS;
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    int down = (c.rows() - 1) / taskRows + 1;
    int across = (c.columns() - 1) / taskColumns + 1;
    Parallel.run(
        Math.multiplyExact(down, across),
        task -> {
          int i = task / across * taskRows;
          int j = task % across * taskColumns;
          FloatMatrix part =
              c.block(
                  i, j, Math.min(taskRows, c.rows() - i), Math.min(taskColumns, c.columns() - j));
          part.fillRows(bias, j);
          addAlone(
              a.block(i, 0, part.rows(), a.columns()),
              b.block(0, j, b.rows(), part.columns()),
              part);
          part.forEachRun(epilogue);
        });
  }

  /** {@code c += a·b}, on the calling thread. */
  static void addAlone(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    FloatMatMulKernel kernel = c.rows() <= FEW_ROWS ? PLAIN : kernel(work(a, c));
    kernel.add(a, b, c);
  }

  private static long work(FloatMatrix a, FloatMatrix c) {
    return (long) c.rows() * c.columns() * a.columns();
  }

  private static FloatMatMulKernel kernel(long work) {
    FloatMatMulKernel kernel = chosen;
    if (kernel == PLAIN && VectorModule.isPresent()) {
      long before = DONE.getAndAdd(work);
      if (before <= WORTH_WARMING && before + work > WORTH_WARMING) { // once, whatever the threads
        Thread warmUp = new Thread(FloatMatMul::warmUp, "sarvi-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
      }
    }
    return kernel;
  }

  /**
   * Runs the SIMD kernel beside the work, which goes on in plain loops, until C2 has compiled it
   * and it is the faster one. Before that it is up to a hundred times slower.
   */
  static void warmUp() {
    FloatMatMulKernel vector =
        VectorModule.preferVector(FloatMatMulKernel.class, "FloatVectorMatMul", PLAIN);
    long end = System.nanoTime() + LONGEST_WARM_UP;
    for (int won = 0; won < WINS && System.nanoTime() < end; ) {
      won = nanos(vector) < nanos(PLAIN) ? won + 1 : 0;
      if (won == WINS) {
        chosen = vector;
      }
    }
  }

  private static long nanos(FloatMatMulKernel kernel) {
    int size = 64;
    FloatMatrix square = FloatMatrix.rowMajor(new float[size * size], 0, size, size);
    FloatMatrix sums = FloatMatrix.rowMajor(new float[size * size], 0, size, size);
    long start = System.nanoTime();
    kernel.add(square, square, sums);
    return System.nanoTime() - start;
  }
}

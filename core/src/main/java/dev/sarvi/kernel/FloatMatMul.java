package dev.sarvi.kernel;

/** The matrix product of any size: which kernel runs, and on how many threads. */
final class FloatMatMul {
  /** A task has columns of b from a multiple of this on: panels are as wide or a part of it. */
  static final int COLUMNS = 128;

  /** A task has at least so many rows, where there are as many. */
  static final int LEAST_ROWS = 32;

  /** Few rows have tasks of so many columns: b is read in long stretches. */
  private static final int LONG_COLUMNS = 2048;

  private static final int TASK_ROWS = 96;
  private static final int TASK_COLUMNS = 512;

  /** Multiply-adds below which another thread costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 18;

  /** Multiply-adds after which SIMD will pay for its warm-up. */
  private static final long WORTH_WARMING = 1 << 26;

  private static final FloatMatMulKernel PLAIN = new FloatPlainMatMul();
  private static final WarmUp<FloatMatMulKernel> WARM_UP =
      new WarmUp<>(
          PLAIN,
          () -> VectorModule.preferVector(FloatMatMulKernel.class, "FloatVectorMatMul", PLAIN),
          FloatMatMul::trial,
          WORTH_WARMING);

  private FloatMatMul() {}

  /**
   * {@code c = a·b + bias}, on all threads, and then the epilogue; c is row-major.
   *
   * @param bias or null
   */
  static void product(
      FloatMatrix a, FloatPanels b, float[] bias, FloatMatrix c, Epilogue epilogue) {
    run(a, b, c, (sums, column) -> sums.fillRows(bias, column), epilogue);
  }

  /** {@code c += a·b}, on all threads; c is row-major. */
  static void add(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
    try (FloatPanels panels = new FloatPanels(b, false)) {
      run(a, panels, c, (sums, column) -> {}, Epilogue.NONE);
    }
  }

  /** What the sums of a part begin with. */
  @FunctionalInterface
  private interface Start {
    void set(FloatSums sums, int column);
  }

  private static void run(
      FloatMatrix a, FloatPanels b, FloatMatrix c, Start start, Epilogue epilogue) {
    if (c.rows() == 0 || c.columns() == 0) {
      return;
    }
    boolean alone = work(a.columns(), c.rows(), c.columns()) < WORTH_SHARING;
    int taskRows = alone ? c.rows() : TASK_ROWS;
    int taskColumns = alone ? c.columns() : taskColumns(c.rows());
    int down = (c.rows() - 1) / taskRows + 1;
    int across = (c.columns() - 1) / taskColumns + 1;
    FloatMatMulKernel kernel = kernel(work(a.columns(), c.rows(), c.columns()));
    kernel.prepare(b, c.rows());
    Parallel.run(
        Math.multiplyExact(down, across),
        task -> {
          int i = task / across * taskRows;
          int j = task % across * taskColumns;
          FloatMatrix part =
              c.block(
                  i, j, Math.min(taskRows, c.rows() - i), Math.min(taskColumns, c.columns() - j));
          FloatSums sums = FloatSums.of(part);
          start.set(sums, j);
          kernel.add(FloatGather.of(a.block(i, 0, part.rows(), a.columns())), b, j, sums);
          part.forEachRun(epilogue);
        });
  }

  private static int taskColumns(int rows) {
    if (rows <= FloatMatMulKernel.FEW_ROWS) {
      return LONG_COLUMNS;
    }
    return rows < TASK_ROWS ? 2 * COLUMNS : TASK_COLUMNS;
  }

  private static long work(int depth, int rows, int columns) {
    return (long) depth * rows * columns;
  }

  /**
   * The fastest kernel so far.
   *
   * @param work how many multiply-adds it will do
   */
  static FloatMatMulKernel kernel(long work) {
    return WARM_UP.kernel(work);
  }

  /** Waits for the choice of a kernel. */
  static void warmUp() {
    WARM_UP.run();
  }

  /** Products of many rows and of few, onto whole tiles and parts of them, and in segments. */
  private static void trial(FloatMatMulKernel kernel) {
    int rows = 68;
    int depth = 64;
    int columns = 72;
    FloatGather all = FloatGather.of(FloatMatrix.rowMajor(new float[rows * depth], 0, rows, depth));
    FloatGather inSegments =
        new FloatGather(all.data(), all.rowAt(), new int[] {0, depth / 2}, depth / 2, 1);
    FloatPanels panels =
        new FloatPanels(FloatMatrix.rowMajor(new float[depth * columns], 0, depth, columns), true);
    FloatSums sums =
        FloatSums.of(FloatMatrix.rowMajor(new float[rows * columns], 0, rows, columns));
    kernel.add(all, panels, 0, sums);
    kernel.add(inSegments, panels, 0, sums);
    kernel.add(all.rows(0, 2), panels, 0, sums.block(0, 0, 2, columns));
  }
}

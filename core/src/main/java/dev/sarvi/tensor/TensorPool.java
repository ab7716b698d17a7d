package dev.sarvi.tensor;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Arrays of tensors that are over, for the next ones of the same size. A new array is filled with
 * zeros by the JVM and lies in memory that no cache holds; in a loop that does the same again and
 * again, such as training, that takes longer than many a layer.
 *
 * <p>While {@link #run} or {@link #call} runs some work, tensors that its thread makes have their
 * arrays from the pool, and leave them there when the work is done: nobody may look at them
 * afterwards, but for those that were given to {@link #keep}. What variables and optimizers hold is
 * kept by itself, so steps of training look like this:
 *
 * <pre>{@code
 * Tensor x = Tensor.zeros(Shape.of(32, 10));
 * Tensor y = Tensor.zeros(Shape.of(32, 1));
 * Sequential model = new Sequential().add(Input.of(10)).add(new Dense(1));
 * Optimizer optimizer = new Adam();
 * TensorPool pool = new TensorPool();
 * for (int step = 0; step < 3; step++) {
 *   Mode mode = Mode.training(7, step);
 *   double loss =
 *       pool.call(
 *           () -> {
 *             Pass pass = model.call(List.of(x), mode);
 *             LossValue value = new MeanSquaredError().of(y, pass.output(), null);
 *             List<Variable> trained = model.trainableVariables();
 *             WeightGradients gradients = new WeightGradients(trained);
 *             pass.back(value.pullback().apply(1), gradients);
 *             optimizer.apply(trained, trained.stream().map(gradients::of).toList());
 *             pass.committed();
 *             return value.value();
 *           });
 *   System.out.println(loss);
 * }
 * }</pre>
 *
 * <p>A pool holds no more than its last work has used, and gives that up where memory is short.
 * Where a work makes tensors of more than a quarter of the largest heap, those beyond are made
 * anew, and collected as soon as nobody uses them. Any number of threads may use a pool; each has
 * arrays of its own.
 *
 * <p>The property {@code sarvi.pool} is read when a pool is made: with {@code never} it does
 * nothing, and with {@code poison} what is in its arrays becomes NaN as soon as they are over,
 * which shows who looks at them afterwards.
 */
public final class TensorPool {
  /** Shorter arrays come and go as fast without a pool. */
  private static final int LEAST = 64;

  private static final ThreadLocal<Scope> INNERMOST = new ThreadLocal<>();

  private final long most;
  private final boolean isPoisoned;
  private final AtomicReference<SoftReference<IdleArrays>> idle = new AtomicReference<>();

  /** An empty pool. */
  public TensorPool() {
    this(Runtime.getRuntime().maxMemory() / 4, System.getProperty("sarvi.pool", ""));
  }

  /**
   * An empty pool.
   *
   * @param most how many bytes a work takes from it
   * @param mode of the property
   */
  TensorPool(long most, String mode) {
    this.most = mode.equals("never") ? 0 : most;
    this.isPoisoned = mode.equals("poison");
  }

  /** A work that runs on a thread. */
  private static final class Scope {
    private final Scope outer;
    private final long most;
    private final boolean isPoisoned;
    private final IdleArrays arrays;
    private final Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    Scope(Scope outer, TensorPool pool, IdleArrays arrays) {
      this.outer = outer;
      this.most = pool.most;
      this.isPoisoned = pool.isPoisoned;
      this.arrays = arrays;
    }

    boolean isWorthIt(int size) {
      return size >= LEAST || isPoisoned;
    }

    Object take(DType dtype, int size, boolean ofZeros) {
      bytes += (long) size * dtype.bytes();
      if (bytes > most) {
        return dtype.allocate(size);
      }
      Object array = arrays.take(dtype, size);
      if (ofZeros) {
        fill(array, 0);
      } else if (isPoisoned) {
        fill(array, Double.NaN);
      }
      return array;
    }

    void end() {
      arrays.endUse(kept);
      if (isPoisoned) {
        arrays.forEach(array -> fill(array, Double.NaN));
      }
    }
  }

  /** Runs a work whose tensors are over when it is done, but for those that are kept. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * The same with a result, which holds no tensors but those that are kept.
   *
   * @param <T> what the work gives
   */
  public <T> T call(Supplier<T> work) {
    SoftReference<IdleArrays> last = idle.getAndSet(null);
    IdleArrays known = last == null ? null : last.get();
    Scope outer = INNERMOST.get();
    Scope scope = new Scope(outer, this, known == null ? new IdleArrays() : known);
    INNERMOST.set(scope);
    try {
      return work.get();
    } finally {
      INNERMOST.set(outer);
      scope.end();
      idle.set(new SoftReference<>(scope.arrays));
    }
  }

  /**
   * Has a tensor stay when the work that this thread runs is done; also those that it is a {@link
   * Tensor#reshape} of, since they share an array. Without such a work nothing happens.
   *
   * @return the tensor
   */
  public static Tensor keep(Tensor tensor) {
    for (Scope scope = INNERMOST.get(); scope != null; scope = scope.outer) {
      scope.kept.add(tensor.array());
    }
    return tensor;
  }

  /**
   * Makes something whose tensors all stay, whether a pool is in use or not: what is made once and
   * kept for later.
   *
   * @param <T> what is made
   */
  public static <T> T outside(Supplier<T> make) {
    Scope scope = INNERMOST.get();
    INNERMOST.set(null);
    try {
      return make.get();
    } finally {
      INNERMOST.set(scope);
    }
  }

  /** An array for a tensor: of zeros, or with anything in it. */
  static Object array(DType dtype, int size, boolean ofZeros) {
    Scope scope = INNERMOST.get();
    boolean isPooled = scope != null && scope.isWorthIt(size) && dtype == dtype.arithmetic();
    return isPooled ? scope.take(dtype, size, ofZeros) : dtype.allocate(size);
  }

  private static void fill(Object array, double value) {
    if (array instanceof float[] floats) {
      Arrays.fill(floats, (float) value);
    } else {
      Arrays.fill((double[]) array, value);
    }
  }
}

package dev.sarvi.kernel;

import dev.sarvi.formula.BinaryOperation;
import dev.sarvi.formula.Formula;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A compiled formula. Its inputs are either arrays, which broadcast against each other as numpy's
 * do, or numbers that are the same for all elements; so {@code LeakyReLU(0.1)} and {@code
 * LeakyReLU(0.2)} are one kernel. Kernels are cached by structure.
 *
 * <p>Results depend neither on threads, nor on the JIT, nor on whether SIMD is used.
 */
public final class Kernel {
  private static final Map<List<Object>, Kernel> CACHE = new ConcurrentHashMap<>();

  /** Elements of one task of several steps, and those that stay in a cache until all have run. */
  private static final int TASK = 1 << 15;

  private static final int BLOCK = 1 << 12;
  private static final String SUM = "sum of the elements before";

  private final Formula formula;
  private final List<String> arrays;
  private final List<String> numbers;
  private volatile Elementwise floats;
  private volatile Elementwise doubles;

  private Kernel(Formula formula, List<String> arrays, List<String> numbers) {
    this.formula = formula;
    this.arrays = List.copyOf(arrays);
    this.numbers = List.copyOf(numbers);
  }

  /**
   * The kernel of a formula.
   *
   * @param arrays the names of the inputs that are arrays, in the order in which they will be given
   * @param numbers the names of the inputs that are numbers, likewise
   */
  public static Kernel of(Formula formula, List<String> arrays, List<String> numbers) {
    return CACHE.computeIfAbsent(
        List.of(formula, List.copyOf(arrays), List.copyOf(numbers)),
        key -> new Kernel(formula, arrays, numbers));
  }

  /** The kernel of a formula without numbers. */
  public static Kernel of(Formula formula, String... arrays) {
    return of(formula, List.of(arrays), List.of());
  }

  /** The formula's values, in the shape to which all inputs broadcast. */
  public Tensor map(double[] numbers, Tensor... inputs) {
    return elementwise(inputs).map(numbers, shape(inputs), List.of(inputs));
  }

  /** The formula's values, in the shape to which all inputs broadcast. */
  public Tensor map(Tensor... inputs) {
    return map(new double[0], inputs);
  }

  /** Writes the formula's values to parts of an output, whose shape the inputs broadcast to. */
  public Epilogue into(Tensor output, double[] numbers, Tensor... inputs) {
    Tensor[] operands =
        Arrays.stream(inputs)
            .map(input -> Broadcast.tiled(input, output.shape()))
            .toArray(Tensor[]::new);
    return (start, length) -> run(numbers, operands, output, start, length);
  }

  /**
   * Writes the formula's values to the elements {@code start} to {@code start + length} of an
   * output, which may be one of the operands. It allocates nothing.
   *
   * @param operands as {@link Broadcast#tiled} makes them
   */
  public void run(double[] numbers, Tensor[] operands, Tensor output, int start, int length) {
    boolean isFloat = output.dtype() == DType.FLOAT32;
    (isFloat ? floats() : doubles()).run(numbers, operands, output, start, length);
  }

  /**
   * Runs several steps on as many elements, one after another on block after block, on all threads:
   * tensors that they have in common come from memory once.
   *
   * @param steps such as what {@link #into} gives
   */
  public static void runTogether(int size, Epilogue... steps) {
    Parallel.runParts(
        size,
        TASK,
        (from, end) -> {
          for (int at = from; at < end; at += BLOCK) {
            for (Epilogue step : steps) {
              step.run(at, Math.min(BLOCK, end - at));
            }
          }
        });
  }

  /** Whether a formula is one short loop: see {@link Lowering}. */
  public static boolean isShort(Formula formula) {
    return Lowering.isShort(formula);
  }

  /**
   * The formula's values, summed over every axis in which {@code to} has 1 or that it lacks: the
   * adjoint of broadcasting. Elements are added in an order that depends on the shapes alone.
   */
  public Tensor sum(Shape to, double[] numbers, Tensor... inputs) {
    return sum(to, Epilogue.NONE, numbers, inputs);
  }

  /**
   * The same, and beside it something that reads the same tensors, so that they come from memory
   * once.
   *
   * @param beside runs on each part of the elements, such as what {@link #into} gives
   */
  public Tensor sum(Shape to, Epilogue beside, double[] numbers, Tensor... inputs) {
    return elementwise(inputs).sum(numbers, shape(inputs), List.of(inputs), to, beside);
  }

  /** The formula's values, summed over every axis in which {@code to} has 1 or that it lacks. */
  public Tensor sum(Shape to, Tensor... inputs) {
    return sum(to, new double[0], inputs);
  }

  private Shape shape(Tensor[] inputs) {
    if (inputs.length != arrays.size()) {
      throw new IllegalArgumentException(
          "Expected arrays " + arrays + ". Received: " + Arrays.toString(inputs));
    }
    Shape shape = inputs[0].shape();
    for (Tensor input : inputs) {
      shape = Broadcast.shape(shape, input.shape());
    }
    return shape;
  }

  private Elementwise elementwise(Tensor[] inputs) {
    for (Tensor input : inputs) {
      if (input.dtype() != inputs[0].dtype()) {
        throw new IllegalArgumentException(
            "Expected tensors of one dtype. Received: " + Arrays.toString(inputs));
      }
    }
    return inputs[0].dtype() == DType.FLOAT32 ? floats() : doubles();
  }

  private Elementwise floats() {
    if (floats == null) {
      floats =
          new FloatElementwise(
              new FloatLoops(formula, arrays, numbers),
              new FloatLoops(summed(), summedArrays(), numbers));
    }
    return floats;
  }

  private Elementwise doubles() {
    if (doubles == null) {
      doubles =
          new DoubleElementwise(
              new DoubleLoops(formula, arrays, numbers),
              new DoubleLoops(summed(), summedArrays(), numbers));
    }
    return doubles;
  }

  private Formula summed() {
    return new Formula.Binary(BinaryOperation.ADD, Formula.input(SUM), formula);
  }

  private List<String> summedArrays() {
    List<String> all = new ArrayList<>(List.of(SUM));
    all.addAll(arrays);
    return all;
  }
}

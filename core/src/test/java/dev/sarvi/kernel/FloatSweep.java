package dev.sarvi.kernel;

import static dev.sarvi.formula.Formula.ONE;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.exp;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.formula.UnaryOperation;
import dev.sarvi.layer.activation.ActivationSamples;
import dev.sarvi.layer.activation.ElementwiseFunction;
import dev.sarvi.layer.activation.NamedActivation;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * Runs ascending floats through a function's loops and keeps the worst that it sees. All functions
 * here are known in double precision, and most of them ascend too.
 *
 * <p>All 2<sup>32</sup> floats through all functions, in half an hour, or one in so many:
 *
 * <pre>
 *   mvn -pl core test-compile
 *   java --add-modules jdk.incubator.vector -cp core/target/classes:core/target/test-classes \
 *       dev.sarvi.kernel.FloatSweep [one in so many, 1 if absent] [activations, too]
 * </pre>
 */
final class FloatSweep {
  /** What a sweep takes at once. */
  static final int LENGTH = 1 << 12;

  private static final double OVERFLOW = 0x1p128;

  /** A function, and what it is in double precision. */
  record Function(String name, Formula formula, DoubleUnaryOperator exact, boolean ascends) {
    private static Function of(UnaryOperation operation) {
      return new Function(
          operation.toString(), new Formula.Unary(operation, X), operation::at, true);
    }

    /** With the sign that makes it ascend. */
    private static Function erfc() {
      return new Function("erfc", Formula.erfc(X.negated()), x -> UnaryOperation.ERFC.at(-x), true);
    }

    /** Sine or cosine, which are NaN beyond their range. */
    private static Function periodic(UnaryOperation operation) {
      return new Function(
          operation.toString(),
          new Formula.Unary(operation, X),
          x -> Math.abs(x) <= CoefficientsOfFloat.END_OF_SIN ? operation.at(x) : Double.NaN,
          false);
    }

    /** An activation, of its own formula in double precision. */
    private static Function of(NamedActivation activation) {
      ElementwiseFunction function = (ElementwiseFunction) activation.function();
      return new Function(
          activation.toString(),
          function.formula(),
          x -> function.formula().at(Map.of("x", x)),
          false);
    }

    /** Nothing of its own, but as an activation spells it. */
    private static Function sigmoid() {
      Formula negative = exp(X).dividedBy(ONE.plus(exp(X)));
      Formula positive = ONE.dividedBy(ONE.plus(exp(X.negated())));
      Formula sigmoid = Formula.select(Comparison.LESS, X, ZERO, negative, positive);
      return new Function("sigmoid", sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), true);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All that are demanded to be accurate. */
  static final List<Function> FUNCTIONS =
      List.of(
          Function.of(UnaryOperation.EXP),
          Function.of(UnaryOperation.EXPM1),
          Function.of(UnaryOperation.LOG),
          Function.of(UnaryOperation.LOG1P),
          Function.of(UnaryOperation.TANH),
          Function.of(UnaryOperation.ERF),
          Function.erfc(),
          Function.periodic(UnaryOperation.SIN),
          Function.periodic(UnaryOperation.COS),
          Function.sigmoid());

  private final DoubleUnaryOperator exact;
  private final boolean ascends;
  private final FloatLoop plain;
  private final FloatLoop vector;
  private final float[] y = new float[LENGTH];
  private final float[] fromVectors = new float[LENGTH];
  private float last = Float.NaN;

  private double error;
  private float errorAt;
  private float drop;
  private float dropAt;
  private long differences;

  FloatSweep(Function function) {
    exact = function.exact();
    ascends = function.ascends();
    FloatLoops loops = new FloatLoops(function.formula(), List.of("x"), List.of());
    plain = loops.plain();
    vector = loops.vector();
  }

  /** The largest distance from the exact value, in units of the last place of that. */
  double error() {
    return error;
  }

  /**
   * How far a value was below that of a smaller argument at the most, in units of its last place.
   */
  float drop() {
    return drop;
  }

  /** How often plain and vector loops gave different bits. */
  long differences() {
    return differences;
  }

  /** The next floats, ascending; at most {@link #LENGTH}. */
  void visit(float[] x, int length) {
    run(plain, x, y, length);
    run(vector, x, fromVectors, length);
    for (int i = 0; i < length; i++) {
      if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(fromVectors[i])) {
        differences++;
      }
      double distance = distance(y[i], exact.applyAsDouble(x[i]));
      if (distance > error) {
        error = distance;
        errorAt = x[i];
      }
      if (ascends && y[i] < last && (last - y[i]) / Math.ulp(y[i]) > drop) {
        drop = (last - y[i]) / Math.ulp(y[i]);
        dropAt = x[i];
      }
      last = y[i];
    }
  }

  /** Infinity counts as the number that would follow the largest float. */
  private static double distance(float y, double exact) {
    if (Double.isNaN(exact) || Float.isNaN(y)) {
      return Double.isNaN(exact) && Float.isNaN(y) ? 0 : Double.POSITIVE_INFINITY;
    }
    double expected = Math.max(-OVERFLOW, Math.min(OVERFLOW, exact));
    double given = Math.max(-OVERFLOW, Math.min(OVERFLOW, y));
    return Math.abs(given - expected) / Math.min(Math.ulp((float) exact), 0x1p104);
  }

  static void run(FloatLoop loop, float[] x, float[] y, int length) {
    float[][] inputs = {x, x, x, x, x, x};
    loop.run(inputs, new int[LoopCompiler.ARRAYS], new float[4], y, 0, 0, length);
  }

  /** The float with so many smaller ones; -infinity has none, NaNs are left out. */
  static float ascending(long rank) {
    int infinity = Float.floatToIntBits(Float.POSITIVE_INFINITY);
    long bits = rank <= infinity ? 0x80000000L + infinity - rank : rank - infinity - 1;
    return Float.intBitsToFloat((int) bits);
  }

  /** How many floats there are, without the NaNs. */
  static long count() {
    return 2L * Float.floatToIntBits(Float.POSITIVE_INFINITY) + 2;
  }

  @Override
  public String toString() {
    return String.format(
        "largest error %.3f ulp (at %a), largest drop %.0f ulp (at %a), plain and vector differ %d",
        error, errorAt, drop, dropAt, differences);
  }

  private static String sweep(Function function, long step) {
    FloatSweep sweep = new FloatSweep(function);
    float[] x = new float[LENGTH];
    int length = 0;
    for (long rank = 0; rank < count(); rank += step) {
      x[length++] = ascending(rank);
      if (length == LENGTH) {
        sweep.visit(x, length);
        length = 0;
      }
    }
    sweep.visit(x, length);
    return function + ": " + sweep;
  }

  /** The activations that have no arguments: how accurate they are is for information. */
  private static Stream<Function> activations() {
    return ActivationSamples.all().stream()
        .filter(activation -> activation.function() instanceof ElementwiseFunction)
        .filter(activation -> ((ElementwiseFunction) activation.function()).numbers().isEmpty())
        .map(Function::of);
  }

  /** Prints one line for each function. */
  public static void main(String[] arguments) {
    long step = arguments.length == 0 ? 1 : Long.parseLong(arguments[0]);
    boolean all = arguments.length > 1;
    Stream.concat(FUNCTIONS.stream(), all ? activations() : Stream.of()).toList().parallelStream()
        .map(function -> sweep(function, step))
        .forEach(System.out::println);
  }
}

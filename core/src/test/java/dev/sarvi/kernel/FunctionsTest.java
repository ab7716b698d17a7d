package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sarvi.formula.Formula;
import dev.sarvi.formula.UnaryOperation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accuracy, and the same bits whatever computes them. {@link FloatSweep} goes through all floats.
 */
class FunctionsTest {
  private static final double LARGEST_ERROR = 2.5;
  private static final double LARGEST_ERROR_OF_ERFC = 3;

  /** Where a function changes its form, or its result its kind. */
  private static final float[] SEAMS = {
    -104,
    -88,
    -87.33654f,
    -40,
    -1,
    -10.06f,
    -9.2f,
    -0.95f,
    -0.47f,
    -0.55f,
    0,
    0x1p-54f,
    0.47f,
    0.55f,
    0.70710677f,
    0.95f,
    1,
    1.4142135f,
    0.7853982f,
    1.5707964f,
    3.1415927f,
    131072,
    4,
    20,
    88.72284f
  };

  static Stream<FloatSweep.Function> functions() {
    return FloatSweep.FUNCTIONS.stream();
  }

  /**
   * Enough that the loops are compiled on the way: cold and hot code are compared with one truth.
   */
  @ParameterizedTest
  @MethodSource("functions")
  void floatsOfEveryMagnitudeAreNear(FloatSweep.Function function) {
    FloatSweep sweep = new FloatSweep(function);
    long step = FloatSweep.count() / (250L * FloatSweep.LENGTH);
    float[] x = new float[FloatSweep.LENGTH];
    for (long rank = 0; rank + step * x.length <= FloatSweep.count(); rank += step * x.length) {
      for (int i = 0; i < x.length; i++) {
        x[i] = FloatSweep.ascending(rank + i * step);
      }
      sweep.visit(x, x.length);
    }
    check(sweep, function.name());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void neighbouringFloatsAreInOrderAcrossSeams(FloatSweep.Function function) {
    for (float seam : SEAMS) {
      FloatSweep sweep = new FloatSweep(function);
      float[] x = new float[FloatSweep.LENGTH];
      x[0] = seam;
      for (int i = 0; i < x.length / 2; i++) {
        x[0] = Math.nextDown(x[0]);
      }
      for (int i = 1; i < x.length; i++) {
        x[i] = Math.nextUp(x[i - 1]);
      }
      sweep.visit(x, x.length);
      check(sweep, function.name());
    }
  }

  private static void check(FloatSweep sweep, String function) {
    assertThat(sweep.error()).as("%s", sweep).isLessThan(largestError(function));
    assertThat(sweep.drop()).as("%s", sweep).isLessThanOrEqualTo(1);
    assertThat(sweep.differences()).as("%s", sweep).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = UnaryOperation.class,
      names = {"EXP", "EXPM1", "LOG", "LOG1P", "TANH", "ERF", "ERFC", "SIN", "COS"})
  void doublesAreNearMpmath(UnaryOperation operation) throws IOException {
    List<String[]> goldens = goldens(operation.toString());
    double[] x = goldens.stream().mapToDouble(golden -> Double.parseDouble(golden[1])).toArray();
    double[] plain = run(operation, x, false);
    assertThat(run(operation, x, true)).isEqualTo(plain);
    for (int i = 0; i < x.length; i++) {
      double rounded = Double.parseDouble(goldens.get(i)[2]);
      double rest = Double.parseDouble(goldens.get(i)[3]);
      double error = (plain[i] - rounded) / Math.ulp(rounded) - rest;
      assertThat(Math.abs(error))
          .as("%s(%s)", operation, x[i])
          .isLessThan(largestError(operation.toString()));
    }
  }

  private static double largestError(String function) {
    return function.equals("erfc") ? LARGEST_ERROR_OF_ERFC : LARGEST_ERROR;
  }

  private static List<String[]> goldens(String function) throws IOException {
    var stream = FunctionsTest.class.getResourceAsStream("functions.txt");
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .map(line -> line.split(" "))
          .filter(golden -> golden[0].equals(function))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXP,   -Infinity, 0",
    "EXP,   -0.0,      1",
    "EXP,   0.0,       1",
    "EXP,   Infinity,  Infinity",
    "EXP,   1e300,     Infinity",
    "EXP,   -1e300,    0",
    "EXPM1, -Infinity, -1",
    "EXPM1, -0.0,      -0.0",
    "EXPM1, 0.0,       0.0",
    "EXPM1, 1e-45,    1e-45",
    "EXPM1, Infinity,  Infinity",
    "LOG,   -Infinity, NaN",
    "LOG,   -1,        NaN",
    "LOG,   -1e-45,   NaN",
    "LOG,   -0.0,      -Infinity",
    "LOG,   0.0,       -Infinity",
    "LOG,   1,         0",
    "LOG,   Infinity,  Infinity",
    "LOG1P, -Infinity, NaN",
    "LOG1P, -2,        NaN",
    "LOG1P, -1,        -Infinity",
    "LOG1P, -0.0,      -0.0",
    "LOG1P, 0.0,       0.0",
    "LOG1P, -1e-45,   -1e-45",
    "LOG1P, Infinity,  Infinity",
    "TANH,  -Infinity, -1",
    "TANH,  -0.0,      -0.0",
    "TANH,  0.0,       0.0",
    "TANH,  1e-45,    1e-45",
    "TANH,  Infinity,  1",
    "ERF,   -Infinity, -1",
    "ERF,   -0.0,      -0.0",
    "ERF,   0.0,       0.0",
    "ERF,   Infinity,  1",
    "ERFC,  -Infinity, 2",
    "ERFC,  -1e-30,    1",
    "ERFC,  -0.0,      1",
    "ERFC,  0.0,       1",
    "ERFC,  30,        0",
    "ERFC,  Infinity,  0",
    "SIN,   -0.0,      -0.0",
    "SIN,   0.0,       0.0",
    "SIN,   1e-45,    1e-45",
    "SIN,   Infinity,  NaN",
    "SIN,   1e15,      NaN",
    "SIN,   NaN,       NaN",
    "COS,   0.0,       1",
    "COS,   -0.0,      1",
    "COS,   -Infinity, NaN",
    "COS,   NaN,       NaN",
    "EXP,   NaN,       NaN",
    "EXPM1, NaN,       NaN",
    "LOG,   NaN,       NaN",
    "LOG1P, NaN,       NaN",
    "TANH,  NaN,       NaN",
    "ERF,   NaN,       NaN",
    "ERFC,  NaN,       NaN"
  })
  void specialValuesAreExact(UnaryOperation operation, double x, double y) {
    double[] copies = new double[17];
    Arrays.fill(copies, x);
    for (boolean vector : new boolean[] {false, true}) {
      assertThat(run(operation, copies, vector)).containsOnly(y);
      assertThat(run(operation, floats(copies), vector)).containsOnly((float) y);
    }
  }

  /** What a formula's exp and log1p become where their arguments allow it. */
  @Test
  void shorterFunctionsGiveTheSameBits() {
    for (long rank = 0; rank < FloatSweep.count(); rank += 4099) {
      float x = FloatSweep.ascending(rank);
      if (x <= 0) {
        assertSameBits(x, FloatFunctions.expOfNegative(x), FloatFunctions.exp(x));
        assertSameBits(x, DoubleFunctions.expOfNegative(x), DoubleFunctions.exp(x));
        assertSameBits(x, DoubleFunctions.expOfNegative(8.0 * x), DoubleFunctions.exp(8.0 * x));
      }
      if (x > 0 && x <= 1) {
        assertSameBits(x, FloatFunctions.log1pOfFraction(x), FloatFunctions.log1p(x));
        assertSameBits(x, DoubleFunctions.log1pOfFraction(x), DoubleFunctions.log1p(x));
      }
    }
    assertThat(FloatFunctions.log1pOfFraction(0)).isZero();
    for (int payload : new int[] {0, 1, 0x1234}) {
      for (int sign : new int[] {0, 1 << 31}) {
        float nan = Float.intBitsToFloat(Float.floatToRawIntBits(Float.NaN) + payload | sign);
        assertThat(FloatFunctions.exp(nan)).isNaN();
        assertThat(FloatFunctions.expOfNegative(nan)).isNaN();
        assertThat(FloatFunctions.log1pOfFraction(nan)).isNaN();
      }
    }
  }

  private static void assertSameBits(double x, double actual, double expected) {
    if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
      assertThat(actual).as("of %s", x).isEqualTo(expected);
    }
  }

  /**
   * A vector that C2 does not keep in a register is allocated, at ten times the cost of its work.
   */
  @EnabledIfSystemProperty(named = "sarvi.allocations", matches = "none")
  @ParameterizedTest
  @MethodSource("functions")
  void hotLoopsAllocateNothing(FloatSweep.Function function) {
    FloatLoop floats = new FloatLoops(function.formula(), List.of("x"), List.of()).vector();
    DoubleLoop doubles = new DoubleLoops(function.formula(), List.of("x"), List.of()).vector();
    float[] x = new float[4096];
    double[] xDoubles = new double[4096];
    double[][] inDoubles = {xDoubles, xDoubles, xDoubles, xDoubles, xDoubles, xDoubles};
    int[] at = new int[LoopCompiler.ARRAYS];
    double[] numbers = new double[LoopCompiler.NUMBERS];
    assertNothingAllocatedOnceCompiled(() -> FloatSweep.run(floats, x, x, x.length));
    assertNothingAllocatedOnceCompiled(
        () -> doubles.run(inDoubles, at, numbers, xDoubles, 0, 0, xDoubles.length));
  }

  /** When compilers are done depends on the machine; that they get there does not. */
  private static void assertNothingAllocatedOnceCompiled(Runnable loop) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long perRun;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        loop.run();
      }
      perRun = (threads.getCurrentThreadAllocatedBytes() - before) / 20;
    } while (perRun > 512 && System.nanoTime() < deadline);
    assertThat(perRun).as("bytes that a run over 4096 elements allocates").isLessThanOrEqualTo(512);
  }

  private static double[] run(UnaryOperation operation, double[] x, boolean vector) {
    DoubleLoops loops =
        new DoubleLoops(new Formula.Unary(operation, Formula.X), List.of("x"), List.of());
    double[] y = new double[x.length];
    double[][] inputs = {x, x, x, x, x, x};
    (vector ? loops.vector() : loops.plain())
        .run(inputs, new int[LoopCompiler.ARRAYS], new double[4], y, 0, 0, x.length);
    return y;
  }

  private static float[] run(UnaryOperation operation, float[] x, boolean vector) {
    FloatLoops loops =
        new FloatLoops(new Formula.Unary(operation, Formula.X), List.of("x"), List.of());
    float[] y = new float[x.length];
    FloatSweep.run(vector ? loops.vector() : loops.plain(), x, y, x.length);
    return y;
  }

  private static float[] floats(double[] x) {
    float[] floats = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      floats[i] = (float) x[i];
    }
    return floats;
  }
}

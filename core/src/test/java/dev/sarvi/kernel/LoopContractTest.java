package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sarvi.formula.Formula;
import dev.sarvi.layer.activation.ActivationSamples;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.Elementwise;
import dev.sarvi.layer.activation.ElementwiseFunction;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.ThresholdedReLU;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every formula's loops keep once the JIT has compiled them: plain and SIMD give the same
 * bits, and nothing is allocated, which is how a formula that C2 failed to inline shows.
 */
class LoopContractTest {
  private static final int SIZE = 4099;
  private static final int WARM_UP = 15;

  /**
   * On a busy machine the JIT may come late, in a test that must not take long: so the bits are
   * demanded always, no allocation only with -Dsarvi.allocations=none.
   */
  private static final boolean DEMANDED = "none".equals(System.getProperty("sarvi.allocations"));

  private static final Duration PATIENCE = Duration.ofSeconds(DEMANDED ? 60 : 1);

  /** Values at which functions change their ways. */
  private static final double[] CORNERS = {
    Double.NEGATIVE_INFINITY,
    -1e30,
    -200,
    -104,
    -88.5,
    -20,
    -9,
    -1,
    -0.95,
    -0.55,
    -1e-30,
    -0.0,
    0,
    1e-45,
    1e-30,
    0.55,
    0.95,
    1,
    6,
    9,
    20,
    88.5,
    200,
    1e30,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  record Case(String what, Formula formula, List<String> numbers) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Elementwise layer :
        List.of(
            new ReLU(6),
            new ReLU(2.0, 0.1, 0.5),
            new LeakyReLU(),
            new PReLU(),
            new ELU(),
            new ThresholdedReLU())) {
      add(cases, layer.getClass().getSimpleName(), layer.function());
    }
    for (NamedActivation activation : ActivationSamples.all()) {
      if (activation.function() instanceof ElementwiseFunction function) {
        add(cases, activation.toString(), function);
      }
    }
    return cases.stream();
  }

  private static void add(List<Case> cases, String what, ElementwiseFunction function) {
    List<String> numbers = List.copyOf(function.numbers().keySet());
    cases.add(new Case(what, function.formula(), numbers));
    for (String input : function.formula().inputs()) {
      if (!numbers.contains(input)) {
        Formula gradient = function.formula().gradient(Formula.input(input), Formula.input("g"));
        cases.add(new Case("gradient of " + what + " to " + input, gradient, numbers));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hotLoopsAgreeAndAllocateNothing(Case formula) {
    List<String> arrays = List.of("x", "alpha", "g");
    List<String> given = formula.numbers.contains("alpha") ? List.of("x", "w", "g") : arrays;
    long allocated =
        checkFloats(new FloatLoops(formula.formula, given, formula.numbers))
            + checkDoubles(new DoubleLoops(formula.formula, given, formula.numbers));
    if (DEMANDED) {
      assertThat(allocated).as("bytes allocated by hot calls").isZero();
    }
  }

  private static long checkFloats(FloatLoops loops) {
    float[][] inputs = new float[LoopCompiler.ARRAYS][];
    for (int i = 0; i < inputs.length; i++) {
      double[] values = values(i % 3);
      inputs[i] = new float[SIZE];
      for (int k = 0; k < SIZE; k++) {
        inputs[i][k] = (float) values[k];
      }
    }
    float[] numbers = {0.3f, 2f, 0.5f, 0};
    float[] plain = new float[SIZE];
    float[] vector = new float[SIZE];
    int[] at = new int[LoopCompiler.ARRAYS];
    FloatLoop simd = loops.vector();
    FloatLoop slow = loops.plain();
    for (int i = 0; i < WARM_UP; i++) {
      slow.run(inputs, at, numbers, plain, 0, 0, SIZE);
    }
    Runnable hot = () -> simd.run(inputs, at, numbers, vector, 0, 0, SIZE);
    long allocated = allocatedWhenHot(hot);
    assertThat(vector).isEqualTo(plain);
    return allocated;
  }

  private static long checkDoubles(DoubleLoops loops) {
    double[][] inputs = new double[LoopCompiler.ARRAYS][];
    Arrays.setAll(inputs, i -> values(i % 3));
    double[] numbers = {0.3, 2, 0.5, 0};
    double[] plain = new double[SIZE];
    double[] vector = new double[SIZE];
    int[] at = new int[LoopCompiler.ARRAYS];
    DoubleLoop simd = loops.vector();
    DoubleLoop slow = loops.plain();
    for (int i = 0; i < WARM_UP; i++) {
      slow.run(inputs, at, numbers, plain, 0, 0, SIZE);
    }
    Runnable hot = () -> simd.run(inputs, at, numbers, vector, 0, 0, SIZE);
    long allocated = allocatedWhenHot(hot);
    assertThat(vector).isEqualTo(plain);
    return allocated;
  }

  /**
   * What a call allocates once the JIT is done with it. It compiles in the background, and on a
   * busy machine late: so this waits for a call that allocates nothing, and gives up only after
   * long.
   */
  private static long allocatedWhenHot(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + PATIENCE.toNanos();
    long allocated = Long.MAX_VALUE;
    while (allocated > 0 && System.nanoTime() < end) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        call.run();
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return allocated;
  }

  private static double[] values(long seed) {
    double[] values = new Random(seed).doubles(SIZE, -10, 10).toArray();
    System.arraycopy(CORNERS, 0, values, 0, CORNERS.length);
    return values;
  }

  @Test
  void whatIsTooLongForALoopIsSeveralAndAFunctionThatOccursTwiceIsComputedOnce() {
    LoopTemplate template = (LoopTemplate) FloatLoops.VECTOR.get();
    Formula exp = Formula.exp(Formula.X);
    Formula three = exp.plus(Formula.log1p(Formula.X)).plus(Formula.sin(Formula.X));
    assertThat(Lowering.steps(exp.times(Formula.tanh(Formula.X)), template)).hasSize(1);
    assertThat(Lowering.steps(three, template)).hasSize(4);
    assertThat(Lowering.steps(three.times(exp), template)).as("an exponential again").hasSize(4);
  }
}

package dev.sarvi.kernel;

import dev.sarvi.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A formula's loops: plain at first, and in vectors once these are the faster ones. */
final class FloatLoops {
  private static final LoopTemplate PLAIN =
      new LoopTemplate(
          FloatLoop.class, FloatSelects.lookup(), float.class, float.class, 1, Map.of());
  static final Supplier<?> VECTOR =
      VectorModule.preferVector(Supplier.class, "FloatVectorTemplate", () -> PLAIN);

  /** Elements on which loops show how fast they are. */
  private static final int TRIAL = 1 << 11;

  private final Function<LoopTemplate, List<Lowering.Step>> steps;
  private final List<String> arrays;
  private final List<String> numbers;
  private volatile WarmUp<FloatLoop> loops;

  FloatLoops(Formula formula, List<String> arrays, List<String> numbers) {
    this(template -> Lowering.steps(formula, template), arrays, numbers);
  }

  /** Of what is no formula, and short enough for one loop. */
  FloatLoops(Term term, List<String> arrays, List<String> numbers) {
    this(template -> List.of(new Lowering.Step(Lowering.RESULT, term)), arrays, numbers);
  }

  private FloatLoops(
      Function<LoopTemplate, List<Lowering.Step>> steps,
      List<String> arrays,
      List<String> numbers) {
    this.steps = steps;
    this.arrays = arrays;
    this.numbers = numbers;
  }

  /** The fastest loop so far, for so many elements. */
  FloatLoop loop(int elements) {
    WarmUp<FloatLoop> made = loops;
    return (made == null ? loops() : made).kernel(elements);
  }

  private synchronized WarmUp<FloatLoop> loops() {
    if (loops == null) {
      loops = new WarmUp<>(plain(), this::vector, FloatLoops::trial, VectorModule.PAYS_AFTER);
    }
    return loops;
  }

  private static void trial(FloatLoop loop) {
    float[][] inputs = new float[LoopCompiler.ARRAYS][];
    Arrays.fill(inputs, new float[TRIAL]);
    int[] at = new int[LoopCompiler.ARRAYS];
    loop.run(inputs, at, new float[LoopCompiler.NUMBERS], new float[TRIAL], 0, 0, TRIAL);
  }

  /** Compiles the plain form. */
  FloatLoop plain() {
    return make(false);
  }

  /** Compiles the form in vectors, where there are any. */
  FloatLoop vector() {
    return make(VectorModule.isPresent());
  }

  private FloatLoop make(boolean simd) {
    List<Lowering.Step> made = steps.apply(simd ? (LoopTemplate) VECTOR.get() : PLAIN);
    if (made.size() == 1) {
      return make(made.get(0).term(), arrays, simd);
    }
    FloatSteps loops = new FloatSteps(arrays, numbers);
    made.forEach(step -> loops.add(step, names -> make(step.term(), names, simd)));
    return loops;
  }

  private FloatLoop make(Term term, List<String> names, boolean simd) {
    FloatLoop plain = new FloatPlainLoop(compile(term, names, PLAIN));
    if (!simd) {
      return plain;
    }
    LoopTemplate template = (LoopTemplate) VECTOR.get();
    return new FloatVectorLoop(compile(term, names, template), template.length(), plain);
  }

  private FloatLoop compile(Term term, List<String> names, LoopTemplate template) {
    return (FloatLoop) LoopCompiler.compile(term, names, numbers, template);
  }
}

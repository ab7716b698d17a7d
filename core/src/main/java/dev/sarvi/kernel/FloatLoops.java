package dev.sarvi.kernel;

import dev.sarvi.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A formula's loops: plain at first, and in vectors once it has seen enough work for that to pay,
 * since the first SIMD calls are slow until C2 has compiled them. Both give the same bits, so
 * nobody can tell when it switches.
 */
final class FloatLoops {
  private static final LoopTemplate PLAIN =
      new LoopTemplate(
          FloatLoop.class, FloatSelects.lookup(), float.class, float.class, 1, Map.of());
  static final Supplier<?> VECTOR =
      VectorModule.preferVector(Supplier.class, "FloatVectorTemplate", () -> PLAIN);

  private final Formula formula;
  private final List<String> arrays;
  private final List<String> numbers;
  private volatile FloatLoop plain;
  private volatile FloatLoop vector;
  private long seen;

  FloatLoops(Formula formula, List<String> arrays, List<String> numbers) {
    this.formula = formula;
    this.arrays = arrays;
    this.numbers = numbers;
  }

  /** The loop for so many elements; a lost count (there is no lock) only delays the switch. */
  FloatLoop loop(int elements) {
    seen += elements;
    FloatLoop ready = seen > VectorModule.PAYS_AFTER ? vector : plain;
    return ready != null ? ready : seen > VectorModule.PAYS_AFTER ? vector() : plain();
  }

  synchronized FloatLoop plain() {
    if (plain == null) {
      plain = make(false);
    }
    return plain;
  }

  synchronized FloatLoop vector() {
    if (vector == null) {
      vector = VectorModule.isPresentForMuchWork() ? make(true) : plain();
    }
    return vector;
  }

  private FloatLoop make(boolean simd) {
    List<Lowering.Step> steps = Lowering.steps(formula, simd ? (LoopTemplate) VECTOR.get() : PLAIN);
    if (steps.size() == 1) {
      return make(steps.get(0).term(), arrays, simd);
    }
    FloatSteps loops = new FloatSteps(arrays, numbers);
    steps.forEach(step -> loops.add(step, names -> make(step.term(), names, simd)));
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

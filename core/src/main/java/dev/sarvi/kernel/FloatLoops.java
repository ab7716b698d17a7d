package dev.sarvi.kernel;

import dev.sarvi.formula.Formula;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A formula's loops: plain at first, and in vectors once it has seen enough work for that to pay,
 * since the first SIMD calls are slow until C2 has compiled them. Both give the same bits, so
 * nobody can tell when it switches.
 */
final class FloatLoops {
  private static final LoopTemplate PLAIN =
      new LoopTemplate(FloatPlainLoop.class, FloatLanes.lookup(), float.class, float.class);
  private static final Supplier<?> VECTOR =
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
      plain = (FloatLoop) make(PLAIN);
    }
    return plain;
  }

  synchronized FloatLoop vector() {
    if (vector == null) {
      boolean simd = VectorModule.isPresent();
      vector = simd ? (FloatLoop) make((LoopTemplate) VECTOR.get(), plain()) : plain();
    }
    return vector;
  }

  private Object make(LoopTemplate template, Object... arguments) {
    Class<?> loop = LoopCompiler.compile(formula, arrays, numbers, template);
    Constructor<?> constructor = loop.getDeclaredConstructors()[0];
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make " + loop, e);
    }
  }
}

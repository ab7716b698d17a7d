package dev.sarvi.layer;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Epilogue;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Takes down what operations do in prediction, on inputs of known shapes, so that a plan can fuse
 * it: see {@link Operation#trace}. What is taken down gives the same bits as a call.
 */
public interface Tracer {
  /** A tensor that will be there when the plan runs: float32 or float64, or of integers. */
  interface Value {
    /** Its shape, which has no unknown dimensions. */
    Shape shape();

    /** Its element type. */
    DType dtype();
  }

  /** Computes into an output that is there. */
  @FunctionalInterface
  interface Computation {
    /** Overwrites the output. */
    void run(Tensor[] inputs, Tensor output);
  }

  /** Computes into an output that is there, part by part. */
  @FunctionalInterface
  interface TiledComputation {
    /** Overwrites the output, and runs the epilogue on each part of it when it is final. */
    void run(Tensor[] inputs, Tensor output, Epilogue epilogue);
  }

  /** An operation, in its own steps if it knows them, on these inputs. */
  List<Value> apply(Operation operation, List<Value> inputs);

  /** An operation as it is without a plan: {@link Operation#call}. */
  List<Value> call(Operation operation, List<Value> inputs);

  /** A function of a tensor, of all samples together, that has no form for a plan. */
  Value call(Shape output, UnaryOperator<Tensor> function, Value input);

  /** The same numbers in another shape. */
  Value reshape(Value value, Shape shape);

  /** What is the same for all inputs, such as a weight. */
  Value constant(Derived<Tensor> weight);

  /**
   * One formula for every element.
   *
   * @param numbers the formula's inputs that are numbers
   * @param arrays its other inputs, which broadcast
   */
  Value elementwise(Formula formula, Map<String, Double> numbers, Map<String, Value> arrays);

  /**
   * Anything else that computes a tensor, of the type of its inputs, and each sample of it (index
   * of the first axis) from the same sample of these, alone: plans run a few samples at a time.
   */
  Value compute(Shape output, Computation computation, Value... inputs);

  /** The same; elementwise operations on its output may be done part by part. */
  Value computeTiled(Shape output, TiledComputation computation, Value... inputs);
}

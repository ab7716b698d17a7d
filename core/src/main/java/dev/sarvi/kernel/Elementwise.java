package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** A formula over tensors of one element type. */
interface Elementwise {
  /** The formula's values, in this shape, to which the inputs broadcast. */
  Tensor map(double[] numbers, Shape shape, List<Tensor> inputs);

  /**
   * Writes the formula's values to a range of an output.
   *
   * @param operands which start again behind their last elements, at any range
   */
  void run(double[] numbers, Tensor[] operands, Tensor output, int start, int length);

  /**
   * The formula's values, summed over all axes in which {@code to} has 1 or nothing.
   *
   * @param beside runs on each part of the elements while it is in the cache
   */
  Tensor sum(double[] numbers, Shape shape, List<Tensor> inputs, Shape to, Epilogue beside);
}

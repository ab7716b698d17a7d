package dev.sarvi.kernel;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** A formula over tensors of one element type. */
interface Elementwise {
  /** The formula's values, in this shape, to which the inputs broadcast. */
  Tensor map(double[] numbers, Shape shape, List<Tensor> inputs);

  /** The formula's values, summed over all axes in which {@code to} has 1 or nothing. */
  Tensor sum(double[] numbers, Shape shape, List<Tensor> inputs, Shape to);
}

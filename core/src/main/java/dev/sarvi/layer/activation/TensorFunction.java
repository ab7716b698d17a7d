package dev.sarvi.layer.activation;

import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** What an activation computes: element by element, or of whole rows. */
public sealed interface TensorFunction permits ElementwiseFunction, RowFunction, GatedLinearUnit {
  /**
   * The shape of the output.
   *
   * @throws IllegalArgumentException if there is none for such an input
   */
  Shape outputShape(Shape input);

  /** Its values, and the way back. */
  Pass apply(Tensor x);

  /** The same for a plan. */
  Tracer.Value steps(Tracer.Value x, Tracer tracer);
}

package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;

/**
 * A tensor that is not there yet: an output of a layer in a graph that is being composed.
 *
 * @param shape with {@link Shape#UNKNOWN} dimensions, the batch first
 * @param dtype its element type
 * @param node the call that gives it
 * @param index which output of that call
 */
public record SymbolicTensor(Shape shape, DType dtype, Node node, int index) {
  /** Two symbolic tensors are the same only if they are the same output of the same call. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SymbolicTensor that && node == that.node && index == that.index;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(node) + index;
  }

  /** Shape, and the layer it comes from. */
  @Override
  public String toString() {
    return node.operation().name() + " " + dtype + shape;
  }
}

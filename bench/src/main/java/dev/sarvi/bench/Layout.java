package dev.sarvi.bench;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** Where an engine wants the channels of images; Sarvi has them last. */
enum Layout {
  CHANNELS_LAST,
  CHANNELS_FIRST;

  /**
   * What engines that prefer channels first take for a network: it does not matter to functions.
   */
  static Layout first(Model model) {
    return model.variables().isEmpty() ? CHANNELS_LAST : CHANNELS_FIRST;
  }

  /** Where one of Sarvi's axes is. */
  int axis(int axis, int rank) {
    return isMoved(rank) && axis > 0 ? axis % 3 + 1 : axis;
  }

  /** One of Sarvi's tensors in this layout. */
  Tensor of(Tensor tensor) {
    return isMoved(tensor.shape().rank()) ? TensorMath.transpose(tensor, 0, 3, 1, 2) : tensor;
  }

  /** Numbers in this layout, which are a tensor of such a shape in Sarvi. */
  Tensor restore(float[] numbers, Shape shape) {
    if (!isMoved(shape.rank())) {
      return Tensor.of(shape, numbers);
    }
    Shape first = Shape.of(shape.dim(0), shape.dim(3), shape.dim(1), shape.dim(2));
    return TensorMath.transpose(Tensor.of(first, numbers), 0, 2, 3, 1);
  }

  private boolean isMoved(int rank) {
    return this == CHANNELS_FIRST && rank == 4;
  }

  /**
   * A weight as an engine has it.
   *
   * @param variable Sarvi's
   * @param order which of its axes comes first, second, ...
   * @param shape the shape after that
   */
  record Weight(Variable variable, int[] order, Shape shape) {
    static Weight of(Variable variable, int... order) {
      return of(variable, TensorMath.transpose(variable.value(), order).shape(), order);
    }

    static Weight of(Variable variable, Shape shape, int... order) {
      return new Weight(variable, order, shape);
    }

    static Weight asIs(Variable variable) {
      int[] order = new int[variable.shape().rank()];
      for (int axis = 0; axis < order.length; axis++) {
        order[axis] = axis;
      }
      return new Weight(variable, order, variable.shape());
    }

    Tensor value() {
      return TensorMath.transpose(variable.value(), order).reshape(shape);
    }

    /** A gradient of this, as one of the variable. */
    Tensor restore(float[] gradient) {
      int[] back = new int[order.length];
      for (int axis = 0; axis < order.length; axis++) {
        back[order[axis]] = axis;
      }
      Shape moved = TensorMath.transpose(variable.value(), order).shape();
      return TensorMath.transpose(Tensor.of(moved, gradient), back);
    }
  }
}

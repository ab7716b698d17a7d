package dev.sarvi.model;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Fits data to a model's inputs. */
final class Feed {
  private Feed() {}

  /**
   * The tensors in the shapes that the inputs expect: as in Keras, any number of samples, even
   * where the input names one, and a last axis of length 1 may be there or not.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  static List<Tensor> fit(Layer model, List<SymbolicTensor> inputs, List<Tensor> given) {
    if (inputs.size() != given.size()) {
      throw new IllegalArgumentException(
          "Layer \""
              + model.name()
              + "\" expects "
              + inputs.size()
              + " input(s), but it received "
              + given.size()
              + " input tensors. Inputs received: "
              + given);
    }
    List<Tensor> fitted = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      fitted.add(fit(inputs.get(i), given.get(i)));
    }
    return fitted;
  }

  private static Tensor fit(SymbolicTensor input, Tensor given) {
    Shape expected = input.shape();
    Shape shape = given.shape();
    Shape fitted = shape;
    if (shape.rank() == expected.rank() - 1 && expected.dim(-1) == 1) {
      fitted = shape.concat(Shape.of(1));
    } else if (shape.rank() == expected.rank() + 1 && shape.dim(-1) == 1) {
      fitted = shape.slice(0, shape.rank() - 1);
    }
    if (!expected.anyBatch().accepts(fitted.anyBatch())) {
      throw new IllegalArgumentException(
          "Invalid input shape for input \""
              + input.node().operation().name()
              + "\". Expected shape "
              + expected
              + ", but input has incompatible shape "
              + shape);
    }
    return given.reshape(fitted);
  }
}

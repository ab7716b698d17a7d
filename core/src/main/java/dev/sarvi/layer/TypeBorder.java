package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The border between the types that tensors have and those in which kernels compute. Inside of it
 * there are {@code float32} and {@code float64} only; whatever comes in or goes out in another type
 * is rounded to that here, once. Where nothing changes, nothing is copied.
 */
final class TypeBorder {
  private TypeBorder() {}

  /** The tensors in these types. */
  static List<Tensor> cast(List<Tensor> tensors, List<DType> types) {
    if (haveTypes(tensors, types)) {
      return tensors;
    }
    List<Tensor> cast = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      cast.add(tensors.get(i) == null ? null : tensors.get(i).cast(types.get(i)));
    }
    return cast;
  }

  private static boolean haveTypes(List<Tensor> tensors, List<DType> types) {
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i) != null && tensors.get(i).dtype() != types.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The tensors in the types in which kernels compute. */
  static List<Tensor> widened(List<Tensor> tensors) {
    return isArithmetic(types(tensors)) ? tensors : tensors.stream().map(Tensor::widened).toList();
  }

  static List<DType> types(List<Tensor> tensors) {
    List<DType> types = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      types.add(tensor.dtype());
    }
    return types;
  }

  /**
   * A pass as it is seen from outside of this border.
   *
   * @param inside from and to widened tensors
   * @param fed the type to which each input was rounded before it was widened
   * @param outputs the type of the outputs
   */
  static Pass rounded(Pass inside, List<DType> fed, List<DType> outputs) {
    if (isArithmetic(fed) && isArithmetic(outputs)) {
      return inside;
    }
    return new Pass(
        cast(inside.outputs(), outputs),
        (gradients, weights) ->
            cast(inside.pullback().apply(widened(cast(gradients, outputs)), weights), fed),
        inside.stateUpdates(),
        inside.losses());
  }

  /** The other way: a pass from and to tensors of any type, as it is seen from inside. */
  static Pass widened(Pass outside) {
    List<DType> types = types(outside.outputs());
    if (isArithmetic(types)) {
      return outside;
    }
    return new Pass(
        widened(outside.outputs()),
        (gradients, weights) -> outside.pullback().apply(cast(gradients, types), weights),
        outside.stateUpdates(),
        outside.losses());
  }

  /** The same pass whose inputs' gradients have the inputs' types; those of integers are null. */
  static Pass givingGradientsOf(List<Tensor> inputs, List<DType> fed, Pass pass) {
    List<DType> given = types(inputs);
    if (given.equals(fed) && isFloating(given)) {
      return pass;
    }
    return new Pass(
        pass.outputs(),
        (gradients, weights) -> {
          List<Tensor> back = new ArrayList<>(pass.pullback().apply(gradients, weights));
          for (int i = 0; i < back.size(); i++) {
            if (!given.get(i).isFloating()) {
              back.set(i, null);
            }
          }
          return cast(back, given);
        },
        pass.stateUpdates(),
        pass.losses());
  }

  private static boolean isArithmetic(List<DType> types) {
    for (DType type : types) {
      if (type != type.arithmetic()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFloating(List<DType> types) {
    for (DType type : types) {
      if (!type.isFloating()) {
        return false;
      }
    }
    return true;
  }
}

package dev.sarvi.layer.recurrent;

import dev.sarvi.kernel.MatMul;
import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code x·kernel + bias}, where the columns of the kernel belong to gates one after another, and
 * each gate may see another part of x: some of it was dropped.
 *
 * @param kernel of shape (inputs, gates · units)
 * @param bias of shape (gates · units,), or null
 * @param masks of shape (batch, inputs), by which x is multiplied: none, one for all gates, or one
 *     for each
 */
record GateProduct(Tensor kernel, Tensor bias, List<Tensor> masks) {
  /** The product, of shape (..., batch, gates · units). */
  Tensor of(Tensor x) {
    if (isWhole()) {
      return MatMul.product(seen(x, 0), kernel, bias);
    }
    List<Tensor> kernels = gates(kernel);
    List<Tensor> products = new ArrayList<>();
    for (int gate = 0; gate < masks.size(); gate++) {
      products.add(MatMul.product(seen(x, gate), kernels.get(gate), null));
    }
    Tensor product = Slices.join(-1, products);
    return bias == null ? product : TensorMath.sum(product, bias);
  }

  /** The gradient of x. */
  Tensor inputGradient(Tensor above) {
    if (isWhole()) {
      return seen(MatMul.productTransposed(above, kernel), 0);
    }
    List<Tensor> kernels = gates(kernel);
    List<Tensor> aboves = gates(above);
    Tensor sum = null;
    for (int gate = 0; gate < masks.size(); gate++) {
      Tensor one = seen(MatMul.productTransposed(aboves.get(gate), kernels.get(gate)), gate);
      sum = sum == null ? one : TensorMath.sum(sum, one);
    }
    return sum;
  }

  /** The gradient of the kernel. */
  Tensor kernelGradient(Tensor x, Tensor above) {
    if (isWhole()) {
      return MatMul.transposedProduct(seen(x, 0), above);
    }
    List<Tensor> aboves = gates(above);
    List<Tensor> gradients = new ArrayList<>();
    for (int gate = 0; gate < masks.size(); gate++) {
      gradients.add(MatMul.transposedProduct(seen(x, gate), aboves.get(gate)));
    }
    return Slices.join(-1, gradients);
  }

  /** The same, without a bias, for some of the gates, each of so many units. */
  GateProduct ofGates(int from, int to, int units) {
    int columns = kernel.shape().dim(-1);
    List<Tensor> parts =
        Slices.split(kernel, -1, from * units, (to - from) * units, columns - to * units);
    return new GateProduct(parts.get(1), null, isWhole() ? masks : masks.subList(from, to));
  }

  private boolean isWhole() {
    return masks.size() <= 1;
  }

  private Tensor seen(Tensor x, int gate) {
    return masks.isEmpty() ? x : TensorMath.product(x, masks.get(gate));
  }

  private List<Tensor> gates(Tensor whole) {
    return Slices.splitEvenly(whole, -1, masks.size());
  }
}

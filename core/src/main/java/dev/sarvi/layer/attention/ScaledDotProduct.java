package dev.sarvi.layer.attention;

import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.RowOperation;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** {@code softmax(query·keyᵀ / √keyDim)·value} in each head of a layer. */
record ScaledDotProduct(MultiHeadAttention layer, AttentionLabels labels) {
  /** In place of the scores of what is masked, far below all others. */
  private static final double FAR_BELOW = -0.7 * Float.MAX_VALUE;

  /** From projected query, key and value to the heads, and the scores if they are asked for. */
  Pass apply(Tensor query, Tensor key, Tensor value, Tensor mask, Mode mode) {
    double factor = 1 / Math.sqrt(layer.config().keyDim());
    Pass product =
        Pass.contraction(
            key, labels.key(), TensorMath.scale(query, factor), labels.query(), labels.scores());
    Pass softmax = softmax(product.output(), mask, mode);
    Tensor dropMask =
        BaseAttention.dropMask(
            layer, layer.config().dropout(), layer.config().seed(), softmax.output(), mode);
    Tensor kept =
        dropMask == null ? softmax.output() : TensorMath.product(softmax.output(), dropMask);
    Pass heads = Pass.contraction(kept, labels.scores(), value, labels.key(), labels.query());
    boolean returnsScores = layer.config().call().returnAttentionScores();
    return new Pass(
        returnsScores ? List.of(heads.output(), softmax.output()) : heads.outputs(),
        (gradients, weights) -> {
          List<Tensor> ofHeads = heads.back(gradients.get(0), weights); // kept, value
          Tensor ofKept = ofHeads.get(0);
          Tensor ofSoftmax = dropMask == null ? ofKept : TensorMath.product(ofKept, dropMask);
          if (returnsScores) {
            ofSoftmax = TensorMath.sum(ofSoftmax, gradients.get(1));
          }
          List<Tensor> back = product.back(softmax.back(ofSoftmax, weights).get(0), weights);
          return List.of(TensorMath.scale(back.get(1), factor), back.get(0), ofHeads.get(1));
        },
        List.of(),
        List.of());
  }

  /**
   * As Keras, which takes one of two ways: they differ where nothing is left. On the fused one, for
   * three axes, a masked row is the mean of all values; on the other one it is 0.
   */
  private Pass softmax(Tensor scores, Tensor mask, Mode mode) {
    int axes = labels.axes();
    Tensor fitted = mask == null ? null : labels.fitted(mask, scores.shape().rank());
    boolean fused =
        layer.config().dropout() == 0
            && !layer.config().call().returnAttentionScores()
            && scores.shape().rank() == 4;
    if (!fused) {
      List<Integer> last = new ArrayList<>();
      for (int axis = -axes; axis < 0; axis++) {
        last.add(axis);
      }
      Softmax softmax =
          new Softmax(
              new Softmax.Config(last), Options.named(layer.name()).withDType(scores.dtype()));
      List<Tensor> masks = fitted == null ? List.of() : List.of(fitted);
      return softmax.call(List.of(scores), masks, mode);
    }
    int keys = scores.shape().dim(-1);
    Tensor softmax =
        RowOperation.SOFTMAX.map(
            fitted == null ? scores : Masks.keep(scores, fitted, FAR_BELOW), keys);
    return Pass.of(
        softmax,
        g -> {
          Tensor back = RowOperation.SOFTMAX.gradient(softmax, g, keys);
          return fitted == null ? back : Masks.keep(back, fitted, 0);
        });
  }
}

package dev.sarvi.layer.merging;

import dev.sarvi.kernel.Masks;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Merging only what counts: the rest is replaced by a number that changes nothing. An input without
 * a mask counts everywhere.
 *
 * @param neutral the number that changes nothing
 * @param firstWhereNone whether the first input stays where nothing counts; 0 otherwise
 */
record MaskedMerge(double neutral, boolean firstWhereNone) {
  Pass apply(List<Tensor> inputs, List<Tensor> masks, Function<List<Tensor>, Pass> merge) {
    List<Tensor> each = new ArrayList<>();
    masks.forEach(
        mask -> each.add(mask == null ? null : mask.reshape(mask.shape().concat(Shape.of(1)))));
    Tensor any = each.contains(null) ? null : each.stream().reduce(Masks::or).orElseThrow();
    if (any != null && firstWhereNone) {
      each.set(0, Masks.or(each.get(0), Masks.where(any, counts -> counts == 0)));
    }
    Pass pass = merge.apply(kept(inputs, each, neutral));
    Tensor zero = firstWhereNone ? null : any;
    return Pass.of(
        kept(pass.output(), zero, 0),
        (gradients, weights) ->
            kept(pass.pullback().apply(List.of(kept(gradients.get(0), zero, 0)), weights), each, 0),
        pass.stateUpdates());
  }

  private static List<Tensor> kept(List<Tensor> tensors, List<Tensor> masks, double otherwise) {
    List<Tensor> kept = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      kept.add(kept(tensors.get(i), masks.get(i), otherwise));
    }
    return kept;
  }

  private static Tensor kept(Tensor tensor, Tensor mask, double otherwise) {
    return mask == null ? tensor : Masks.keep(tensor, mask, otherwise);
  }
}

package dev.sarvi.layer.attention;

import dev.sarvi.layer.ConfigPart;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What Keras takes at each call of an attention layer; here it belongs to the layer. In files it
 * stands where the layer is called.
 *
 * @param useCausalMask whether no position attends to later ones
 * @param returnAttentionScores whether the scores follow as a second output
 */
public record AttentionCall(boolean useCausalMask, boolean returnAttentionScores)
    implements ConfigPart {
  /** Keras's defaults: neither. */
  public AttentionCall() {
    this(false, false);
  }

  /** The masks of the outputs: that of the query, and none of scores. */
  List<Tensor> outputMasks(List<Tensor> masks) {
    Tensor ofQuery = masks.isEmpty() ? null : masks.get(0);
    return returnAttentionScores ? Arrays.asList(ofQuery, null) : Arrays.asList(ofQuery);
  }
}

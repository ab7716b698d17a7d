package dev.sarvi.layer.attention;

import dev.sarvi.layer.ConfigPart;

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
}

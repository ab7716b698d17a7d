package dev.sarvi.layer.recurrent;

import dev.sarvi.config.Records;

/**
 * What the configs of all recurrent layers hold.
 *
 * @param <C> the config itself
 */
public interface RecurrentConfig<C> {
  /** How the layer goes through a sequence. */
  Traversal traversal();

  /** With another way through a sequence. */
  default C withTraversal(Traversal traversal) {
    return Records.with(self(), "traversal", traversal);
  }

  /** With the outputs of all steps, or only of the last. */
  default C withReturnSequences(boolean returnSequences) {
    return withTraversal(Records.with(traversal(), "returnSequences", returnSequences));
  }

  /** With the last states as further outputs, or without. */
  default C withReturnState(boolean returnState) {
    return withTraversal(Records.with(traversal(), "returnState", returnState));
  }

  /** From the last step to the first, or not. */
  default C withGoBackwards(boolean goBackwards) {
    return withTraversal(Records.with(traversal(), "goBackwards", goBackwards));
  }

  /** With states that last from batch to batch, or not. */
  default C withStateful(boolean stateful) {
    return withTraversal(Records.with(traversal(), "stateful", stateful));
  }

  /** With 0 as the output of masked steps, or not. */
  default C withZeroOutputForMask(boolean zeroOutputForMask) {
    return withTraversal(Records.with(traversal(), "zeroOutputForMask", zeroOutputForMask));
  }

  /** This config. */
  @SuppressWarnings("unchecked") // C is the class that implements this
  default C self() {
    return (C) this;
  }
}

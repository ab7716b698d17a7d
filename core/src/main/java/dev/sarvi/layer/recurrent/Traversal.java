package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.ConfigPart;

/**
 * How a recurrent layer goes through a sequence, and what it gives of it.
 *
 * @param returnSequences whether the outputs of all steps are given, or only that of the last
 * @param returnState whether the last states follow as further outputs
 * @param goBackwards whether the last step comes first; outputs are then in that order too
 * @param stateful whether the states at the end of a batch are those at the start of the next
 * @param unroll has no effect on numbers
 * @param zeroOutputForMask whether the output of a masked step is 0, and not that of the step
 *     before
 */
public record Traversal(
    boolean returnSequences,
    boolean returnState,
    boolean goBackwards,
    boolean stateful,
    boolean unroll,
    boolean zeroOutputForMask)
    implements ConfigPart {

  /** Keras's defaults. */
  public Traversal() {
    this(false, false, false, false, false, false);
  }
}

package dev.sarvi.layer;

/**
 * How a forward pass runs: for prediction, or as one training step.
 *
 * @param training whether layers behave as in training (Dropout drops, BatchNormalization uses the
 *     batch's statistics)
 * @param seed what random layers draw from, with the step and their own name; the same seed gives
 *     the same numbers
 * @param step which training step this is, from 0
 */
public record Mode(boolean training, long seed, long step) {
  /** Prediction. */
  public static final Mode INFERENCE = new Mode(false, 0, 0);

  /** One training step. */
  public static Mode training(long seed, long step) {
    return new Mode(true, seed, step);
  }
}

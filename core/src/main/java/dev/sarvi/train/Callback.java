package dev.sarvi.train;

import java.util.Map;

/** Told how a training goes. Keys of the logs are Keras's: {@code loss}, {@code val_loss}, ... */
public interface Callback {
  /** Before the first epoch. */
  default void onTrainBegin(Training training) {}

  /** Before an epoch, counted from 0. */
  default void onEpochBegin(int epoch) {}

  /**
   * After a step.
   *
   * @param batch which step of the epoch, counted from 0
   * @param batches how many the epoch has
   * @param logs the means of the epoch so far
   */
  default void onBatchEnd(int batch, int batches, Map<String, Double> logs) {}

  /** After an epoch, with its means and those of the validation. */
  default void onEpochEnd(int epoch, Map<String, Double> logs) {}

  /** After the last epoch. */
  default void onTrainEnd() {}
}

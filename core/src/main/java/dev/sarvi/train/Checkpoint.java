package dev.sarvi.train;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Saves the model after each epoch, or after each that was better than all before. How it is saved
 * is given, because files are not this module's. See Keras: ModelCheckpoint.
 */
public final class Checkpoint implements Callback {
  private final Monitor monitor;
  private final boolean saveBestOnly;
  private final BiConsumer<Integer, Map<String, Double>> save;
  private Double best;

  /** Saves after each epoch; {@code save} is given the epoch, from 0, and the logs. */
  public Checkpoint(BiConsumer<Integer, Map<String, Double>> save) {
    this("val_loss", "min", false, save);
  }

  /**
   * Saves after some or all epochs.
   *
   * @param monitor the key of the logs to watch
   * @param mode {@code min}, {@code max}, or {@code auto}: whatever is better for that key
   * @param saveBestOnly whether to save only after an epoch that was better than all before
   * @param save saves; is given the epoch, from 0, and the logs
   */
  public Checkpoint(
      String monitor,
      String mode,
      boolean saveBestOnly,
      BiConsumer<Integer, Map<String, Double>> save) {
    this.monitor = new Monitor(monitor, mode, 0);
    this.saveBestOnly = saveBestOnly;
    this.save = save;
  }

  @Override
  public void onTrainBegin(Training training) {
    monitor.begin(training);
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    Double current = saveBestOnly ? monitor.value(logs) : null;
    if (current != null) {
      if (!monitor.improves(current, best)) {
        return;
      }
      best = current;
    }
    save.accept(epoch, logs);
  }
}

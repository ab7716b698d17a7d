package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Stops a training that gets no better. See Keras: EarlyStopping.
 *
 * <pre>{@code
 * new EarlyStopping(EarlyStopping.monitor("val_loss").patience(3).restoreBestWeights(true))
 * }</pre>
 */
public final class EarlyStopping implements Callback {
  private final Config config;
  private final Monitor monitor;
  private Training training;
  private int wait;
  private Double best;
  private List<Tensor> bestWeights;

  /**
   * The arguments.
   *
   * @param monitor the key of the logs to watch
   * @param minDelta a smaller improvement is none
   * @param patience how many epochs without improvement to wait
   * @param mode {@code min}, {@code max}, or {@code auto}: whatever is better for that key
   * @param baseline an improvement counts only beyond it; null for none
   * @param restoreBestWeights whether to end with the weights of the best epoch
   * @param startFromEpoch epochs before are not watched
   */
  public record Config(
      String monitor,
      double minDelta,
      int patience,
      String mode,
      Double baseline,
      boolean restoreBestWeights,
      int startFromEpoch) {

    /** So many epochs without improvement to wait. */
    public Config patience(int patience) {
      return new Config(
          monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
    }

    /** A smaller improvement is none. */
    public Config minDelta(double minDelta) {
      return new Config(
          monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
    }

    /** Whether to end with the weights of the best epoch. */
    public Config restoreBestWeights(boolean restoreBestWeights) {
      return new Config(
          monitor, minDelta, patience, mode, baseline, restoreBestWeights, startFromEpoch);
    }
  }

  /** Keras's defaults, for a key of the logs. */
  public static Config monitor(String key) {
    return new Config(key, 0, 0, "auto", null, false, 0);
  }

  /** A callback of this config. */
  public EarlyStopping(Config config) {
    this.config = config;
    this.monitor = new Monitor(config.monitor(), config.mode(), config.minDelta());
  }

  @Override
  public void onTrainBegin(Training training) {
    this.training = training;
    monitor.begin(training);
    wait = 0;
    best = null;
    bestWeights = null;
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    Double current = monitor.value(logs);
    if (current == null || epoch < config.startFromEpoch()) {
      return;
    }
    wait++;
    boolean improved = monitor.improves(current, best);
    if (config.restoreBestWeights() && (improved || bestWeights == null)) {
      bestWeights = training.weights();
    }
    if (improved) {
      best = current;
      if (config.baseline() == null || monitor.improves(current, config.baseline())) {
        wait = 0;
      }
    } else if (wait >= config.patience() && epoch > 0) {
      training.stop();
    }
  }

  @Override
  public void onTrainEnd() {
    if (bestWeights != null) {
      training.setWeights(bestWeights);
    }
  }
}

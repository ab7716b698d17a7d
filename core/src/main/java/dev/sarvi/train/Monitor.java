package dev.sarvi.train;

import java.util.List;
import java.util.Map;

/** Watches one number of the logs for getting better. */
final class Monitor {
  private static final System.Logger LOG = System.getLogger(Monitor.class.getName());

  private final String key;
  private final String mode;
  private final double minDelta;
  private boolean higherIsBetter;

  /**
   * A monitor.
   *
   * @param mode {@code min}, {@code max} or {@code auto}
   * @param minDelta a smaller difference is none
   */
  Monitor(String key, String mode, double minDelta) {
    if (!List.of("auto", "min", "max").contains(mode)) {
      throw new IllegalArgumentException(
          "Expected mode to be one of: auto, min, max. Received: mode=" + mode);
    }
    this.key = key;
    this.mode = mode;
    this.minDelta = Math.abs(minDelta);
  }

  void begin(Training training) {
    higherIsBetter =
        mode.equals("auto")
            ? training
                .higherIsBetter(key)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "Callback received monitor="
                                + key
                                + ", but it is not known whether that metric should be maximized"
                                + " or minimized. Pass mode \"max\" or mode \"min\"."))
            : mode.equals("max");
  }

  /** The number now; null, and a warning, where the logs have none. */
  Double value(Map<String, Double> logs) {
    Double value = logs.get(key);
    if (value == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Callback is conditioned on metric `{0}` which is not available. Available metrics are:"
              + " {1}",
          key,
          logs.keySet());
    }
    return value;
  }

  /** Whether it is better than the best so far, by more than the smallest difference. */
  boolean improves(double value, Double best) {
    if (best == null) {
      return true;
    }
    return higherIsBetter ? value - minDelta > best : value + minDelta < best;
  }
}

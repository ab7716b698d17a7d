package dev.sarvi.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code fit} returns: for each key of the logs its number in each epoch. */
public final class History implements Callback {
  private final Map<String, List<Double>> epochs = new LinkedHashMap<>();

  History() {}

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    logs.forEach((key, value) -> epochs.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
  }

  /** All of it, in Keras's order of the keys. */
  public Map<String, List<Double>> asMap() {
    return Collections.unmodifiableMap(epochs);
  }

  /**
   * The numbers of a key, one for each epoch.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public List<Double> get(String key) {
    List<Double> values = epochs.get(key);
    if (values == null) {
      throw new IllegalArgumentException(
          "No such key in the history: " + key + ". Existing keys are: " + epochs.keySet());
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public String toString() {
    return epochs.toString();
  }
}

package dev.sarvi.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row with what all engines took.
 *
 * @param group of the row
 * @param row its name
 * @param threads how many
 * @param byPeer what was measured, by the engines' names
 */
record Comparison(String group, String row, int threads, Map<String, Measurement> byPeer) {
  private record Key(String group, String row, int threads) {}

  static List<Comparison> of(List<Measurement> measurements) {
    Map<Key, Map<String, Measurement>> rows = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      Key key = new Key(measurement.group(), measurement.row(), measurement.threads());
      rows.computeIfAbsent(key, row -> new LinkedHashMap<>()).put(measurement.peer(), measurement);
    }
    List<Comparison> comparisons = new ArrayList<>();
    rows.forEach(
        (key, byPeer) -> comparisons.add(new Comparison(key.group, key.row, key.threads, byPeer)));
    return comparisons;
  }

  /** The fastest native engine. */
  Optional<Measurement> best() {
    return Peer.RIVALS.stream()
        .filter(byPeer::containsKey)
        .map(byPeer::get)
        .min(Comparator.comparingDouble(Measurement::median));
  }

  /** How many times as fast as the best native engine Sarvi is. */
  OptionalDouble speed() {
    return best().isEmpty() ? OptionalDouble.empty() : ratio(best().get().peer(), SarviPeer.NAME);
  }

  /** How near Sarvi is to the limit: 1 is there. */
  OptionalDouble ofLimit() {
    return ratio(LoopPeer.NAME, SarviPeer.NAME);
  }

  /** An engine's number divided by another's; empty if one of them has none. */
  OptionalDouble ratio(String engine, String other) {
    return byPeer.containsKey(engine) && byPeer.containsKey(other)
        ? OptionalDouble.of(byPeer.get(engine).median() / byPeer.get(other).median())
        : OptionalDouble.empty();
  }
}

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
 * @param byPeer the measurements by the engines' names
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

  Optional<Measurement> sarvi() {
    return Optional.ofNullable(byPeer.get(SarviPeer.NAME));
  }

  /** The fastest native engine. */
  Optional<Measurement> best() {
    return Peer.all().stream()
        .filter(peer -> peer.isRival() && byPeer.containsKey(peer.name()))
        .map(peer -> byPeer.get(peer.name()))
        .min(Comparator.comparingDouble(Measurement::median));
  }

  /** How many times as fast as the best native engine Sarvi is. */
  OptionalDouble speed() {
    return ratio(best());
  }

  /** How near Sarvi is to the limit: 1 is there. */
  OptionalDouble ofLimit() {
    return ratio(Optional.ofNullable(byPeer.get(LoopPeer.NAME)));
  }

  private OptionalDouble ratio(Optional<Measurement> other) {
    return sarvi().isPresent() && other.isPresent()
        ? OptionalDouble.of(other.get().median() / sarvi().get().median())
        : OptionalDouble.empty();
  }
}

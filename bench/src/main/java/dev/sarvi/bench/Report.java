package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Writes the results: all of them as CSV and as tables, a summary for the README, a chart. */
final class Report {
  private static final String BEGIN = "<!-- made by bench/run.sh -->";
  private static final String END = "<!-- end -->";
  private static final String EXPLANATION =
      """
      Medians of one call, and in brackets half the distance of the quartiles. Engines take turns in
      one process, and more than one process measures each row. *speed* is the time of the fastest
      native engine divided by Sarvi's: above 1 Sarvi is faster. *of limit* is the time of nothing
      but loading and storing the same arrays, divided by Sarvi's: 1 is all that can be had. An
      engine without a number has not all operations of the row, or gives other results.
      """;

  private final List<Measurement> measurements;
  private final List<Comparison> comparisons;
  private final String description;

  Report(List<Measurement> measurements, String description) {
    this.measurements = measurements;
    this.comparisons = Comparison.of(measurements);
    this.description = description;
  }

  /** Writes {@code results.csv}, {@code RESULTS.md} and {@code results.png}. */
  void write(Path folder) throws IOException {
    Measurement.write(folder.resolve("results.csv"), measurements);
    List<String> lines = new ArrayList<>();
    lines.add("# Sarvi beside native engines\n");
    lines.add(description + "\n");
    lines.add(EXPLANATION);
    lines.addAll(summary());
    lines.add("\n![speed of each row](results.png)");
    groups().forEach((group, rows) -> lines.addAll(table(group, rows)));
    Files.write(folder.resolve("RESULTS.md"), lines);
    SpeedChart.write(folder.resolve("results.png"), comparisons);
  }

  /** Replaces the summary in a page, between its marks. */
  void writeInto(Path page) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new IOException(page + " has no " + BEGIN + " ... " + END);
    }
    String lines = String.join("\n", summary());
    Files.writeString(
        page, text.substring(0, begin) + BEGIN + "\n" + lines + "\n" + text.substring(end));
  }

  private Map<String, List<Comparison>> groups() {
    return comparisons.stream()
        .collect(Collectors.groupingBy(Comparison::group, LinkedHashMap::new, Collectors.toList()));
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("| rows | threads | how many | as fast as the best engine | mean speed | slowest |");
    lines.add("|---|---|---|---|---|---|");
    groups()
        .forEach(
            (group, rows) ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Comparison::threads, LinkedHashMap::new, Collectors.toList()))
                    .forEach((threads, some) -> lines.addAll(summary(group, threads, some))));
    return lines;
  }

  private static List<String> summary(String group, int threads, List<Comparison> rows) {
    List<Comparison> compared = rows.stream().filter(row -> row.speed().isPresent()).toList();
    if (compared.isEmpty()) {
      return List.of();
    }
    double[] speeds =
        compared.stream().mapToDouble(row -> row.speed().getAsDouble()).sorted().toArray();
    long level = compared.stream().filter(row -> row.speed().getAsDouble() >= 1).count();
    double logs = 0;
    for (double speed : speeds) {
      logs += Math.log(speed);
    }
    Comparison slowest =
        compared.stream()
            .filter(row -> row.speed().getAsDouble() == speeds[0])
            .findFirst()
            .orElseThrow();
    return List.of(
        "| %s | %d | %d | %d | %s | %s: %s |"
            .formatted(
                group,
                threads,
                speeds.length,
                level,
                times(OptionalDouble.of(Math.exp(logs / speeds.length))),
                slowest.row(),
                times(slowest.speed())));
  }

  private static List<String> table(String group, List<Comparison> rows) {
    List<String> peers =
        rows.stream().flatMap(row -> row.byPeer().keySet().stream()).distinct().toList();
    List<String> lines = new ArrayList<>();
    lines.add("\n## " + group + "\n");
    lines.add("| row | threads | speed | of limit | " + String.join(" | ", peers) + " |");
    lines.add("|---|---|---|---|" + "---|".repeat(peers.size()));
    for (Comparison row : rows) {
      String times =
          peers.stream()
              .map(peer -> time(Optional.ofNullable(row.byPeer().get(peer))))
              .collect(Collectors.joining(" | "));
      lines.add(
          "| %s | %d | %s | %s | %s |"
              .formatted(row.row(), row.threads(), times(row.speed()), part(row.ofLimit()), times));
    }
    return lines;
  }

  private static String times(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : String.format(Locale.ROOT, "**%.2f**", ratio.getAsDouble());
  }

  private static String part(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble());
  }

  private static String time(Optional<Measurement> measurement) {
    if (measurement.isEmpty()) {
      return "";
    }
    double time = measurement.get().median();
    String[] units = {"ns", "µs", "ms", "s"};
    int unit = 0;
    for (; time >= 1000 && unit < units.length - 1; unit++) {
      time /= 1000;
    }
    int digits = time < 10 ? 2 : time < 100 ? 1 : 0;
    String format = "%." + digits + "f %s (%.0f %%)";
    return String.format(Locale.ROOT, format, time, units[unit], 100 * measurement.get().spread());
  }
}

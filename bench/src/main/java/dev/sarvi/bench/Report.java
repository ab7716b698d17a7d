package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
      one process. *speed* is the time of the fastest native engine divided by Sarvi's: above 1 Sarvi
      is faster. *of limit* is the time of nothing but loading and storing the same arrays, divided by
      Sarvi's: 1 is all that can be had. An engine without a number has not all operations of the row,
      or gives other results. *Target* says what is missed of what was wanted: "speed 0.80 of 0.9" is
      a speed of 0.80 where 0.9 was wanted, and in brackets the number of the reason at the end of this
      page. *plain* is Sarvi in a JVM without the incubator module.
      *memory* is the largest resident set of a whole process that opens a network and predicts for
      half a second; its speed is the ratio of sizes.
      """;

  private final List<Measurement> measurements;
  private final List<Comparison> comparisons;
  private final String description;

  Report(List<Measurement> measurements, String description) {
    this.measurements = measurements;
    this.comparisons = Comparison.of(measurements);
    this.description = description;
  }

  /** That which was written into a folder. */
  static Report read(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("RESULTS.md"));
    String description =
        lines.stream().filter(line -> line.startsWith("- ")).collect(Collectors.joining("\n"));
    return new Report(Measurement.read(folder.resolve("results.csv")), description);
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
    lines.add("\n## Why targets are missed\n");
    lines.addAll(Reason.listed());
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
    lines.add(
        "| rows | threads | how many | targets met | as fast as the best engine | mean speed"
            + " | slowest |");
    lines.add("|---|---|---|---|---|---|---|");
    groups()
        .forEach(
            (group, rows) ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Comparison::threads, LinkedHashMap::new, Collectors.toList()))
                    .forEach((threads, some) -> lines.add(summary(group, threads, some))));
    return lines;
  }

  private String summary(String group, int threads, List<Comparison> rows) {
    List<List<Target>> targets =
        rows.stream()
            .map(row -> Target.of(row, comparisons))
            .filter(wanted -> !wanted.isEmpty())
            .toList();
    long met = targets.stream().filter(wanted -> wanted.stream().allMatch(Target::isMet)).count();
    List<Comparison> compared =
        rows.stream()
            .filter(row -> row.speed().isPresent())
            .sorted(Comparator.comparingDouble(row -> row.speed().getAsDouble()))
            .toList();
    String line =
        "| %s | %d | %d | %d of %d |".formatted(group, threads, rows.size(), met, targets.size());
    if (compared.isEmpty()) {
      return line + " | | |";
    }
    List<Double> speeds = compared.stream().map(row -> row.speed().getAsDouble()).toList();
    double logs = speeds.stream().mapToDouble(Math::log).sum();
    return line
        + " %d of %d | %s | %s: %s |"
            .formatted(
                speeds.stream().filter(speed -> speed >= 1).count(),
                speeds.size(),
                times(OptionalDouble.of(Math.exp(logs / speeds.size()))),
                compared.get(0).row(),
                times(compared.get(0).speed()));
  }

  private List<String> table(String group, List<Comparison> rows) {
    List<String> peers =
        rows.stream().flatMap(row -> row.byPeer().keySet().stream()).distinct().toList();
    List<String> lines = new ArrayList<>();
    lines.add("\n## " + group + "\n");
    lines.add("| row | threads | target | speed | of limit | " + String.join(" | ", peers) + " |");
    lines.add("|---|---|---|---|---|" + "---|".repeat(peers.size()));
    for (Comparison row : rows) {
      String times =
          peers.stream()
              .map(peer -> Optional.ofNullable(row.byPeer().get(peer)))
              .map(measured -> measured.map(Measurement::shown).orElse(""))
              .collect(Collectors.joining(" | "));
      lines.add(
          "| %s | %d | %s | %s | %s | %s |"
              .formatted(
                  row.row(),
                  row.threads(),
                  target(row),
                  times(row.speed()),
                  part(row.ofLimit()),
                  times));
    }
    return lines;
  }

  private static String reason(Comparison row, Target missed) {
    return Reason.of(row, missed).map(reason -> " [" + reason.number() + "]").orElse("");
  }

  private static String times(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : String.format(Locale.ROOT, "**%.2f**", ratio.getAsDouble());
  }

  private static String part(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble());
  }

  private String target(Comparison row) {
    List<Target> targets = Target.of(row, comparisons);
    String missed =
        targets.stream()
            .filter(target -> !target.isMet())
            .map(target -> target + reason(row, target))
            .collect(Collectors.joining(", "));
    return targets.isEmpty() ? "" : missed.isEmpty() ? "met" : missed;
  }
}

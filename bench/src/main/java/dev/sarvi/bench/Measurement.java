package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How long one call of an engine takes on a row, or how much memory its process.
 *
 * @param group of the row
 * @param row its name
 * @param threads how many the engine could use
 * @param peer the engine
 * @param unit of the numbers
 * @param median of the samples
 * @param lower the first quartile
 * @param upper the third quartile
 * @param samples how many turns in how many processes altogether
 */
record Measurement(
    String group,
    String row,
    int threads,
    String peer,
    Unit unit,
    double median,
    double lower,
    double upper,
    int samples) {
  private static final String HEADER =
      "group,row,threads,engine,unit,median,first_quartile,third_quartile,samples";

  /** Names are quoted, and have no quotation marks. */
  private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"|([^,]+)");

  static Measurement of(Pairs pairs, int threads, String peer, List<Double> nanoseconds) {
    Work work = pairs.work();
    return of(work.group(), work.name(), threads, peer, Unit.NANOSECONDS, nanoseconds);
  }

  static Measurement of(
      String group, String row, int threads, String peer, Unit unit, List<Double> samples) {
    List<Double> sorted = samples.stream().sorted().toList();
    return new Measurement(
        group,
        row,
        threads,
        peer,
        unit,
        quantile(sorted, 0.5),
        quantile(sorted, 0.25),
        quantile(sorted, 0.75),
        sorted.size());
  }

  private static double quantile(List<Double> sorted, double part) {
    double position = part * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    double rest = position - below;
    return sorted.get(below) * (1 - rest) + sorted.get(above) * rest;
  }

  static void write(Path file, List<Measurement> all) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    all.forEach(measurement -> lines.add(measurement.csv()));
    Files.write(file, lines);
  }

  static List<Measurement> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(Measurement::of).toList();
  }

  private static Measurement of(String csv) {
    List<String> fields =
        FIELD
            .matcher(csv)
            .results()
            .map(field -> field.group(1) == null ? field.group(2) : field.group(1))
            .toList();
    return new Measurement(
        fields.get(0),
        fields.get(1),
        Integer.parseInt(fields.get(2)),
        fields.get(3),
        Unit.of(fields.get(4)),
        Double.parseDouble(fields.get(5)),
        Double.parseDouble(fields.get(6)),
        Double.parseDouble(fields.get(7)),
        Integer.parseInt(fields.get(8)));
  }

  private String csv() {
    return String.format(
        Locale.ROOT,
        "\"%s\",\"%s\",%d,\"%s\",%s,%.1f,%.1f,%.1f,%d",
        group,
        row,
        threads,
        peer,
        unit.symbol(),
        median,
        lower,
        upper,
        samples);
  }

  /** The median in fitting units, and the spread. */
  String shown() {
    return String.format(Locale.ROOT, "%s (%.0f %%)", unit.shown(median), 100 * spread());
  }

  /** Half the distance of the quartiles, relative to the median. */
  private double spread() {
    return (upper - lower) / 2 / median;
  }
}

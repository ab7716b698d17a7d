package dev.sarvi.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a row is to reach, and what it did.
 *
 * @param measure what is looked at; more is better
 * @param least what is wanted
 * @param reached what was measured
 */
record Target(String measure, double least, double reached) {
  /** Tensors of a megabyte and more; with one channel an image has less. */
  private static final String OF_A_MEGABYTE = " \\((32, 56, 56, (?!1\\))\\d+|256, 1024)\\)";

  /** Tensors that leave the caches: within them, an exponential takes longer than memory does. */
  private static final String LARGE = " \\(32, 56, 56, (?!1\\))\\d+\\)";

  private static final String PIECEWISE_LINEAR =
      "^activations.*: (ReLU|LeakyReLU|PReLU|ThresholdedReLU|relu6|hard_sigmoid|sparse_sigmoid"
          + "|hard_tanh|soft_shrink|hard_shrink)\\b.*";

  private static final String EXPONENTIAL =
      "^activations.*: (ELU|celu|selu|sigmoid|log_sigmoid|tanh|tanh_shrink|softplus|silu|gelu|mish"
          + "|exponential)\\b.*";

  private static final double MOST_OF_A_START = 5e8;
  private static final String FUSED = " + BatchNormalization + PReLU";

  /**
   * A rule for some rows.
   *
   * @param rows a pattern found in their "group: name"
   */
  private record Rule(
      Pattern rows, String measure, double least, Function<Comparison, OptionalDouble> reached) {
    Rule(String rows, String measure, double least, Function<Comparison, OptionalDouble> reached) {
      this(Pattern.compile(rows), measure, least, reached);
    }
  }

  /** Of those that look at the same measure of a row, the first counts. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(PIECEWISE_LINEAR + OF_A_MEGABYTE, "of limit", 0.9, Comparison::ofLimit),
          new Rule(EXPONENTIAL + LARGE, "of limit", 0.7, Comparison::ofLimit),
          new Rule(
              PIECEWISE_LINEAR + OF_A_MEGABYTE,
              "of limit, newest JDK",
              0.9,
              Target::ofLimitOnNewest),
          new Rule(EXPONENTIAL + LARGE, "of limit, newest JDK", 0.7, Target::ofLimitOnNewest),
          new Rule(PIECEWISE_LINEAR + OF_A_MEGABYTE, "of limit, plain", 0.5, Target::ofLimitPlain),
          new Rule("^activations.*\\(1, 1024\\)", "speed", 10, Comparison::speed),
          new Rule(
              "^activations.*: (PReLU, alpha per|PReLU, shared|ReLU\\(6)",
              "speed",
              4,
              Comparison::speed),
          new Rule("^(matrix products|convolutions): ", "speed", 0.9, Comparison::speed),
          new Rule(
              "^(activations|networks|training|callers|memory)", "speed", 1, Comparison::speed),
          new Rule("^start: ", "0.5 s / Sarvi", 1, Target::startOfHalfASecond),
          new Rule("^start: ", "ONNX Runtime / CDS", 1, row -> ofArchived(row, "ONNX Runtime")),
          new Rule("^start: ", "TensorFlow / CDS", 4, row -> ofArchived(row, "TensorFlow")),
          new Rule("^start: ", "PyTorch / CDS", 4, row -> ofArchived(row, "PyTorch")));

  private static OptionalDouble ofLimitOnNewest(Comparison row) {
    return row.ratio(LoopPeer.NAME + ", " + Jvm.NEWEST, SarviPeer.NAME + ", " + Jvm.NEWEST);
  }

  private static OptionalDouble ofLimitPlain(Comparison row) {
    return row.ratio(LoopPeer.NAME, SarviPeer.NAME + ", " + Jvm.PLAIN);
  }

  private static OptionalDouble startOfHalfASecond(Comparison row) {
    Measurement sarvi = row.byPeer().get(SarviPeer.NAME);
    return OptionalDouble.of(MOST_OF_A_START / sarvi.median());
  }

  private static OptionalDouble ofArchived(Comparison row, String engine) {
    return row.ratio(engine, StartUp.WITH_ARCHIVE);
  }

  /**
   * The targets of a row, as far as what they look at was measured.
   *
   * @param rows all of them: what is fused into a convolution is compared with the bare one
   */
  static List<Target> of(Comparison row, List<Comparison> rows) {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (Rule rule : RULES) {
      if (rule.rows.matcher(row.group() + ": " + row.row()).find()) {
        rule.reached
            .apply(row)
            .ifPresent(
                reached ->
                    targets.putIfAbsent(
                        rule.measure, new Target(rule.measure, rule.least, reached)));
      }
    }
    if (row.row().contains(FUSED)) {
      String bare = row.row().replace(FUSED, "");
      rows.stream()
          .filter(other -> other.row().equals(bare) && other.threads() == row.threads())
          .findFirst()
          .ifPresent(other -> targets.put("bare / fused", ofFused(row, other)));
    }
    return List.copyOf(targets.values());
  }

  private static Target ofFused(Comparison fused, Comparison bare) {
    Function<Comparison, Double> time = row -> row.byPeer().get(SarviPeer.NAME).median();
    return new Target("bare / fused", 0.95, time.apply(bare) / time.apply(fused));
  }

  boolean isMet() {
    return reached >= least;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.2f of %s", measure, reached, least);
  }
}

package dev.sarvi.keras;

import dev.sarvi.keras.LayerGoldensTest.Golden;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;

/** docs/layers.md: every layer, and how close it is to Keras. */
final class LayerPage {
  /** The page. */
  static final Path FILE = Path.of("../docs/layers.md");

  private static final String HEAD =
      """
      # The layers

      Every layer, with the number of cases in which real Keras computed it (`interop/make_*_goldens.py`) and the largest differences from that in float32: of outputs and new
      statistics, and of the gradients of inputs and weights. A difference is relative to the number, or to the largest one where the number is small (at most 1); what is stated is a bound.

      This page is made from the goldens, and a test fails where a layer is missing or a difference is larger than stated:

      ```sh
      mvn -pl keras -am test -Dtest=LayerPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dsarvi.page=write
      ```

      | layer | read | run | trained | written | cases | outputs | gradients |
      |---|---|---|---|---|---|---|---|
      """;

  private LayerPage() {}

  /** One line of the table. */
  record Row(String layer, int cases, Difference outputs, Difference gradients) {
    /** As it is printed. Two layers have no case, for a reason that stands in their line. */
    String text() {
      String written = layer.equals("ThresholdedReLU") ? "as ReLU, Keras 3 having none" : "yes";
      String bounds =
          cases == 0 ? "|  | " : "| %s | %s".formatted(outputs.bound(), gradients.bound());
      return "| %s | yes | yes | yes | %s | %d %s |".formatted(layer, written, cases, bounds);
    }

    /** All that is not a difference. */
    String known() {
      return text().replaceAll("( \\| [0-9einf-]*){2} \\|$", "");
    }
  }

  /** The whole page. */
  static String text(List<Row> rows) {
    StringBuilder text = new StringBuilder(HEAD);
    rows.forEach(row -> text.append(row.text()).append('\n'));
    return text.toString();
  }

  /** The lines of its table. */
  static List<String> lines(String page) {
    return page.lines().filter(line -> line.matches("\\| [A-Z].*")).toList();
  }

  /** The table as it is now. */
  static List<Row> rows(List<Golden> goldens) {
    return Layers.known().stream()
        .map(LayerType::className)
        .map(name -> row(name, goldens))
        .toList();
  }

  private static Row row(String layer, List<Golden> goldens) {
    Row row = new Row(layer, 0, Difference.NONE, Difference.NONE);
    for (Golden golden : goldens) {
      if (golden.className().equals(layer) && golden.dtype() == DType.FLOAT32) {
        Differences found = new Differences();
        LayerGoldensTest.compare(golden, found);
        row =
            new Row(
                layer,
                row.cases() + 1,
                row.outputs().or(found.outputs),
                row.gradients().or(found.gradients));
      }
    }
    return row;
  }

  /** The largest differences of one case. */
  private static final class Differences implements LayerGoldensTest.Comparison {
    Difference outputs = Difference.NONE;
    Difference gradients = Difference.NONE;

    @Override
    public void of(Tensor actual, Tensor expected, String what) {
      Difference difference = Difference.of(actual, expected, what);
      if (what.contains("gradient")) {
        gradients = gradients.or(difference);
      } else {
        outputs = outputs.or(difference);
      }
    }
  }
}

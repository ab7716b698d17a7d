package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.layer.Layer;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The known networks, opened from their architecture, against real Keras. */
class NetworkGoldensTest {
  /** Between two orders of summation, both in float32; and so many times as far as Keras is. */
  private static final double PREDICTION = 1e-5;

  private static final double TIMES_KERAS = 4;

  /** Keras on TensorFlow rounds arguments such as Rescaling's to float32 in float64 as well. */
  private static final double STEP = 1e-5;

  static List<NetworkGolden> networks() {
    return NetworkGolden.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictsWhatKerasPredicts(NetworkGolden golden) {
    Difference difference = new NetworkRun(golden).prediction();
    double tolerance = Math.max(PREDICTION, TIMES_KERAS * golden.differenceOfKeras("outputs"));
    assertThat(difference.size()).as(difference.where()).isLessThan(tolerance);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsWhatKerasLearns(NetworkGolden golden) {
    Difference difference = new NetworkRun(golden).step();
    assertThat(difference.size()).as(difference.where()).isLessThan(STEP);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isTheSameWhenWrittenAndReadAgain(NetworkGolden golden) {
    Model model = golden.model(DType.FLOAT32);
    Model again = Keras.modelFromJson(Keras.toJson(model));
    assertThat(again.layers().stream().map(Layer::name))
        .containsExactlyElementsOf(model.layers().stream().map(Layer::name).toList());
    assertThat(Keras.toJson(again)).isEqualTo(Keras.toJson(model));
    assertThat(model.variables().stream().mapToInt(weight -> weight.shape().size()).sum())
        .isEqualTo(golden.parameters());
  }

  /** All but what is measured anew when the page is written: differences, times and memory. */
  @Test
  void pageHasTheseNetworks() throws IOException {
    if ("write".equals(System.getProperty("sarvi.page"))) {
      Files.writeString(NetworkPage.FILE, NetworkPage.text(networks()));
    }
    assertThat(NetworkPage.rows(Files.readString(NetworkPage.FILE)))
        .as("docs/networks.md; -Dsarvi.page=write writes it")
        .isEqualTo(networks().stream().map(NetworkPage::known).toList());
  }
}

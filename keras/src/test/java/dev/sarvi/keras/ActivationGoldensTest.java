package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.ActivationGoldens.Case;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation, in every floating type, against two backends of real Keras. */
class ActivationGoldensTest {
  private static final List<Case> CASES = ActivationGoldens.cases();

  static List<Case> cases() {
    return CASES;
  }

  @Test
  void everyActivationIsThereInEveryFloatingType() {
    for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64)) {
      Set<String> names =
          CASES.stream()
              .filter(one -> one.dtype() == dtype)
              .map(one -> one.activation().name())
              .collect(Collectors.toSet());
      assertThat(names).as("%s", dtype).containsAll(Activations.names());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isKeras(Case one) {
    check(one, one.output(), "output");
    check(one, one.gradient(), "gradient");
  }

  private static void check(Case one, List<ActivationPoint> points, String what) {
    for (ActivationPoint point : points) {
      assertThat(point.isExplained() || ActivationPoint.isUpstreamWrong(one.activation()))
          .as("%s of %s, %s", what, one, point)
          .isTrue();
    }
  }

  @Test
  void pageIsWhatTheGoldensSay() throws IOException {
    if ("write".equals(System.getProperty("sarvi.page"))) {
      Files.writeString(ActivationPage.FILE, ActivationPage.text(CASES));
    }
    assertThat(Files.readString(ActivationPage.FILE))
        .as("docs/activations.md; -Dsarvi.page=write writes it")
        .isEqualTo(ActivationPage.text(CASES));
  }
}

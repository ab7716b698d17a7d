package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.activation.Activations;
import org.junit.jupiter.api.Test;

class SarviTest {
  @Test
  void helpListsTheCommands() {
    Run run = Run.of("--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("plot", "layers", "Exit codes");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void versionSaysWhichJava() {
    assertThat(Run.of("--version").out())
        .startsWith("sarvi ")
        .contains("Java " + Runtime.version());
  }

  @Test
  void wrongUsageIsOneLineAndTwo() {
    assertThat(Run.of("layers", "--foo"))
        .isEqualTo(new Run(2, "", "error: Unknown option: '--foo' (see: sarvi layers --help)\n"));
    assertThat(Run.of("nonsense").code()).isEqualTo(2);
    assertThat(Run.of().code()).isEqualTo(2);
  }

  @Test
  void debugShowsWhere() {
    assertThat(Run.of("--debug", "layers", "Foo").err()).contains("at dev.sarvi.cli.");
    assertThat(Run.of("layers", "Foo", "--debug").err()).contains("at dev.sarvi.cli.");
    assertThat(Run.of("layers", "Foo").err()).hasLineCount(1);
  }

  @Test
  void layersListsAllAndDescribesEach() {
    String list = Run.of("layers").out();
    for (LayerType<?> type : Layers.known()) {
      assertThat(list).contains(type.className());
      Run one = Run.of("layers", type.className());
      assertThat(one.code()).as(one.err()).isZero();
      assertThat(one.out()).startsWith(type.className());
    }
    for (String name : Activations.names()) {
      assertThat(list).contains(name);
      assertThat(Run.of("layers", name).out()).contains("value");
    }
  }

  @Test
  void layersPrintsFormulaSlopeAndDefaults() {
    assertThat(Run.of("layers", "LeakyReLU").out())
        .containsSubsequence("value", "negative_slope·x", "slope", "negative_slope", "0.3");
    assertThat(Run.of("layers", "ReLU(max_value=6, threshold=0.5)").out())
        .containsSubsequence("x > threshold", "max_value", "6.0", "threshold", "0.5");
    assertThat(Run.of("layers", "PReLU").out()).contains("Zeros()", "None");
    assertThat(Run.of("layers", "Activation").out()).contains("required");
  }
}

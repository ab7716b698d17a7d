package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void numbersWhatIsRepeated() {
    assertThat(Names.unique(List.of("a", "b", "a", "a"))).containsExactly("a", "b", "a_1", "a_2");
  }

  @Test
  void evadesANameThatIsTaken() {
    assertThat(Names.unique(List.of("a", "a_1", "a", "a_1")))
        .containsExactly("a", "a_1", "a_2", "a_1_1");
    assertThat(Names.unique(List.of())).isEmpty();
  }
}

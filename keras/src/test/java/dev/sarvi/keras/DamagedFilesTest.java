package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Mode;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedFilesTest {
  @TempDir Path folder;

  static Stream<JsonObject> damaged() {
    List<JsonObject> files = new ArrayList<>();
    Goldens.json("models/damaged/index.json")
        .getAsJsonArray()
        .forEach(file -> files.add(file.getAsJsonObject()));
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void isRefusedByNameAndQuickly(JsonObject damaged) {
    String id = damaged.get("id").getAsString();
    Path file = Goldens.file("models/damaged/" + id + ".keras");
    KerasFileException refusal =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> Assertions.assertThrows(KerasFileException.class, () -> Keras.load(file)));
    assertThat(refusal).hasMessageContaining(id + ".keras");
    for (JsonElement name : damaged.getAsJsonArray("names")) {
      assertThat(refusal).hasMessageContaining(name.getAsString());
    }
    assertThat(refusal.getMessage()).hasSizeLessThan(2000).doesNotContain("\n");
  }

  @Test
  void flippedBitsAreFoundOrChangeNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(Goldens.file("models/every-activation-layer.keras"));
    Path file = folder.resolve("flipped.keras");
    Files.write(file, bytes);
    Tensor input = Npz.read(Goldens.file("models/every-activation-layer.npz")).get("input_0");
    Tensor expected = predict(file, input);
    Random random = new Random(17);
    for (int i = 0; i < 300; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      try {
        assertThat(predict(file, input).sameBits(expected)).isTrue();
      } catch (KerasFileException e) {
        assertThat(e).hasMessageContaining("flipped.keras");
      }
    }
  }

  private static Tensor predict(Path file, Tensor input) {
    Model model = Keras.load(file);
    return model.call(List.of(input), Mode.INFERENCE).output();
  }

  @Test
  void everyBeginningIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Goldens.file("models/dense.keras"));
    Path file = folder.resolve("short.keras");
    for (int length = 0; length < bytes.length; length += 97) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Keras.load(file)).isInstanceOf(KerasFileException.class);
    }
  }

  @Test
  void otherThingsAreNamed() {
    assertThatThrownBy(() -> Keras.load(folder.resolve("none.keras")))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("none.keras")
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> Keras.load(folder))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("a folder");
  }
}

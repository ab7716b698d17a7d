package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.layer.Layer;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.sarvi.keras.WrittenFormsTest#models")
  void tellsWhatAModelOpensTo(String id) {
    Path file = Goldens.file("models/" + id + ".keras");
    Inspection found = Keras.inspect(file);
    assertThat(found.form()).isEqualTo("model (.keras)");
    assertThat(found.obstacles()).isEmpty();
    Model model = Keras.load(file);
    List<String> names =
        found.layers().stream()
            .filter(layer -> layer.depth() == 0)
            .filter(
                layer -> !(model instanceof Sequential && layer.className().equals("InputLayer")))
            .map(Inspection.FoundLayer::name)
            .toList();
    assertThat(names).isEqualTo(model.layers().stream().map(Layer::name).toList());
    long numbers =
        found.weights().stream()
            .filter(weight -> !weight.path().startsWith("/optimizer"))
            .mapToLong(Inspection.FoundWeight::size)
            .sum();
    assertThat(numbers)
        .isEqualTo(model.variables().stream().mapToLong(v -> v.shape().size()).sum());
  }

  @Test
  void tellsVersionAndCompilation() {
    Inspection found = Keras.inspect(Goldens.file("models/trained.keras"));
    assertThat(found.facts())
        .containsEntry("Keras version", "3.15.1")
        .containsKeys("saved", "compiled");
    assertThat(found.weights().get(0).type()).isEqualTo("float32");
  }

  @Test
  void namesEveryLayerThatCannotBeOpened() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        Keras.toJson(Keras.load(Goldens.file("models/every-activation-layer.keras")))
            .replace("\"class_name\":\"ELU\"", "\"class_name\":\"Strange\"")
            .replace("\"class_name\":\"Softmax\"", "\"class_name\":\"Lambda\""));
    Inspection found = Keras.inspect(folder);
    assertThat(found.obstacles())
        .anyMatch(line -> line.contains("Strange"))
        .anyMatch(line -> line.contains("Lambda"));
    assertThat(found.layers()).anyMatch(layer -> layer.className().equals("Strange"));
  }

  @Test
  void tellsOfWeightsThatDoNotFit() throws IOException {
    Path file = folder.resolve("model.weights.h5");
    Keras.saveWeights(Keras.load(Goldens.file("models/trained.keras")), file);
    Inspection alone = Keras.inspect(file);
    assertThat(alone.form()).isEqualTo("weights alone, of Keras 3 (.weights.h5)");
    assertThat(alone.weights()).isNotEmpty();
    assertThat(alone.obstacles()).singleElement().asString().contains("loadWeights");
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    Files.move(file, unpacked.resolve("model.weights.h5"));
    Files.writeString(
        unpacked.resolve("config.json"),
        Keras.toJson(Keras.load(Goldens.file("models/dense.keras"))));
    assertThat(Keras.inspect(unpacked).obstacles())
        .singleElement()
        .asString()
        .contains("weight kernel");
  }

  @Test
  void takesNoMemoryForWeights() throws IOException {
    String config =
        Keras.toJson(Keras.load(Goldens.file("models/dense.keras")))
            .replace("\"units\":3", "\"units\":1000000000");
    Files.writeString(folder.resolve("config.json"), config);
    GroupBuilder weights = new GroupBuilder();
    weights.group("vars");
    AtomicFile.write(folder.resolve("model.weights.h5"), out -> Hdf5.write(weights, out));
    assertThat(Keras.inspect(folder).obstacles()).singleElement().asString().contains("2^31");
  }

  @Test
  void otherFilesAreNoModels() throws IOException {
    for (String text : List.of("", "hello", "PK\3\4", "{\"a\":1}", "\u0089HDF\r\n\u001a\n")) {
      Path file = folder.resolve("other");
      Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(Keras.inspect(file).obstacles()).as(text).isNotEmpty();
    }
    assertThat(Keras.inspect(Files.createDirectory(folder.resolve("empty"))).obstacles())
        .hasSize(1);
    assertThatThrownBy(() -> Keras.inspect(folder.resolve("none")))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("no such file");
  }
}

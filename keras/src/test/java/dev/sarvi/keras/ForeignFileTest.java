package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not Keras's is recognised by its content, and refused with the advice that helps. */
class ForeignFileTest {
  @TempDir Path folder;

  private static void assertRefused(byte[] bytes, String what) {
    assertThatThrownBy(() -> Keras.load(bytes, LoadOptions.DEFAULT))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("the given bytes")
        .hasMessageContaining(what)
        .message()
        .doesNotContain("\n");
  }

  static Stream<Arguments> beginnings() {
    return Stream.of(
        arguments("", "an empty file"),
        arguments("version https://git-lfs.github.com/spec/v1", "git lfs pull"),
        arguments("<!DOCTYPE html><html>", "a web page"),
        arguments("  <html lang=\"en\">", "a web page"),
        arguments("{\"class_name\": \"Sequential\"}", "architecture"),
        arguments("\u0018\0\0\0TFL3\0\0\0\0", "TensorFlow Lite"),
        arguments("\u0008\u0001\u0012\u0004abcd", "SavedModel"),
        arguments("\u0008\u0007\u0012\u0007pytorch", "ONNX"),
        arguments("\u0080\u0002}q\0.", "Python pickle"),
        arguments("\u001f\u008b\u0008\0\0\0\0\0", "gzip"),
        arguments("@\0\0\0\0\0\0\0{\"weight\":{}}", "safetensors"),
        arguments("something else", "a zip archive"),
        arguments("P", "a zip archive"));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void otherFilesAreNamed(String content, String what) {
    assertRefused(content.getBytes(StandardCharsets.ISO_8859_1), what);
  }

  @ParameterizedTest
  @CsvSource({
    "archive/data.pkl,PyTorch",
    "model/saved_model.pb,SavedModel",
    "x.npy,Npz.read",
    "other.txt,config.json"
  })
  void otherArchivesAreNamed(String member, String what) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(1);
    }
    assertRefused(bytes.toByteArray(), what);
  }

  @Test
  void aSavedModelsFolderIsNamed() throws IOException {
    Files.write(folder.resolve("saved_model.pb"), new byte[] {8, 1});
    assertThatThrownBy(() -> Keras.load(folder))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("SavedModel")
        .hasMessageContaining("tf_keras");
  }

  @Test
  void weightsAloneAreNoModel() {
    Path weights = folder.resolve("m.weights.h5");
    Keras.saveWeights(new Sequential().add(Input.of(2)).add(new Dense(3)), weights);
    assertThatThrownBy(() -> Keras.load(weights))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("Keras.loadWeights");
  }

  @Test
  void aWholeModelsWeightsGoIntoAnother() {
    var model = new Sequential().add(Input.of(2)).add(new Dense(3));
    var other = new Sequential().add(Input.of(2)).add(new Dense(3));
    for (String name : new String[] {"m.keras", "m.h5", "m.weights.h5"}) {
      Path file = folder.resolve(name);
      if (name.contains("weights")) {
        Keras.saveWeights(model, file);
      } else {
        Keras.save(model, file);
      }
      other.variables().get(0).assign(Tensor.zeros(other.variables().get(0).shape()));
      Keras.loadWeights(other, file);
      assertThat(other.variables().get(0).value().sameBits(model.variables().get(0).value()))
          .isTrue();
    }
  }
}

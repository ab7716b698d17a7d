package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that Keras of ten years wrote, with what each of them computed. */
class CorpusTest {
  @TempDir Path folder;

  /** A file of the corpus. */
  record Entry(Path folder, String writer, String version, JsonObject json) {
    String form() {
      return json.get("form").getAsString();
    }

    byte[] bytes(String key) throws IOException {
      Path file = folder.resolve(json.get(key).getAsString());
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        return in.readAllBytes();
      }
    }

    List<Tensor> values(String kind) {
      Map<String, Tensor> all = Npz.read(folder.resolve(json.get("values").getAsString()));
      List<Tensor> found = new ArrayList<>();
      while (all.containsKey(kind + "_" + found.size())) {
        found.add(all.get(kind + "_" + found.size()));
      }
      return found;
    }

    @Override
    public String toString() {
      return writer + " " + version + " " + json.get("file").getAsString();
    }
  }

  static List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Goldens.file("corpus"))) {
      for (Path folder : folders.sorted().toList()) {
        JsonObject index =
            Goldens.json("corpus/" + folder.getFileName() + "/index.json").getAsJsonObject();
        for (JsonElement file : index.getAsJsonArray("files")) {
          String writer = index.get("writer").getAsString();
          String version = index.get("version").getAsString();
          entries.add(new Entry(folder, writer, version, file.getAsJsonObject()));
        }
      }
    }
    return entries;
  }

  private Model read(Entry entry) throws IOException {
    byte[] bytes = entry.bytes("file");
    if (entry.form().equals("json")) {
      return Keras.modelFromJson(new String(bytes, StandardCharsets.UTF_8));
    }
    if (!entry.json().has("architecture")) {
      return Keras.load(bytes, LoadOptions.DEFAULT);
    }
    String architecture = new String(entry.bytes("architecture"), StandardCharsets.UTF_8);
    Model model = Keras.modelFromJson(architecture);
    Path weights = Files.write(folder.resolve("weights"), bytes);
    Keras.loadWeights(model, weights);
    return model;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void computesWhatKerasComputed(Entry entry) throws IOException {
    Model model = read(entry);
    List<Tensor> outputs = model.predict(entry.values("input"), 32);
    List<Tensor> expected = entry.values("output");
    assertThat(outputs).hasSameSizeAs(expected);
    for (int i = 0; i < outputs.size(); i++) {
      if (entry.form().equals("json")) {
        assertThat(outputs.get(i).shape()).isEqualTo(expected.get(i).shape());
      } else {
        double tolerance = Goldens.tolerance(expected.get(i).dtype());
        Goldens.assertClose(outputs.get(i), expected.get(i), tolerance, entry + " " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isContinuedWhereItWasLeft(Entry entry) throws IOException {
    if (entry.json().has("architecture") || entry.form().equals("json")) {
      return;
    }
    Model model = read(entry);
    assertThat(model.reasonNotCompiled()).isEmpty();
    assertThat(model.compilation()).isPresent();
    assertThat(model.compilation().get().optimizer().learningRate()).isEqualTo((double) 0.01f);
    boolean withoutState = entry.version().startsWith("2.12") && entry.form().equals("keras");
    if (withoutState || entry.version().startsWith("1.")) {
      return; // Keras 2.12 writes none into this form; that of Keras 1 cannot be assigned
    }
    var state = model.compilation().get().optimizer().state();
    assertThat(state.iterations()).isEqualTo(1);
    assertThat(state.slots()).isNotEmpty();
  }

  private static boolean hasOldHardSigmoid(Model model) {
    return model.layers().stream()
        .anyMatch(layer -> layer.config().toString().contains("hard_sigmoid[slope=0.2]"));
  }

  /** What is written of a file says the same when it is read again, to the last bit. */
  @ParameterizedTest
  @MethodSource("entries")
  void staysTheSameWrittenAndRead(Entry entry) throws IOException {
    Model model = read(entry);
    Path written = folder.resolve("written.keras");
    if (hasOldHardSigmoid(model)) {
      assertThatThrownBy(() -> Keras.save(model, written))
          .isInstanceOf(KerasFileException.class)
          .hasMessageContaining("hard_sigmoid[slope=0.2]");
      return; // Keras 3 has no form for it
    }
    Keras.save(model, written);
    Model again = Keras.load(written);
    assertThat(Keras.toJson(again)).isEqualTo(Keras.toJson(model));
    assertThat(again.variables()).hasSameSizeAs(model.variables());
    for (int i = 0; i < model.variables().size(); i++) {
      Variable before = model.variables().get(i);
      Variable after = again.variables().get(i);
      assertThat(after.path()).isEqualTo(before.path());
      assertThat(after.isTrainable()).as(after.path()).isEqualTo(before.isTrainable());
      assertThat(after.value().sameBits(before.value())).as(after.path()).isTrue();
    }
  }
}

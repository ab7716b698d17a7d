package dev.sarvi.keras;

import com.google.gson.JsonObject;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.model.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a {@code .keras} file. */
final class KerasFileWriter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'@'HH:mm:ss", Locale.ROOT);

  private KerasFileWriter() {}

  /** Takes the model as it is now, then writes it. */
  static void write(Model model, Path file, SaveOptions options) {
    JsonObject config = ModelConfig.of(model, options);
    GroupBuilder weights = WeightsWriter.tree(model, options);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("keras_version", ModelConfig.KERAS_VERSION);
    metadata.addProperty("date_saved", DATE.format(LocalDateTime.now(ZoneId.systemDefault())));
    AtomicFile.write(
        file,
        out -> {
          StoredZip zip = new StoredZip(out);
          zip.add(KerasFile.METADATA, member -> write(metadata, member));
          zip.add(KerasFile.CONFIG, member -> write(config, member));
          zip.add(KerasFile.WEIGHTS, member -> Hdf5.write(weights, member));
          if (options.check().isPresent()) {
            CheckMembers.add(options.check().get(), zip);
          }
          zip.finish();
        });
  }

  private static void write(JsonObject json, OutputStream out) throws IOException {
    out.write(ModelConfig.text(json).getBytes(StandardCharsets.UTF_8));
  }
}

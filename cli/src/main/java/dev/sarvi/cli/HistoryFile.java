package dev.sarvi.cli;

import dev.sarvi.keras.AtomicFile;
import dev.sarvi.train.History;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Keras's history in JSON: {@code {"loss": [0.5, 0.25], "accuracy": [0.75, 0.875]}}. */
final class HistoryFile {
  private HistoryFile() {}

  /** Writes it; what is no number is spelled as Python does, {@code NaN} and {@code Infinity}. */
  static void write(History history, Path file) {
    String json =
        history.asMap().entrySet().stream()
            .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}\n"));
    AtomicFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }
}

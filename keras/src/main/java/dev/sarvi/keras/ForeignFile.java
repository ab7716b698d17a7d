package dev.sarvi.keras;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Files that are not Keras's, but are often taken for them; each with the advice that helps. */
enum ForeignFile {
  EMPTY("an empty file", "it may not have been copied to its end"),
  GIT_LFS("a pointer of Git LFS, not the file itself", "run git lfs pull"),
  HTML("a web page", "the download went to a page about the file, not to the file"),
  SAVED_MODEL(
      "a TensorFlow SavedModel",
      "open it in Python with Keras 2 (tf_keras.models.load_model) and save it as .keras or .h5"),
  TFLITE("a TensorFlow Lite model", "it cannot be turned back; take the model it was made of"),
  ONNX("an ONNX model", "run it with ONNX Runtime, or take the Keras model it was made of"),
  PYTORCH("a PyTorch file", "its weights have to be copied into a Keras model in Python"),
  PICKLE("a Python pickle", "it can run code and is never opened; save with model.save instead"),
  SAFETENSORS("a safetensors file", "it holds weights alone; copy them into a Keras model"),
  GZIP("a gzip archive", "unpack it first"),
  ARRAYS("a NumPy archive of arrays", "open it with Npz.read"),
  JSON(
      "an architecture without weights",
      "use Keras.modelFromJson, then Keras.loadWeights for its weights");

  private static final int BEGINNING = 512;

  private final String what;
  private final String advice;

  ForeignFile(String what, String advice) {
    this.what = what;
    this.advice = advice;
  }

  KerasFileException refusal(String name) {
    return KerasFileException.unexpected(
        name, "a Keras model: a .keras or .h5 file", what + "; " + advice);
  }

  /** Refuses a file that begins as one of them does. */
  static void refuse(Source source) throws IOException {
    byte[] bytes = source.read(0, (int) Math.min(BEGINNING, source.size())).array();
    ForeignFile found = begins(bytes);
    if (found != null) {
      throw found.refusal(source.name());
    }
  }

  /** Refuses an archive of something else. */
  static void refuse(ZipArchive archive, String name) {
    List<String> names = archive.members().stream().map(ZipMember::name).toList();
    if (names.contains(KerasFile.CONFIG)) {
      return;
    }
    if (names.stream().anyMatch(member -> member.matches("(.*/)?data\\.pkl"))) {
      throw PYTORCH.refusal(name);
    }
    if (names.stream().anyMatch(member -> member.matches("(.*/)?saved_model\\.pb"))) {
      throw SAVED_MODEL.refusal(name);
    }
    if (!names.isEmpty() && names.stream().allMatch(member -> member.endsWith(".npy"))) {
      throw ARRAYS.refusal(name);
    }
  }

  private static ForeignFile begins(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String start = text.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
    String lower = start.toLowerCase(Locale.ROOT);
    if (bytes.length == 0) {
      return EMPTY;
    } else if (start.startsWith("version https://git-lfs")) {
      return GIT_LFS;
    } else if (lower.startsWith("<!doctype") || lower.startsWith("<html")) {
      return HTML;
    } else if (start.startsWith("{")) {
      return JSON;
    } else if (text.startsWith("TFL3", 4)) {
      return TFLITE;
    } else if (text.startsWith("{\"", 8)) {
      return SAFETENSORS;
    }
    return beginsWithBytes(bytes);
  }

  private static ForeignFile beginsWithBytes(byte[] bytes) {
    int first = at(bytes, 0);
    int second = at(bytes, 1);
    if (first == 0x1f && second == 0x8b) {
      return GZIP;
    } else if (first == 0x80 && second >= 2 && second <= 5) {
      return PICKLE;
    }
    boolean protobuf = first == 0x08 && second < 0x20 && at(bytes, 2) == 0x12;
    if (protobuf) {
      return second == 1 ? SAVED_MODEL : ONNX; // a schema of version 1; ONNX began with 3
    }
    return null;
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xff : -1;
  }
}

package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that real Keras made, and how closely they are met. */
final class Goldens {
  private Goldens() {}

  static Path file(String path) {
    try {
      return Path.of(Goldens.class.getResource("/" + path).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static JsonElement json(String path) {
    try {
      return JsonParser.parseString(Files.readString(file(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The largest difference that the element type allows, relative to the largest numbers. */
  static double tolerance(DType dtype) {
    return dtype == DType.FLOAT32 ? 1e-5 : 1e-12;
  }

  /** The largest number, those left out that are as good as infinite. */
  static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.size(); i++) {
      double value = Math.abs(tensor.at(i));
      largest = value < 1e6 ? Math.max(largest, value) : largest;
    }
    return largest;
  }

  /** Compares all numbers; NaN and the infinities must be the same. */
  static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
    assertClose(actual, expected, tolerance, largest(expected), what);
  }

  /**
   * The same.
   *
   * @param largest of which small numbers may be a part of the tolerance away
   */
  static void assertClose(
      Tensor actual, Tensor expected, double tolerance, double largest, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.at(i);
      double a = actual.at(i);
      double allowed = tolerance * Math.max(Math.abs(e), Math.min(1, largest));
      boolean close = Double.isNaN(e) ? Double.isNaN(a) : e == a || Math.abs(e - a) <= allowed;
      assertThat(close)
          .as("%s at %d of %s: expected %s, received %s", what, i, expected.shape(), e, a)
          .isTrue();
    }
  }
}

package dev.sarvi.hdf5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The files that h5py wrote (interop/make_hdf5_fixtures.py), and files of our own in memory. */
final class Fixtures {
  /** Written by h5py or Keras; each has a listing, named by what stands before the dash. */
  static final List<String> READABLE =
      List.of(
          "keras_like-earliest",
          "keras_like-v108",
          "keras_like-latest",
          "types-earliest",
          "types-latest",
          "chunks-earliest",
          "chunks-latest",
          "dense-latest",
          "real_weights-keras",
          "real_legacy-keras");

  private Fixtures() {}

  static byte[] file(String name) {
    try (InputStream in = new GZIPInputStream(resource(name + ".h5.gz"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> listing(String name) {
    try (InputStream in = resource(name.substring(0, name.indexOf('-')) + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Fixtures.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("No fixture named " + name);
    }
    return in;
  }

  static byte[] written(GroupBuilder root) {
    var out = new ByteArrayOutputStream();
    try {
      Hdf5.write(root, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Hdf5Group read(byte[] file) {
    return Hdf5.read(ByteSource.of(file));
  }

  static Hdf5Group writtenAndRead(GroupBuilder root) {
    return read(written(root));
  }
}

package dev.sarvi.fuzz;

import dev.sarvi.keras.KerasFileException;
import dev.sarvi.keras.Npy;
import dev.sarvi.keras.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Arrays in NumPy's formats. */
public final class ArrayTarget {
  private static final Path FILE = temporary();

  private ArrayTarget() {}

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("sarvi-fuzz", ".npy");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Called by the fuzzer; whatever this throws is a finding. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    try {
      if (bytes.length > 0 && bytes[0] == 'P') {
        Npz.read(FILE);
      } else {
        Npy.read(FILE);
      }
    } catch (KerasFileException refused) {
      Refusals.check(refused);
    }
  }
}

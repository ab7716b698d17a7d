package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs is Java alone: no library of machine code travels with it. */
class NativeCodeTest {
  /** How executables and libraries of Linux, Windows and macOS begin. */
  private static final Set<Integer> MARKS =
      Set.of(0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe);

  @ParameterizedTest
  @ValueSource(classes = {Tensor.class, Hdf5.class, Keras.class, Gson.class})
  void noLibraryHoldsNativeCode(Class<?> inside) throws Exception {
    Path place = Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(place)) {
      found.addAll(nativeFiles(place));
    } else {
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
        found.addAll(nativeFiles(jar.getPath("/")));
      }
    }
    assertThat(found).as("native code in %s", place).isEmpty();
  }

  private static List<String> nativeFiles(Path root) throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files++;
        byte[] bytes = Files.readAllBytes(file);
        boolean marked = bytes.length >= 4 && MARKS.contains(ByteBuffer.wrap(bytes).getInt());
        boolean windows = bytes.length >= 2 && bytes[0] == 'M' && bytes[1] == 'Z';
        if (marked
            || windows
            || file.toString().matches(".*\\.(so|dll|dylib|jnilib|a|lib|exe)(\\..*)?")) {
          found.add(file.toString());
        }
      }
    }
    assertThat(files).isPositive();
    return found;
  }
}

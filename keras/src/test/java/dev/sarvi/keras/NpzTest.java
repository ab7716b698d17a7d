package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("data.npz");
  }

  private static byte[] npy(Tensor tensor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFormat.write(tensor, out);
    return out.toByteArray();
  }

  private void deflated(Map<String, byte[]> members) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
  }

  @Test
  void arraysComeBackInOrderBitForBit() throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("y", Tensor.of(Shape.of(2), Float.NaN, -0f));
    arrays.put("dense/kernel", Tensor.zeros(Shape.of(65, 65)));
    arrays.put("x", Tensor.of(Shape.of(), 1e300));
    Npz.write(arrays, file());
    Map<String, Tensor> read = Npz.read(file());
    assertThat(List.copyOf(read.keySet())).containsExactly("y", "dense/kernel", "x");
    arrays.forEach((name, tensor) -> assertThat(read.get(name).sameBits(tensor)).isTrue());
    try (ZipFile zip = new ZipFile(file().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED).hasSize(3);
      assertThat(zip.getInputStream(zip.getEntry("x.npy")).readAllBytes())
          .isEqualTo(npy(arrays.get("x")));
    }
  }

  @Test
  void compressedMembersAreRead() throws IOException {
    Tensor tensor = Tensor.zeros(Shape.of(4099, 3));
    deflated(Map.of("x.npy", npy(tensor)));
    assertThat(Npz.read(file()).get("x").sameBits(tensor)).isTrue();
  }

  @Test
  void nothingIsWrittenWhereWritingFails() throws IOException {
    Npz.write(Map.of("x", Tensor.zeros(Shape.of(1))), file());
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file(),
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("data.npz")
        .hasMessageContaining("No space left on device");
    assertThat(file()).hasBinaryContent(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void otherMembersAndOtherFilesAreRefused() throws IOException {
    deflated(Map.of("x.txt", new byte[] {1}));
    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("data.npz")
        .hasMessageContaining("x.txt");
    Files.write(file(), "not a zip archive, but long enough".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Npz.read(file()))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("expected a zip archive");
    Files.write(file(), new byte[0]);
    assertThatThrownBy(() -> Npz.read(file())).hasMessageContaining("an empty file");
  }

  @Test
  void everyDamageIsFound() throws IOException {
    Npz.write(Map.of("x", Tensor.of(Shape.of(3), 1f, 2f, 3f)), file());
    byte[] stored = Files.readAllBytes(file());
    deflated(Map.of("x.npy", npy(Tensor.of(Shape.of(3), 1f, 2f, 3f))));
    byte[] deflated = Files.readAllBytes(file());
    for (byte[] whole : List.of(stored, deflated)) {
      for (int length = 0; length < whole.length; length++) {
        Files.write(file(), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Npz.read(file())).isInstanceOf(KerasFileException.class);
      }
      Random random = new Random(13);
      for (int i = 0; i < 500; i++) {
        byte[] flipped = whole.clone();
        flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file(), flipped);
        try {
          Npz.read(file())
              .values()
              .forEach(tensor -> assertThat(tensor.floats()).containsExactly(1f, 2f, 3f));
        } catch (KerasFileException e) {
          assertThat(e).hasMessageContaining("data.npz");
        }
      }
    }
  }

  @Test
  void aMemberThatGrowsTooMuchIsRefused() throws IOException {
    deflated(Map.of("x.npy", npy(Tensor.zeros(Shape.of(1_000_000)))));
    LoadLimits limits = LoadLimits.DEFAULT.withFreeBytes(1000).withExpansion(100);
    try (ZipArchive archive = ZipArchive.open(Source.of(file()), limits)) {
      ZipMember member = archive.member("x.npy").orElseThrow();
      assertThatThrownBy(() -> archive.stream(member))
          .isInstanceOf(KerasFileException.class)
          .hasMessageContaining("at most 100 times");
    }
  }
}

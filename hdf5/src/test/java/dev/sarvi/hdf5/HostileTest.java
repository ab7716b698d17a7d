package dev.sarvi.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Damaged and hostile files end in one kind of exception, soon, and within a heap of 256 MB. */
@Timeout(120)
class HostileTest {
  private static final Hdf5Limits LIMITS = new Hdf5Limits(128, 16L << 20, 8L << 20, 100);

  @ParameterizedTest
  @FieldSource("dev.sarvi.hdf5.Fixtures#READABLE")
  void survivesTruncation(String name) {
    byte[] file = Fixtures.file(name);
    int endAt = file[8] == 0 ? 40 : 28; // where the superblock says how long the file is
    for (int size = 128; size < file.length; size += 64) {
      byte[] start = Arrays.copyOf(file, size);
      assertThatThrownBy(() -> Fixtures.read(start))
          .isInstanceOf(Hdf5Exception.class)
          .hasMessage(
              "The file is cut short: it should have %d bytes. Found: %d", file.length, size);
      ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).putLong(endAt, size);
      if (readable(start)) {
        // Only what nobody looks at stood behind: reserved space.
        assertThat(IntStream.range(size, file.length).map(i -> file[i])).containsOnly(0);
      }
    }
  }

  private static boolean readable(byte[] file) {
    try {
      Listing.of(TreeReader.read(ByteSource.of(file), LIMITS, false));
      return true;
    } catch (Hdf5Exception expected) {
      return false;
    }
  }

  /** Checksums would catch nearly all of these in newer files, so here they are not compared. */
  @ParameterizedTest
  @FieldSource("dev.sarvi.hdf5.Fixtures#READABLE")
  void survivesDamage(String name) {
    byte[] file = Fixtures.file(name);
    int[] used = usedBytes(file);
    int refused = 0;
    for (int seed = 0; seed < 100; seed++) {
      byte[] damaged = damaged(file, used, new Random(seed));
      try {
        refused += readable(damaged) ? 0 : 1;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("Fixture %s damaged with seed %d".formatted(name, seed), e);
      }
    }
    assertThat(refused).isBetween(10, 99);
  }

  @ParameterizedTest
  @FieldSource("dev.sarvi.hdf5.Fixtures#READABLE")
  void survivesDamageWithChecksums(String name) {
    byte[] file = Fixtures.file(name);
    int[] used = usedBytes(file);
    for (int seed = 1000; seed < 1025; seed++) {
      byte[] damaged = damaged(file, used, new Random(seed));
      try {
        Listing.of(Hdf5.read(ByteSource.of(damaged), LIMITS));
      } catch (Hdf5Exception expected) {
        assertThat(expected).hasMessageMatching("(?s).+");
      }
    }
  }

  /** Where damage is likely to matter: most of a file is reserved and zero. */
  private static int[] usedBytes(byte[] file) {
    return IntStream.range(8, file.length).filter(i -> file[i] != 0 && file[i] != ' ').toArray();
  }

  private static byte[] damaged(byte[] file, int[] used, Random random) {
    byte[] damaged = file.clone();
    ByteBuffer buffer = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = used[random.nextInt(used.length)];
      int inside = Math.min(at, file.length - 8);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 -> buffer.putLong(inside, random.nextInt(file.length));
        case 3 -> buffer.putLong(inside, -1L >>> random.nextInt(64));
        default -> buffer.putLong(inside, buffer.getLong(used[random.nextInt(used.length / 2)]));
      }
    }
    return damaged;
  }

  @Test
  void refusesACyclicTree() {
    var root = new GroupBuilder();
    for (int i = 0; i < 300; i++) {
      root.group("child" + i);
    }
    byte[] file = Fixtures.written(root);
    int tree = lastIndexOf(file, "TREE"); // the root of the root group's tree: level 1
    assertThat(file[tree + 5]).isEqualTo((byte) 1);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(tree + 32, tree);
    assertThatThrownBy(() -> Fixtures.read(file))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage("/: B-tree: expected each node once. Found: the node at %d again", tree);
  }

  @Test
  void refusesAGroupInsideItself() {
    var root = new GroupBuilder();
    root.group("a/b");
    byte[] file = Fixtures.written(root);
    int leaf = file.length; // the leaf of the group a holds b: make it hold the root
    for (int found = 0; found < 2; found++) {
      leaf = lastIndexOf(Arrays.copyOf(file, leaf), "SNOD");
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(leaf + 16, buffer.getLong(64));
    assertThatThrownBy(() -> Fixtures.read(file))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageStartingWith("/a/b: Expected each group in one place");
  }

  @Test
  void refusesGroupsTooDeep() {
    var root = new GroupBuilder();
    root.group("x/".repeat(128) + "x");
    assertThatThrownBy(() -> Fixtures.writtenAndRead(root))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageEndingWith("Expected at most 128 groups inside each other. Found: more");
    var deep = new Hdf5Limits(129, 1 << 20, 1 << 20, 1);
    assertThat(Hdf5.read(ByteSource.of(Fixtures.written(root)), deep).children()).hasSize(1);
  }

  @Test
  void refusesAHeapLargerThanTheFile() {
    var root = new GroupBuilder();
    root.group("a");
    byte[] file = Fixtures.written(root);
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(lastIndexOf(file, "HEAP") + 8, 1L << 62);
    assertThatThrownBy(() -> Fixtures.read(file))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageMatching("/: Local heap data: 4611686018427387904 bytes at .*beyond.*");
  }

  @Test
  void refusesAChunkThatInflatesWithoutEnd() throws IOException {
    var deflated = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(deflated)) {
      out.write(new byte[10_000_000]);
    }
    Filters filters = new Filters(List.of(new Filters.Filter(1)));
    ByteBuffer bomb = ByteBuffer.wrap(deflated.toByteArray());
    assertThatThrownBy(() -> filters.undo(bomb, 0, 4, 4096))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("Found: one that is longer or cut short");
  }

  @Test
  void refusesTextThatRepeatsTheSameBytes() {
    byte[] text = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    byte[] heap =
        new BlockBuilder()
            .ascii("GCOL")
            .u32(1)
            .u64(32 + text.length)
            .u32(1)
            .u32(0)
            .u64(text.length)
            .bytes(text)
            .toBytes();
    var blocks = new BlockReader(ByteSource.of(heap), LIMITS, true);
    var reader = new GlobalHeap(blocks);
    assertThatThrownBy(
            () -> {
              for (int length = 0; length < text.length; length++) {
                assertThat(reader.text(reference(text.length - length))).isNotEmpty();
              }
            })
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("exceed the limit of 16777216 bytes");
  }

  private static Cursor reference(int length) {
    byte[] bytes = new BlockBuilder().u32(length).u64(0).u32(1).toBytes();
    return new Cursor(ByteBuffer.wrap(bytes), "Reference");
  }

  /** A header of many attributes costs memory for each link that leads to it. */
  @Test
  void refusesALargeHeaderWithManyLinks() {
    var root = new GroupBuilder();
    var large = root.dataset("a", Elements.of(1f));
    for (int i = 0; i < 1000; i++) {
      large.attribute("attribute" + i, Elements.of(i));
    }
    for (int i = 0; i < 2000; i++) {
      root.dataset("b" + i, Elements.of(1f));
    }
    byte[] file = Fixtures.written(root);
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int first = text.indexOf("SNOD");
    for (int leaf = first; leaf >= 0; leaf = text.indexOf("SNOD", leaf + 1)) {
      for (int i = 0; i < buffer.getShort(leaf + 6); i++) {
        buffer.putLong(leaf + 16 + 40 * i, buffer.getLong(first + 16));
      }
    }
    assertThatThrownBy(() -> Fixtures.read(file))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("exceed the limit of 134217728 bytes");
  }

  @Test
  void limitsMetadata() {
    byte[] file = Fixtures.file("dense-latest");
    var tight = new Hdf5Limits(128, 10_000, 1 << 20, 100);
    assertThatThrownBy(() -> Hdf5.read(ByteSource.of(file), tight))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("exceed the limit of 10000 bytes");
    assertThatThrownBy(() -> new Hdf5Limits(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metadataBytes=0");
  }

  private static int lastIndexOf(byte[] file, String signature) {
    return new String(file, StandardCharsets.ISO_8859_1).lastIndexOf(signature);
  }
}

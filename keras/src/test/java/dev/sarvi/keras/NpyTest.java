package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("x.npy");
  }

  private Tensor read(String header, byte[] numbers) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + numbers.length);
    bytes
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII));
    Files.write(file(), bytes.putShort((short) text.length).put(text).put(numbers).array());
    return Npy.read(file());
  }

  private Tensor read(String descr, String shape, byte[] numbers) throws IOException {
    return read(
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(descr, shape),
        numbers);
  }

  private static byte[] longs(ByteOrder order, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
    bytes.asLongBuffer().put(values);
    return bytes.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 13, 65, 4099, 20_000})
  void whatIsWrittenIsReadBitForBit(int size) {
    float[] floats = new float[size];
    double[] doubles = new double[size];
    Random random = new Random(7);
    for (int i = 0; i < size; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
      doubles[i] = Double.longBitsToDouble(random.nextLong());
    }
    for (Tensor tensor :
        Arrays.asList(Tensor.of(Shape.of(size, 1), floats), Tensor.of(Shape.of(size), doubles))) {
      Npy.write(tensor, file());
      assertThat(Npy.read(file()).sameBits(tensor)).isTrue();
    }
  }

  @Test
  void scalarsHaveNoAxes() {
    Npy.write(Tensor.scalar(DType.FLOAT64, 2.5), file());
    assertThat(Npy.read(file()).shape()).isEqualTo(Shape.of());
    assertThat(Npy.read(file()).at(0)).isEqualTo(2.5);
  }

  @Test
  void theHeaderIsNumpysAndTheNumbersAreAligned() throws IOException {
    Npy.write(Tensor.zeros(Shape.of(3)), file());
    byte[] bytes = Files.readAllBytes(file());
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .isEqualTo(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }" + " ".repeat(60) + "\n");
    assertThat(bytes).hasSize(128 + 12);
  }

  @ParameterizedTest
  @CsvSource({
    "|u1, uint8, 255",
    "|i1, int8, -1",
    "|b1, bool, 1",
    "|?, bool, 1",
    "<u2, uint16, 65535",
    "<i2, int16, -1",
    ">i2, int16, -1",
    "<f2, float16, NaN",
    "<V2, bfloat16, NaN",
    "|V2, bfloat16, NaN",
    "<u4, uint32, 4294967295",
    "<i4, int32, -1",
    "<f4, float32, NaN",
    "<i8, int64, -1",
    "<u8, uint64, 18446744073709551616",
    ">f8, float64, NaN"
  })
  void everyTypeIsReadAsItself(String descr, String dtype, Double expected) throws IOException {
    DType type = DType.of(dtype);
    byte[] ones = new byte[type.bytes()];
    Arrays.fill(ones, (byte) 255);
    Tensor tensor = read(descr, "(1,)", ones);
    assertThat(tensor.dtype()).isEqualTo(type);
    assertThat(tensor.at(0)).isEqualTo(expected);
    Npy.write(tensor, file());
    assertThat(Npy.read(file()).sameBits(tensor)).isTrue();
  }

  @Test
  void bytesAreOrderedAsTheHeaderSays() throws IOException {
    assertThat(read(">f2", "()", new byte[] {0x3c, 0}).at(0)).isEqualTo(1);
    assertThat(read("<f2", "()", new byte[] {0, 0x3c}).at(0)).isEqualTo(1);
    assertThat(read("<V2", "()", new byte[] {(byte) 0x80, 0x3f}).at(0)).isEqualTo(1);
    assertThat(read(">i4", "(1,)", new byte[] {(byte) 0x80, 0, 0, 1}).array())
        .isEqualTo(new int[] {Integer.MIN_VALUE + 1});
    byte[] longs = longs(ByteOrder.BIG_ENDIAN, (1L << 53) + 1, Long.MIN_VALUE);
    assertThat(read(">i8", "(2,)", longs).array())
        .isEqualTo(new long[] {(1L << 53) + 1, Long.MIN_VALUE});
  }

  @Test
  void fortranOrderIsTurnedRound() throws IOException {
    byte[] numbers = new byte[24];
    for (int i = 0; i < 24; i++) {
      numbers[i] = (byte) i;
    }
    Tensor tensor = read("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4)}", numbers);
    assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3, 4));
    assertThat(tensor.get(0, 0, 0)).isEqualTo(0);
    assertThat(tensor.get(1, 0, 0)).isEqualTo(1);
    assertThat(tensor.get(0, 1, 0)).isEqualTo(2);
    assertThat(tensor.get(1, 2, 3)).isEqualTo(1 + 2 * 2 + 6 * 3);
    assertThat(read("{'descr': '|u1', 'fortran_order': True, 'shape': (0, 3)}", new byte[0]).size())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{'descr': '<f4'}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 4)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'extra': 'x'}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<U1', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os'),)}"
      })
  void otherHeadersAreRefused(String header) {
    byte[] numbers = header.contains("()") ? new byte[5] : new byte[4];
    assertThatThrownBy(() -> read(header, numbers))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("x.npy");
  }

  @Test
  void objectsAreNamed() {
    assertThatThrownBy(() -> read("|O", "(1,)", new byte[8])).hasMessageContaining("objects");
  }

  @Test
  void everyBeginningAndEveryFlipEndsInAnAnswerOrKerasFileException() throws IOException {
    Npy.write(Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f), file());
    byte[] bytes = Files.readAllBytes(file());
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Npy.read(file())).isInstanceOf(KerasFileException.class);
    }
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), flipped);
      try {
        assertThat(Npy.read(file()).size()).isLessThanOrEqualTo(16);
      } catch (KerasFileException e) {
        assertThat(e).hasMessageContaining("x.npy");
      }
    }
  }

  @Test
  void errorsOfTheFileSystemNameTheFile() {
    assertThatThrownBy(() -> Npy.read(folder.resolve("none.npy")))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("none.npy")
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> Npy.read(folder)).isInstanceOf(KerasFileException.class);
    assertThatThrownBy(() -> Npy.write(Tensor.zeros(Shape.of(1)), folder.resolve("no/x.npy")))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("x.npy");
    assertThatThrownBy(() -> Npy.write(Tensor.zeros(Shape.of(1)), folder))
        .isInstanceOf(KerasFileException.class);
  }
}

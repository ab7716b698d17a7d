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
    "|u1, 255",
    "|i1, -1",
    "|b1, 1",
    "<u2, 65535",
    "<i2, -1",
    "<f2, NaN",
    ">i2, -1",
    "|?, 1"
  })
  void smallTypesBecomeFloat32(String descr, float expected) throws IOException {
    byte[] ones = new byte[descr.endsWith("2") ? 2 : 1];
    Arrays.fill(ones, (byte) 255);
    Tensor tensor = read(descr, "(1,)", ones);
    assertThat(tensor.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(tensor.floats()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0000, 0",
    "8000, -0",
    "3c00, 1",
    "c000, -2",
    "7bff, 65504",
    "0001, 5.9604645e-8",
    "8001, -5.9604645e-8",
    "03ff, 6.097555e-5",
    "0400, 6.1035156e-5",
    "7c00, Infinity",
    "fc00, -Infinity"
  })
  void halfFloatsAreExact(String bits, float expected) throws IOException {
    int half = Integer.parseInt(bits, 16);
    Tensor tensor = read(">f2", "()", new byte[] {(byte) (half >> 8), (byte) half});
    assertThat(tensor.floats()).containsExactly(expected);
  }

  @Test
  void integersStayExactOrAreRefused() throws IOException {
    ByteOrder little = ByteOrder.LITTLE_ENDIAN;
    Tensor labels = read("<i8", "(3,)", longs(little, -3, 1L << 24, 1L << 62));
    assertThat(labels.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(labels.floats()).containsExactly(-3f, 0x1p24f, 0x1p62f);
    Tensor large = read("<i8", "(2,)", longs(little, (1L << 24) + 1, Long.MIN_VALUE));
    assertThat(large.doubles()).containsExactly(16_777_217.0, -0x1p63);
    assertThatThrownBy(() -> read("<i8", "(1,)", longs(little, (1L << 53) + 1)))
        .isInstanceOf(KerasFileException.class)
        .hasMessageContaining("x.npy")
        .hasMessageContaining("9007199254740993");
    Tensor unsigned = read(">u8", "(2,)", longs(ByteOrder.BIG_ENDIAN, Long.MIN_VALUE, 5));
    assertThat(unsigned.floats()).containsExactly(0x1p63f, 5f);
    assertThatThrownBy(() -> read("<u8", "(1,)", longs(little, -1)))
        .hasMessageContaining("18446744073709551615");
    assertThat(read("<u4", "(1,)", new byte[] {0, 0, 0, (byte) 0x80}).floats())
        .containsExactly(0x1p31f);
    assertThat(read(">i4", "(1,)", new byte[] {(byte) 0x80, 0, 0, 0}).floats())
        .containsExactly(-0x1p31f);
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

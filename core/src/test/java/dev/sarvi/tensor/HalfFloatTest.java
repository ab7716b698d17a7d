package dev.sarvi.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The 16-bit floats, over all their values. */
class HalfFloatTest {
  private static final int MANY = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "FLOAT16, 3c00, 1",
    "FLOAT16, 0001, 5.9604645e-8",
    "FLOAT16, 8001, -5.9604645e-8",
    "FLOAT16, 03ff, 6.097555e-5",
    "FLOAT16, 0400, 6.1035156e-5",
    "FLOAT16, 7bff, 65504",
    "FLOAT16, 8000, -0",
    "FLOAT16, fc00, -Infinity",
    "BFLOAT16, 3f80, 1",
    "BFLOAT16, ff80, -Infinity",
    "BFLOAT16, 0001, 9.1835496e-41"
  })
  void values(HalfFloat format, String bits, float value) {
    short half = (short) Integer.parseInt(bits, 16);
    assertThat(format.toFloat(half)).isEqualTo(value);
    assertThat(format.of(value)).isEqualTo(half);
    assertThat(format.of((double) value)).isEqualTo(half);
  }

  @Test
  void whatIsTooLargeBecomesInfinityAndWhatIsTooSmallZero() {
    assertThat(HalfFloat.FLOAT16.of(65519.996f)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.FLOAT16.of(65520f)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloat.FLOAT16.of(0x1p-25f)).isEqualTo((short) 0);
    assertThat(HalfFloat.FLOAT16.of(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
    assertThat(HalfFloat.FLOAT16.of(-Float.MIN_VALUE)).isEqualTo((short) 0x8000);
    assertThat(HalfFloat.BFLOAT16.of(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
    assertThat(HalfFloat.BFLOAT16.of(Float.intBitsToFloat(0x7f80_0001))).isEqualTo((short) 0x7fc0);
    assertThat(HalfFloat.BFLOAT16.of(-Double.MAX_VALUE)).isEqualTo((short) 0xff80);
    assertThat(HalfFloat.FLOAT16.of(Double.MIN_VALUE)).isEqualTo((short) 0);
  }

  /** The nearest float is the middle of two halves, the double is not. */
  @Test
  void doublesAreRoundedOnce() {
    assertThat(HalfFloat.FLOAT16.of(1 + 0x1p-11 + 0x1p-40)).isEqualTo((short) 0x3c01);
    assertThat(HalfFloat.FLOAT16.of(1 + 0x1p-11 - 0x1p-40)).isEqualTo((short) 0x3c00);
    assertThat(HalfFloat.FLOAT16.of(1 + 3 * 0x1p-11 - 0x1p-40)).isEqualTo((short) 0x3c01);
    assertThat(HalfFloat.BFLOAT16.of(-1 - 0x1p-8 - 0x1p-40)).isEqualTo((short) 0xbf81);
  }

  /** Every value survives; the middle of two goes to the even one, its neighbours to the nearer. */
  @ParameterizedTest
  @EnumSource
  void everyHalf(HalfFloat format) {
    int infinity = format.of(Float.POSITIVE_INFINITY);
    for (int bits = 0; bits < infinity; bits++) {
      short half = (short) bits;
      float value = format.toFloat(half);
      short even = (short) ((bits & 1) == 0 ? bits : bits + 1);
      short next = (short) (bits + 1);
      boolean survives = format.of(value) == half && format.of(-value) == (short) (bits | 0x8000);
      assertThat(survives).as("round trip of %04x", bits).isTrue();
      if (bits + 1 < infinity) {
        double middle = (value + (double) format.toFloat(next)) / 2;
        boolean right =
            format.of(middle) == even
                && format.of(Math.nextDown(middle)) == half
                && format.of(Math.nextUp(middle)) == next;
        assertThat(right).as("rounding above %04x", bits).isTrue();
      }
    }
    for (int bits = infinity + 1; bits < 0x8000; bits++) {
      short quiet = (short) (bits | (format == HalfFloat.FLOAT16 ? 0x200 : 0x40));
      float value = format.toFloat((short) bits);
      assertThat(value).isNaN();
      assertThat(format.of(value)).as("payload of %04x", bits).isEqualTo(quiet);
    }
  }

  @Test
  void roundsAsNumPyDoes() {
    Map<String, String> goldens = goldens();
    assertThat(checksum(HalfFloat.FLOAT16, i -> HalfFloat.FLOAT16.of(floatAt(i))))
        .isEqualTo(goldens.get("float16 of floats"));
    assertThat(checksum(HalfFloat.BFLOAT16, i -> HalfFloat.BFLOAT16.of(floatAt(i))))
        .isEqualTo(goldens.get("bfloat16 of floats"));
    assertThat(checksum(HalfFloat.FLOAT16, i -> HalfFloat.FLOAT16.of(doubleAt(i))))
        .isEqualTo(goldens.get("float16 of doubles"));
    for (HalfFloat format : HalfFloat.values()) {
      ByteBuffer values = ByteBuffer.allocate(4 << 16).order(ByteOrder.LITTLE_ENDIAN);
      for (int bits = 0; bits < 1 << 16; bits++) {
        float value = format.toFloat((short) bits);
        values.putFloat(Float.isNaN(value) ? 0 : value);
      }
      assertThat(checksum(values))
          .isEqualTo(goldens.get("floats of " + DType.valueOf(format.name())));
    }
  }

  private static float floatAt(int i) {
    return Float.intBitsToFloat(i * 0x9e37_79b1);
  }

  private static double doubleAt(int i) {
    long wide = i * 0x9e37_79b9_7f4a_7c15L;
    long exponent = 1023 - 27 + (wide >>> 52) % 44;
    return Double.longBitsToDouble((wide & 0x800f_ffff_ffff_ffffL) | (exponent << 52));
  }

  private interface Halves {
    short at(int index);
  }

  private static String checksum(HalfFloat format, Halves halves) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * MANY).order(ByteOrder.LITTLE_ENDIAN);
    IntConsumer put =
        i -> {
          short half = halves.at(i);
          bytes.putShort(Float.isNaN(format.toFloat(half)) ? format.of(Float.NaN) : half);
        };
    for (int i = 0; i < MANY; i++) {
      put.accept(i);
    }
    return checksum(bytes);
  }

  private static String checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.flip());
    return "%08x".formatted(crc.getValue());
  }

  private static Map<String, String> goldens() {
    try (var in = HalfFloatTest.class.getResourceAsStream("halves.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

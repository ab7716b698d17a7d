package dev.sarvi.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every element type: what it holds, and how numbers are converted to it. */
class TensorTypesTest {
  private static final int[] SIZES = {0, 1, 13, 65, 4099};

  @ParameterizedTest
  @EnumSource
  void holdsItsNumbers(DType type) {
    assertThat(DType.of(type.toString())).isEqualTo(type);
    for (int size : SIZES) {
      Tensor zeros = Tensor.zeros(Shape.of(size), type);
      assertThat(zeros.dtype()).isEqualTo(type);
      assertThat(zeros.sameBits(Tensor.full(Shape.of(size), type, 0))).isTrue();
      Tensor ones = Tensor.full(Shape.of(size), type, 1);
      assertThat(ones.sameBits(zeros)).isEqualTo(size == 0);
      assertThat(Tensor.over(Shape.of(size), type, ones.array()).sameBits(ones)).isTrue();
      for (int i = 0; i < size; i++) {
        assertThat(ones.at(i)).isEqualTo(1);
      }
    }
  }

  /** Whole numbers from 0 to 1 (what a boolean holds) or to 100 are the same in every type. */
  @ParameterizedTest
  @EnumSource
  void convertsToAndFromEveryOtherType(DType type) {
    Random random = new Random(7);
    for (DType other : DType.values()) {
      int bound = type == DType.BOOL || other == DType.BOOL ? 2 : 101;
      for (int size : SIZES) {
        Tensor numbers =
            Tensor.of(Shape.of(size), random.ints(size, 0, bound).asDoubleStream().toArray());
        Tensor typed = numbers.cast(type);
        assertThat(typed.cast(other).dtype()).isEqualTo(other);
        assertThat(typed.cast(other).cast(DType.FLOAT64).sameBits(numbers)).isTrue();
        assertThat(typed.cast(type)).isSameAs(typed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "float16, 0.1, 0.0999755859375",
    "float16, 65519, 65504",
    "float16, 65520, Infinity",
    "bfloat16, 0.1, 0.10009765625",
    "float32, 0.1, 0.10000000149011612",
    "float64, 0.1, 0.1",
    "bool, 0.1, 1",
    "bool, NaN, 1",
    "bool, -0.0, 0",
    "int8, 1.9, 1",
    "int8, -1.9, -1",
    "int8, -0.5, 0",
    "int8, 128, 127",
    "int8, -1e9, -128",
    "uint8, 255.9, 255",
    "uint8, 256, 255",
    "uint8, -1, 0",
    "uint8, NaN, 0",
    "int16, 40000, 32767",
    "uint16, 65535, 65535",
    "uint16, 65536, 65535",
    "int32, 2147483647, 2147483647",
    "int32, 1e10, 2147483647",
    "uint32, 4294967295, 4294967295",
    "uint32, 1e10, 4294967295",
    "int64, 1e18, 1e18",
    "int64, -1e30, -9223372036854775808",
    "uint64, 1e19, 1e19",
    "uint64, -1, 0"
  })
  void rounds(String type, double value, double expected) {
    DType dtype = DType.of(type);
    assertThat(dtype.round(value)).isEqualTo(expected);
    assertThat(Tensor.scalar(dtype, value).at(0)).isEqualTo(expected);
    assertThat(Tensor.scalar(DType.FLOAT64, value).cast(dtype).at(0)).isEqualTo(expected);
  }

  @Test
  void theLargestOfTheLongIntegers() {
    assertThat(Tensor.scalar(DType.INT64, 1e30).array()).isEqualTo(new long[] {Long.MAX_VALUE});
    assertThat(Tensor.scalar(DType.UINT64, 1e30).array()).isEqualTo(new long[] {-1});
    assertThat(Tensor.over(Shape.of(1), DType.UINT64, new long[] {-1}).at(0)).isEqualTo(0x1p64);
    assertThat(Tensor.ofLongs(Shape.of(1), -5).at(0)).isEqualTo(-5);
  }

  @Test
  void printsNumbersAsTheirTypeHasThem() {
    assertThat(Tensor.of(Shape.of(2), 0.1, -0.0).cast(DType.FLOAT16))
        .hasToString("float16(2,)[0.099975586, -0.0]");
    assertThat(Tensor.ofInts(Shape.of(2), 3, -4)).hasToString("int32(2,)[3, -4]");
    assertThat(Tensor.over(Shape.of(1), DType.UINT8, new byte[] {-1}))
        .hasToString("uint8(1,)[255]");
    assertThat(Tensor.scalar(DType.FLOAT64, 0.1)).hasToString("float64()[0.1]");
  }

  @Test
  void functionsOfIntegersAreFloats() {
    Tensor scaled = Tensor.ofInts(Shape.of(3), 0, 64, 255).map(x -> x / 255);
    assertThat(scaled.floats()).containsExactly(0f, 64f / 255, 1f);
    Tensor half = Tensor.scalar(DType.BFLOAT16, 3).map(x -> x / 7);
    assertThat(half.sameBits(Tensor.scalar(DType.BFLOAT16, 3.0 / 7))).isTrue();
  }

  @Test
  void refusesTheArrayOfAnotherType() {
    assertThatThrownBy(() -> Tensor.scalar(DType.FLOAT16, 1).floats())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Expected a float32 tensor, which cast(DType.FLOAT32) gives. Received: float16()[1.0]");
    assertThatThrownBy(() -> Tensor.ofInts(Shape.of(1), 1).doubles())
        .hasMessageContaining("cast(DType.FLOAT64)");
    assertThatThrownBy(() -> Tensor.over(Shape.of(1), DType.FLOAT16, new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected float16 in short[]. Received: float[]");
    assertThatThrownBy(() -> Tensor.ofInts(Shape.of(2), 1))
        .hasMessageContaining("needs 2 values. Received: 1");
  }

  /** The same on every JDK: JDK 17 itself prints -1.17549435E-38. */
  @Test
  void numbersArePrintedInAsFewDigitsAsTellThemApart() {
    assertThat(DType.FLOAT32.text(-Float.MIN_NORMAL)).isEqualTo("-1.1754944E-38");
    assertThat(DType.FLOAT64.text(2.2E-322)).isEqualTo("2.2E-322");
    assertThat(DType.FLOAT64.text(Double.MIN_VALUE)).isEqualTo("4.9E-324");
    assertThat(DType.FLOAT32.text(0.1f)).isEqualTo("0.1");
    assertThat(DType.FLOAT32.text(1)).isEqualTo("1.0");
    assertThat(DType.FLOAT64.text(Double.NaN)).isEqualTo("NaN");
    assertThat(DType.FLOAT64.text(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    assertThat(DType.FLOAT32.text(-0.0)).isEqualTo("-0.0");
  }
}

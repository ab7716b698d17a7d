package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selects without branches choose as Java's comparisons do, whatever is compared. */
class FloatSelectsTest {
  private static final int RANDOM_BITS = 100;

  /** NaNs of both signs, and with other bits than Java's. */
  private static final int[] CORNERS = {
    0x7f800001, 0x7fc00000, 0x7fffffff, 0xff800001, 0xffc00000, 0xffffffff, 0x7f800000, 0xff800000,
    0x7f7fffff, 0xff7fffff, 0x00800000, 0x80800000, 0x007fffff, 0x807fffff, 0x00000001, 0x80000001,
    0x00000000, 0x80000000, 0x3f800000, 0xbf800000, 0x3f800001, 0xbf7fffff
  };

  static Stream<Integer> bits() {
    return IntStream.concat(IntStream.of(CORNERS), new Random(5).ints(RANDOM_BITS)).boxed();
  }

  @ParameterizedTest
  @MethodSource("bits")
  void selectsChooseAsComparisonsDo(int aBits) {
    float a = Float.intBitsToFloat(aBits);
    bits().map(Float::intBitsToFloat).forEach(b -> checkFloats(a, b));
    bits().map(Float::intBitsToFloat).forEach(b -> checkDoubles(a, b));
    // whose difference is not exact in float
    bits().forEach(b -> checkDoubles(wide(aBits), wide(b)));
  }

  /** A double with the same head, and more behind it. */
  private static double wide(int head) {
    return Double.longBitsToDouble((long) head << 32 | 12345);
  }

  private static void checkFloats(float a, float b) {
    assertThat(FloatSelects.less(a, b, -0f, 1)).as("%s < %s", a, b).isEqualTo(a < b ? -0f : 1);
    assertThat(FloatSelects.greater(a, b, 2, 1)).as("%s > %s", a, b).isEqualTo(a > b ? 2 : 1);
    assertThat(FloatSelects.lessOrEqual(a, b, 2, 1)).as("%s <= %s", a, b).isEqualTo(a <= b ? 2 : 1);
    assertThat(FloatSelects.greaterOrEqual(a, b, Float.MIN_VALUE, Float.NEGATIVE_INFINITY))
        .as("%s >= %s", a, b)
        .isEqualTo(a >= b ? Float.MIN_VALUE : Float.NEGATIVE_INFINITY);
  }

  private static void checkDoubles(double a, double b) {
    assertThat(DoubleSelects.less(a, b, -0d, 1)).as("%s < %s", a, b).isEqualTo(a < b ? -0d : 1);
    assertThat(DoubleSelects.greater(a, b, 2, 1)).as("%s > %s", a, b).isEqualTo(a > b ? 2 : 1);
    assertThat(DoubleSelects.lessOrEqual(a, b, 2, 1))
        .as("%s <= %s", a, b)
        .isEqualTo(a <= b ? 2 : 1);
    assertThat(DoubleSelects.greaterOrEqual(a, b, Double.MIN_VALUE, Double.NEGATIVE_INFINITY))
        .as("%s >= %s", a, b)
        .isEqualTo(a >= b ? Double.MIN_VALUE : Double.NEGATIVE_INFINITY);
  }
}

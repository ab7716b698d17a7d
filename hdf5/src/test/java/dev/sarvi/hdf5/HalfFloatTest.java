package dev.sarvi.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The 16-bit floats, over all their values. */
class HalfFloatTest {
  @Test
  void float16() {
    assertThat(HalfFloat.fromFloat16((short) 0x3c00)).isEqualTo(1f);
    assertThat(HalfFloat.fromFloat16((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(HalfFloat.fromFloat16((short) 0x8000)).isEqualTo(-0f);
    assertThat(HalfFloat.fromFloat16((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloat.toFloat16(65519.996f)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.toFloat16(65520f)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloat.toFloat16(0x1p-25f)).isEqualTo((short) 0);
    assertThat(HalfFloat.toFloat16(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
    assertThat(HalfFloat.toFloat16(Float.MIN_VALUE)).isEqualTo((short) 0);
    check(0x7c00, HalfFloat::fromFloat16, HalfFloat::toFloat16);
  }

  @Test
  void bfloat16() {
    assertThat(HalfFloat.fromBfloat16((short) 0x3f80)).isEqualTo(1f);
    assertThat(HalfFloat.toBfloat16(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
    assertThat(HalfFloat.toBfloat16(Float.intBitsToFloat(0x7f80_0001))).isEqualTo((short) 0x7fc0);
    check(0x7f80, HalfFloat::fromBfloat16, HalfFloat::toBfloat16);
  }

  private interface Widening {
    float apply(short half);
  }

  private interface Narrowing {
    short apply(float value);
  }

  /** Every value survives; the middle of two goes to the even one, its neighbours to the nearer. */
  private static void check(int infinity, Widening widening, Narrowing narrowing) {
    for (int bits = 0; bits < infinity; bits++) {
      short half = (short) bits;
      float value = widening.apply(half);
      short even = (short) ((bits & 1) == 0 ? bits : bits + 1);
      short next = (short) (bits + 1);
      if (narrowing.apply(value) != half || narrowing.apply(-value) != (short) (bits | 0x8000)) {
        assertThat(narrowing.apply(value)).as("round trip of %04x", bits).isEqualTo(half);
      }
      double middle = (value + (double) widening.apply(next)) / 2;
      if (bits + 1 < infinity && middle == (float) middle) {
        float at = (float) middle;
        boolean right =
            narrowing.apply(at) == even
                && (Math.nextDown(at) <= value || narrowing.apply(Math.nextDown(at)) == half)
                && narrowing.apply(Math.nextUp(at)) == next;
        assertThat(right).as("rounding above %04x", bits).isTrue();
      }
    }
    for (int bits = infinity + 1; bits < 0x8000; bits++) {
      float value = widening.apply((short) bits);
      assertThat(Float.isNaN(value)).isTrue();
      assertThat(Float.isNaN(widening.apply(narrowing.apply(value)))).isTrue();
    }
    assertThat(narrowing.apply(Float.POSITIVE_INFINITY)).isEqualTo((short) infinity);
  }
}

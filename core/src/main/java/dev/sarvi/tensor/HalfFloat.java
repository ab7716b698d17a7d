package dev.sarvi.tensor;

/**
 * A float of 16 bits, held in a {@code short}. Conversions go to the nearest, ties to even; what is
 * too large becomes infinite; a NaN keeps the front of its payload. (The JDK has such conversions
 * from version 20 on, and for one of the two formats only.)
 */
enum HalfFloat {
  /** IEEE 754 binary16: 5 bits of exponent, 10 of fraction. */
  FLOAT16 {
    @Override
    float toFloat(short half) {
      int sign = (half & 0x8000) << 16;
      int magnitude = half & 0x7fff;
      if (magnitude >= FLOAT16_INFINITY) {
        return Float.intBitsToFloat(sign | FLOAT_INFINITY | ((magnitude & 0x3ff) << 13));
      }
      if (magnitude < 0x400) {
        float subnormal = magnitude * 0x1p-24f;
        return sign == 0 ? subnormal : -subnormal;
      }
      return Float.intBitsToFloat(sign | ((magnitude << 13) + (112 << 23)));
    }

    @Override
    int ofMagnitude(int magnitude) {
      if (magnitude > FLOAT_INFINITY) {
        return 0x7e00 | ((magnitude >> 13) & 0x3ff);
      }
      if (magnitude < 113 << 23) {
        // Below 2^-14 halves are multiples of 2^-24: adding 0.5 rounds to them.
        float sum = Float.intBitsToFloat(magnitude) + 0.5f;
        return Float.floatToRawIntBits(sum) - Float.floatToRawIntBits(0.5f);
      }
      return Math.min(shiftRounding(magnitude, 13) - (112 << 10), FLOAT16_INFINITY);
    }
  },

  /** The upper half of a binary32: 8 bits of exponent, 7 of fraction. */
  BFLOAT16 {
    @Override
    float toFloat(short half) {
      return Float.intBitsToFloat(half << 16);
    }

    @Override
    int ofMagnitude(int magnitude) {
      return magnitude > FLOAT_INFINITY ? (magnitude >>> 16) | 0x40 : shiftRounding(magnitude, 16);
    }
  };

  private static final int FLOAT_INFINITY = 0x7f80_0000;
  private static final int FLOAT16_INFINITY = 0x7c00;

  /** The value, which a float holds exactly. */
  abstract float toFloat(short half);

  /** The nearest to the float of these bits, which has no sign. */
  abstract int ofMagnitude(int magnitude);

  /** The nearest to a float. */
  final short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) (((bits >>> 16) & 0x8000) | ofMagnitude(bits & 0x7fff_ffff));
  }

  /** The nearest to a double. */
  final short of(double value) {
    return of(toOdd(value));
  }

  /**
   * The double as a float, cut off and with its last bit set where something was cut off. It lies
   * on the same side of every half, and of the middle of every two, as the double: to round to the
   * nearest float first would not.
   */
  private static float toOdd(double value) {
    float nearest = (float) value;
    if (nearest == value || Double.isNaN(value)) {
      return nearest;
    }
    int bits = Float.floatToRawIntBits(nearest);
    boolean away = Math.abs((double) nearest) > Math.abs(value);
    return Float.intBitsToFloat((away ? bits - 1 : bits) | 1);
  }

  /** Divides by 2^shift, to nearest, ties to even. */
  private static int shiftRounding(int bits, int shift) {
    int odd = (bits >>> shift) & 1;
    return (bits + (1 << (shift - 1)) - 1 + odd) >>> shift;
  }
}

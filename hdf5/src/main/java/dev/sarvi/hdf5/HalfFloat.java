package dev.sarvi.hdf5;

/** Conversions to and from the two 16-bit floats; to nearest, ties to even. */
public final class HalfFloat {
  private static final int FLOAT_INFINITY = 0x7f80_0000;
  private static final int HALF_INFINITY = 0x7c00;

  private HalfFloat() {}

  /** The value of a binary16. */
  public static float fromFloat16(short half) {
    int sign = (half & 0x8000) << 16;
    int magnitude = half & 0x7fff;
    if (magnitude >= HALF_INFINITY) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY | ((magnitude & 0x3ff) << 13));
    }
    if (magnitude < 0x400) {
      float subnormal = magnitude * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    return Float.intBitsToFloat(sign | ((magnitude << 13) + (112 << 23)));
  }

  /** The nearest binary16. */
  static short toFloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fff_ffff;
    int half;
    if (magnitude > FLOAT_INFINITY) {
      half = 0x7e00 | ((magnitude >> 13) & 0x3ff);
    } else if (magnitude < 113 << 23) {
      // Below 2^-14 halves are multiples of 2^-24: adding 0.5 rounds to them.
      half = Float.floatToRawIntBits(Math.abs(value) + 0.5f) - Float.floatToRawIntBits(0.5f);
    } else {
      half = Math.min(roundShift(magnitude, 13) - (112 << 10), HALF_INFINITY);
    }
    return (short) (sign | half);
  }

  /** The value of a bfloat16. */
  static float fromBfloat16(short half) {
    return Float.intBitsToFloat(half << 16);
  }

  /** The nearest bfloat16. */
  static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fff_ffff;
    int half = magnitude > FLOAT_INFINITY ? (magnitude >>> 16) | 0x40 : roundShift(magnitude, 16);
    return (short) (sign | half);
  }

  /** Divides by 2^shift, to nearest, ties to even. */
  private static int roundShift(int bits, int shift) {
    int odd = (bits >>> shift) & 1;
    return (bits + (1 << (shift - 1)) - 1 + odd) >>> shift;
  }
}

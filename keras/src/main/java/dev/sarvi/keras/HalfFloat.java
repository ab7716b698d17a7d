package dev.sarvi.keras;

final class HalfFloat {
  private HalfFloat() {}

  static float fromFloat16(short half) {
    int sign = (half & 0x8000) << 16;
    int magnitude = half & 0x7fff;
    if (magnitude >= 0x7c00) {
      return Float.intBitsToFloat(sign | 0x7f80_0000 | ((magnitude & 0x3ff) << 13));
    }
    float value =
        magnitude < 0x400
            ? magnitude * 0x1p-24f
            : Float.intBitsToFloat((magnitude << 13) + (112 << 23));
    return sign == 0 ? value : -value;
  }
}

package dev.sarvi.kernel;

/** Rows in plain loops. */
final class FloatPlainRows implements FloatRowKernel {
  @Override
  public float max(float[] x, int at, int length) {
    float max = x[at];
    for (int i = at + 1; i < at + length; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public void exp(float[] x, int at, int length, float max, float[] y, float[] sums) {
    for (int i = 0; i < length; i++) {
      float exp = FloatFunctions.expOfNegative(x[at + i] - max);
      y[at + i] = exp;
      sums[i % PARTIAL_SUMS] += exp;
    }
  }

  @Override
  public void scale(float[] y, int at, int length, float factor) {
    for (int i = at; i < at + length; i++) {
      y[i] *= factor;
    }
  }
}

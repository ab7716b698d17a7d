package dev.sarvi.kernel;

import static dev.sarvi.kernel.FloatLanes.*;

/**
 * The numbers of {@code FloatFunctions}, made by interop/fit_functions.py. Errors are relative to
 * the function's result.
 */
final class CoefficientsOfFloat {
  private CoefficientsOfFloat() {}

  /** Below it the exponential is 0. */
  static final float LOWEST_OF_EXP = -104f;

  /** Above it the exponential is infinite. */
  static final float HIGHEST_OF_EXP = 89f;

  /** {@code 1 / ln 2}. */
  static final float INVERSE_LN2 = 1.442695f;

  /** ln 2 in so few bits that its product with an exponent is exact. */
  static final float LN2_HIGH = 0.69314575f;

  /** What ln 2 has more. */
  static final float LN2_LOW = 1.4286068e-6f;

  /** From here on erfc is 0. */
  static final float END_OF_ERFC = 11f;

  /** Where erfc's quotient is 0. */
  static final float CENTER_OF_ERFC = 1f;

  /** Beyond it there are no sines. */
  static final float END_OF_SIN = 1.31072e+5f;

  /** {@code 2 / π}. */
  static final float TWO_OVER_PI = 0.63661975f;

  /** {@code π / 2}, rounded. */
  static final float HALF_PI_HIGH = 1.5707964f;

  /** What π / 2 has more. */
  static final float HALF_PI_MIDDLE = -4.371139e-8f;

  /** What it has more than both. */
  static final float HALF_PI_LOW = -1.7151245e-15f;

  /**
   * {@code (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, for e^r}; degree 4, error 0.062 ·
   * 2<sup>-24</sup>.
   */
  static float expTail(float r) {
    float p = all(1.3745326e-3f);
    p = fma(p, r, all(8.368947e-3f));
    p = fma(p, r, all(0.04166965f));
    p = fma(p, r, all(0.16666518f));
    return fma(p, r, all(0.49999988f));
  }

  /**
   * {@code (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, for e^r - 1}; degree 5, error 0.0079 ·
   * 2<sup>-24</sup>.
   */
  static float expm1Tail(float r) {
    float p = all(1.9742441e-4f);
    p = fma(p, r, all(1.393369e-3f));
    p = fma(p, r, all(8.3335675e-3f));
    p = fma(p, r, all(0.041666478f));
    p = fma(p, r, all(0.16666666f));
    return fma(p, r, all(0.5f));
  }

  /**
   * {@code (2 artanh(s) - 2 s) / (s z) where z = s^2 for |s| <= (sqrt(2) - 1)^2}; degree 3, error
   * 0.00049 · 2<sup>-24</sup>.
   */
  static float logTail(float z) {
    float p = all(0.24029209f);
    p = fma(p, z, all(0.2851014f));
    p = fma(p, z, all(0.4000085f));
    return fma(p, z, all(0.6666666f));
  }

  /**
   * {@code (tanh(x) - x) / (x z) where z = x^2 for |x| <= 0.55}; degree 4, error 0.019 ·
   * 2<sup>-24</sup>.
   */
  static float tanhTail(float z) {
    float p = all(-6.2601934e-3f);
    p = fma(p, z, all(0.021060897f));
    p = fma(p, z, all(-0.053849414f));
    p = fma(p, z, all(0.13332555f));
    return fma(p, z, all(-0.33333316f));
  }

  /**
   * {@code erf(x) / x - 1 where z = x^2 for |x| <= 0.95}; degree 6, error 0.016 · 2<sup>-24</sup>.
   */
  static float erfTail(float z) {
    float p = all(8.205863e-5f);
    p = fma(p, z, all(-8.1035966e-4f));
    p = fma(p, z, all(5.1975804e-3f));
    p = fma(p, z, all(-0.026858011f));
    p = fma(p, z, all(0.1128367f));
    p = fma(p, z, all(-0.37612632f));
    return fma(p, z, all(0.12837917f));
  }

  /**
   * {@code (x + 1) e^(x^2) erfc(x) where q = (x - 1) / (x + 1) for x from 0.47 to 11}; degree 10,
   * error 0.047 · 2<sup>-24</sup>.
   */
  static float scaledErfcByQuotient(float q) {
    float p = all(1.8155072e-3f);
    p = fma(p, q, all(-1.0687163e-3f));
    p = fma(p, q, all(-2.6641996e-3f));
    p = fma(p, q, all(-3.438026e-3f));
    p = fma(p, q, all(-1.1998183e-3f));
    p = fma(p, q, all(9.515604e-3f));
    p = fma(p, q, all(0.025394842f));
    p = fma(p, q, all(0.01391038f));
    p = fma(p, q, all(-0.09555636f));
    p = fma(p, q, all(-0.23768093f));
    return fma(p, q, all(0.85516715f));
  }

  /**
   * {@code (sin(x) - x) / (x z) where z = x^2 for |x| <= 0.8}; degree 3, error 0.0034 ·
   * 2<sup>-24</sup>.
   */
  static float sinTail(float z) {
    float p = all(2.793986e-6f);
    p = fma(p, z, all(-1.9849387e-4f));
    p = fma(p, z, all(8.333371e-3f));
    return fma(p, z, all(-0.16666667f));
  }

  /**
   * {@code (cos(x) - 1 + z / 2) / z^2 where z = x^2 for |x| <= 0.8}; degree 2, error 0.0026 ·
   * 2<sup>-24</sup>.
   */
  static float cosTail(float z) {
    float p = all(2.4414254e-5f);
    p = fma(p, z, all(-1.3887142e-3f));
    return fma(p, z, all(0.04166664f));
  }
}

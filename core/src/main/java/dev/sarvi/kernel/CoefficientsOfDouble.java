package dev.sarvi.kernel;

import static dev.sarvi.kernel.DoubleLanes.*;

/**
 * The numbers of {@code DoubleFunctions}, made by interop/fit_functions.py. Errors are relative to
 * the function's result.
 */
final class CoefficientsOfDouble {
  private CoefficientsOfDouble() {}

  /** Below it the exponential is 0. */
  static final double LOWEST_OF_EXP = -746d;

  /** Above it the exponential is infinite. */
  static final double HIGHEST_OF_EXP = 710d;

  /** {@code 1 / ln 2}. */
  static final double INVERSE_LN2 = 1.4426950408889634d;

  /** ln 2 in so few bits that its product with an exponent is exact. */
  static final double LN2_HIGH = 0.6931471805601177d;

  /** What ln 2 has more. */
  static final double LN2_LOW = -1.7239444525614835e-13d;

  /** From here on erfc is 0. */
  static final double END_OF_ERFC = 28d;

  /** Where erfc's quotient is 0. */
  static final double CENTER_OF_ERFC = 2d;

  /** Beyond it there are no sines. */
  static final double END_OF_SIN = 1.099511627776e+12d;

  /** {@code 2 / π}. */
  static final double TWO_OVER_PI = 0.6366197723675814d;

  /** {@code π / 2}, rounded. */
  static final double HALF_PI_HIGH = 1.5707963267948966d;

  /** What π / 2 has more. */
  static final double HALF_PI_MIDDLE = 6.123233995736766e-17d;

  /** What it has more than both. */
  static final double HALF_PI_LOW = -1.4973849048591698e-33d;

  /**
   * {@code (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, for e^r}; degree 9, error 0.037 ·
   * 2<sup>-53</sup>.
   */
  static double expTail(double r) {
    double p = all(2.5020074850572813e-8d);
    p = fma(p, r, all(2.763090755114223e-7d));
    p = fma(p, r, all(2.755752164644174e-6d));
    p = fma(p, r, all(2.4801491030993337e-5d));
    p = fma(p, r, all(1.9841269581196487e-4d));
    p = fma(p, r, all(1.3888888945921057e-3d));
    p = fma(p, r, all(8.333333333458665e-3d));
    p = fma(p, r, all(0.04166666666651975d));
    p = fma(p, r, all(0.16666666666666471d));
    return fma(p, r, all(0.5000000000000012d));
  }

  /**
   * {@code (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, for e^r - 1}; degree 10, error 0.0028 ·
   * 2<sup>-53</sup>.
   */
  static double expm1Tail(double r) {
    double p = all(2.0886594362820896e-9d);
    p = fma(p, r, all(2.5109122929206796e-8d));
    p = fma(p, r, all(2.7557361928014977e-7d));
    p = fma(p, r, all(2.755724392383305e-6d));
    p = fma(p, r, all(2.4801587227576575e-5d));
    p = fma(p, r, all(1.984126988646235e-4d));
    p = fma(p, r, all(1.3888888888928326e-3d));
    p = fma(p, r, all(8.333333333321468e-3d));
    p = fma(p, r, all(0.0416666666666666d));
    p = fma(p, r, all(0.16666666666666677d));
    return fma(p, r, all(0.5d));
  }

  /**
   * {@code (2 artanh(s) - 2 s) / (s z) where z = s^2 for |s| <= (sqrt(2) - 1)^2}; degree 6, error
   * 0.012 · 2<sup>-53</sup>.
   */
  static double logTail(double z) {
    double p = all(0.14797471593402337d);
    p = fma(p, z, all(0.15313886090294743d));
    p = fma(p, z, all(0.181835713839169d));
    p = fma(p, z, all(0.2222219842096405d));
    p = fma(p, z, all(0.2857142874409988d));
    p = fma(p, z, all(0.39999999999405383d));
    return fma(p, z, all(0.6666666666666736d));
  }

  /**
   * {@code (tanh(x) - x) / (x z) where z = x^2 for |x| <= 0.55}; degree 10, error 0.0053 ·
   * 2<sup>-53</sup>.
   */
  static double tanhTail(double z) {
    double p = all(-1.9482223530561022e-5d);
    p = fma(p, z, all(8.32960249764263e-5d));
    p = fma(p, z, all(-2.3336716608935676e-4d));
    p = fma(p, z, all(5.884387766262006e-4d));
    p = fma(p, z, all(-1.4555414495931898e-3d));
    p = fma(p, z, all(3.5920918133519448e-3d));
    p = fma(p, z, all(-8.863232580109766e-3d));
    p = fma(p, z, all(0.02186948838458437d));
    p = fma(p, z, all(-0.05396825396371866d));
    p = fma(p, z, all(0.13333333333326558d));
    return fma(p, z, all(-0.333333333333333d));
  }

  /**
   * {@code erf(x) / x - 1 where z = x^2 for |x| <= 0.95}; degree 11, error 0.14 · 2<sup>-53</sup>.
   */
  static double erfTail(double z) {
    double p = all(-8.069204846475792e-10d);
    p = fma(p, z, all(1.3855251215740972e-8d));
    p = fma(p, z, all(-1.6237237685955186e-7d));
    p = fma(p, z, all(1.6450861732511811e-6d));
    p = fma(p, z, all(-1.492499008650369e-5d));
    p = fma(p, z, all(1.2055306755568354e-4d));
    p = fma(p, z, all(-8.548326325706557e-4d));
    p = fma(p, z, all(5.223977613389728e-3d));
    p = fma(p, z, all(-0.026866170643856168d));
    p = fma(p, z, all(0.11283791670947671d));
    p = fma(p, z, all(-0.37612638903183554d));
    return fma(p, z, all(0.12837916709551256d));
  }

  /**
   * {@code (x + 2) e^(x^2) erfc(x) where q = (x - 2) / (x + 2) for x from 0.47 to 28}; degree 22,
   * error 0.18 · 2<sup>-53</sup>.
   */
  static double scaledErfcByQuotient(double q) {
    double p = all(-7.602366250768113e-8d);
    p = fma(p, q, all(1.9885745444427873e-7d));
    p = fma(p, q, all(1.784107138093756e-7d));
    p = fma(p, q, all(-5.2348388708367e-7d));
    p = fma(p, q, all(-6.654701903640754e-7d));
    p = fma(p, q, all(1.7537594843505176e-7d));
    p = fma(p, q, all(2.0129979815819313e-6d));
    p = fma(p, q, all(3.5616687261630233e-6d));
    p = fma(p, q, all(-1.116098521968371e-6d));
    p = fma(p, q, all(-1.60973825741426e-5d));
    p = fma(p, q, all(-2.170109114920291e-5d));
    p = fma(p, q, all(3.414467164406149e-5d));
    p = fma(p, q, all(1.4447180525904455e-4d));
    p = fma(p, q, all(3.437190926465164e-5d));
    p = fma(p, q, all(-6.630736263799246e-4d));
    p = fma(p, q, all(-8.37296094223382e-4d));
    p = fma(p, q, all(3.0906120663266668e-3d));
    p = fma(p, q, all(6.479185068903082e-3d));
    p = fma(p, q, all(-0.021510661889662504d));
    p = fma(p, q, all(-0.03644223150689818d));
    p = fma(p, q, all(0.2794720925560552d));
    p = fma(p, q, all(-0.6871606844138105d));
    return fma(p, q, all(1.021582705242023d));
  }

  /**
   * {@code (sin(x) - x) / (x z) where z = x^2 for |x| <= 0.8}; degree 6, error 0.0011 ·
   * 2<sup>-53</sup>.
   */
  static double sinTail(double z) {
    double p = all(-7.501284871709647e-13d);
    p = fma(p, z, all(1.6056562502449325e-10d));
    p = fma(p, z, all(-2.5052088249768446e-8d));
    p = fma(p, z, all(2.7557319137049976e-6d));
    p = fma(p, z, all(-1.984126984106935e-4d));
    p = fma(p, z, all(8.333333333333108e-3d));
    return fma(p, z, all(-0.16666666666666666d));
  }

  /**
   * {@code (cos(x) - 1 + z / 2) / z^2 where z = x^2 for |x| <= 0.8}; degree 6, error 2.2e-5 ·
   * 2<sup>-53</sup>.
   */
  static double cosTail(double z) {
    double p = all(4.660375726800522e-14d);
    p = fma(p, z, all(-1.1468320569674956e-11d));
    p = fma(p, z, all(2.0876734206917067e-9d));
    p = fma(p, z, all(-2.75573191098687e-7d));
    p = fma(p, z, all(2.4801587301275732e-5d));
    p = fma(p, z, all(-1.3888888888888458e-3d));
    return fma(p, z, all(0.041666666666666664d));
  }
}

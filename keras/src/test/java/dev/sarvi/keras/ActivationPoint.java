package dev.sarvi.keras;

import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.tensor.DType;

/**
 * One number that an activation gave: Sarvi's, that of two backends of Keras, and the exact one, as
 * far as float64 has it.
 */
record ActivationPoint(
    double x, double ours, double jax, double tensorflow, double exact, DType dtype) {
  /** Up to here two ways to compute the same are called the same. */
  static final double NEAR = 4;

  /** How far it is from the nearer backend, in units of the last place. */
  double fromKeras() {
    return Math.min(Ulps.between(ours, jax, dtype), Ulps.between(ours, tensorflow, dtype));
  }

  /** How far the backends are from each other. */
  double betweenBackends() {
    return Ulps.between(jax, tensorflow, dtype);
  }

  /**
   * Whether it is Keras's, but for rounding: near one of the backends, or off the exact value by no
   * more than the other backend, or by no more than 1 or x is rounded by, which is what is left
   * where larger numbers cancel.
   */
  boolean isExplained() {
    if (fromKeras() <= NEAR || isFlushed() || isNumberOfFloat32() || isLeak()) {
      return true;
    }
    double unit = NEAR * Ulps.of(Math.max(1, Math.abs(x)), dtype);
    if (dtype == DType.FLOAT64) {
      return Math.min(Math.abs(ours - jax), Math.abs(ours - tensorflow)) <= unit;
    }
    double error = Math.abs(ours - exact);
    return error <= Math.max(Math.abs(jax - exact), Math.abs(tensorflow - exact)) || error <= unit;
  }

  /** Whether the backends take x, or give the result, for 0: they do not know denormal numbers. */
  boolean isFlushed() {
    double least = dtype == DType.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    return (x != 0 && Math.abs(x) < least) || (ours != 0 && Math.abs(ours) < least);
  }

  /** Whether it is TensorFlow's, which takes an activation's arguments in float32 everywhere. */
  private boolean isNumberOfFloat32() {
    return dtype == DType.FLOAT64 && Math.abs(ours - tensorflow) <= 1e-7 * Math.abs(ours);
  }

  /** Whether the backends give different things, and not only differently rounded ones. */
  boolean isDisputed() {
    return betweenBackends() > NEAR
        && !(Math.abs(jax - tensorflow) <= 0.01 * Math.max(Math.abs(jax), Math.abs(tensorflow)))
        && !(Math.abs(jax - tensorflow) <= 1e-4);
  }

  /** Keras's sparsemax has the wrong tau: see docs/differences-from-keras.md. */
  static boolean isUpstreamWrong(NamedActivation activation) {
    return activation.name().equals("sparsemax");
  }

  /**
   * Whether Keras is NaN because of the branch of a {@code where} that is not taken, as it is in
   * the slope of sparse_plus at infinity: see docs/differences-from-keras.md.
   */
  boolean isLeak() {
    return Double.isInfinite(x)
        && Double.isFinite(ours)
        && Double.isNaN(jax)
        && Double.isNaN(tensorflow);
  }

  @Override
  public String toString() {
    return "at x = %s: %s, JAX %s, TensorFlow %s, exact %s"
        .formatted(
            dtype.text(x),
            dtype.text(ours),
            dtype.text(jax),
            dtype.text(tensorflow),
            DType.FLOAT32.text(exact));
  }
}

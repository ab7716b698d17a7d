package dev.sarvi.config;

/** Numbers that Keras uses in many places. */
public final class Numerics {
  /** What Keras adds to a divisor, and keeps probabilities away from 0 and 1 by. */
  public static final double EPSILON = 1e-7;

  private Numerics() {}
}

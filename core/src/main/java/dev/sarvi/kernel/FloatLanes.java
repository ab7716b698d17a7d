package dev.sarvi.kernel;

import java.lang.invoke.MethodHandles;

/** stub, replaced soon. */
final class FloatLanes {
  private FloatLanes() {}

  static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }

  static float all(float c) {
    return c;
  }

  static float add(float a, float b) {
    return a + b;
  }

  static float subtract(float a, float b) {
    return a - b;
  }

  static float multiply(float a, float b) {
    return a * b;
  }

  static float divide(float a, float b) {
    return a / b;
  }

  static float max(float a, float b) {
    return Math.max(a, b);
  }

  static float min(float a, float b) {
    return Math.min(a, b);
  }

  static float abs(float a) {
    return Math.abs(a);
  }

  static float sqrt(float a) {
    return (float) Math.sqrt(a);
  }

  static float exp(float a) {
    return (float) Math.exp(a);
  }

  static float expm1(float a) {
    return (float) Math.expm1(a);
  }

  static float log(float a) {
    return (float) Math.log(a);
  }

  static float log1p(float a) {
    return (float) Math.log1p(a);
  }

  static float tanh(float a) {
    return (float) Math.tanh(a);
  }

  static float erf(float a) {
    return (float) Math.tanh(a);
  }

  static float less(float a, float b, float yes, float no) {
    return a < b ? yes : no;
  }

  static float lessOrEqual(float a, float b, float yes, float no) {
    return a <= b ? yes : no;
  }

  static float greater(float a, float b, float yes, float no) {
    return a > b ? yes : no;
  }

  static float greaterOrEqual(float a, float b, float yes, float no) {
    return a >= b ? yes : no;
  }
}

package dev.sarvi.formula;

/** How a select decides. Every comparison with NaN is false. */
public enum Comparison {
  /** Strictly smaller. */
  LESS("<"),
  /** Smaller or equal. */
  LESS_OR_EQUAL("<="),
  /** Strictly greater. */
  GREATER(">"),
  /** Greater or equal. */
  GREATER_OR_EQUAL(">=");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  /** Whether it holds. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }

  /** The sign. */
  @Override
  public String toString() {
    return sign;
  }
}

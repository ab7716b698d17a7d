package dev.sarvi.kernel;

import java.lang.invoke.MethodType;

/**
 * How a lane operation is called: {@code method(a, b ...)} of a class, or {@code a.method(b ...)}.
 *
 * @param owner the class that has the method
 * @param isVirtual whether the first argument is the object it is called on
 * @param operator a constant that is its first parameter, or, being of the owner's type, what it is
 *     called on; may be null
 * @param last a number that is its last parameter, such as how far to shift; may be null
 * @param result what it gives, if its own type says less
 */
public record LaneOperation(
    Class<?> owner,
    String method,
    MethodType type,
    boolean isVirtual,
    Operator operator,
    Integer last,
    Class<?> result) {
  /** How many arguments come before the operator. */
  int argumentsInFront() {
    return isVirtual && (operator == null || operator.type() != owner) ? 1 : 0;
  }

  /** A static field. */
  public record Operator(Class<?> holder, String field, Class<?> type) {}
}

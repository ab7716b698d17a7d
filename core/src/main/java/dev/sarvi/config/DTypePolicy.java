package dev.sarvi.config;

import dev.sarvi.tensor.DType;
import java.util.Objects;

/**
 * In which types a layer computes and keeps its weights: the name of a floating type for both, or
 * {@code mixed_float16} or {@code mixed_bfloat16}, which compute in 16 bits and keep weights of
 * {@code float32}. See <a href="https://keras.io/api/mixed_precision/policy/">Keras:
 * DTypePolicy</a>.
 *
 * @param name Keras's
 * @param computeDType floating inputs and weights are rounded to it, and outputs have it
 * @param variableDType the type of the weights
 */
public record DTypePolicy(String name, DType computeDType, DType variableDType) {
  /** Keras's default. */
  public static final DTypePolicy FLOAT32 = of(DType.FLOAT32);

  /** Where weights of {@code float32} are rounded to 16 bits each time they are used. */
  private static final String MIXED = "mixed_";

  private static volatile DTypePolicy global = FLOAT32;

  /** Refuses what is not one of Keras's policies. */
  public DTypePolicy {
    boolean mixed = name.startsWith(MIXED);
    String expected = mixed ? MIXED + computeDType : variableDType.toString();
    DType ofVariables = mixed ? DType.FLOAT32 : computeDType;
    if (!computeDType.isFloating()
        || !name.equals(expected)
        || variableDType != ofVariables
        || (mixed && computeDType.bytes() != Short.BYTES)) {
      throw new IllegalArgumentException(
          "Cannot convert '%s' to a mixed precision DTypePolicy. ".formatted(name)
              + "Valid policies include 'mixed_float16', 'mixed_bfloat16', and the name of any"
              + " float dtype such as 'float32'.");
    }
  }

  /**
   * Weights and computation of one type.
   *
   * @throws IllegalArgumentException if it is not a floating type
   */
  public static DTypePolicy of(DType dtype) {
    return new DTypePolicy(dtype.toString(), dtype, dtype);
  }

  /**
   * The policy of a Keras name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DTypePolicy of(String name) {
    for (DType dtype : DType.values()) {
      if (name.equals(dtype.toString())) {
        return of(dtype);
      } else if (name.equals(MIXED + dtype)) {
        return new DTypePolicy(name, dtype, DType.FLOAT32);
      }
    }
    return new DTypePolicy(name, DType.FLOAT32, DType.FLOAT32); // refuses it
  }

  /** The policy of layers that are given none. */
  public static DTypePolicy global() {
    return global;
  }

  /** Sets the policy of layers that are given none, from here on. */
  public static void setGlobal(DTypePolicy policy) {
    global = Objects.requireNonNull(policy);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}

package dev.sarvi.layer.operation;

import dev.sarvi.config.Components;
import dev.sarvi.config.Registry;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file needs to know of a kind of operation.
 *
 * @param className Keras's
 * @param defaults a config that holds the defaults, and anything at all for the required components
 * @param required the components that have no default
 * @param parameters the names of what it is called on, as Keras has them; among them may be
 *     components of the config, which then are no tensors
 * @param create makes the operation of a config
 */
public record OperationType<C extends Record>(
    String className, C defaults, Set<String> required, List<String> parameters, Create<C> create) {

  /** What an operation of any number of tensors in one list is called on. */
  static final List<String> LIST = List.of("xs");

  /** What an operation of any number of tensors is called on, where each stands by itself. */
  static final List<String> MANY = List.of("*operands");

  /** No arguments but the tensors. */
  public record None() {}

  /** Makes an operation. */
  @FunctionalInterface
  public interface Create<C extends Record> {
    /** Makes an operation; the name may be null. */
    TensorOperation create(OperationType<C> type, C config, Operands operands, String name);
  }

  /** Whether it is called on any number of tensors. */
  public boolean isVariadic() {
    return isList() || parameters.equals(MANY);
  }

  /** Whether it is called on one list of tensors. */
  public boolean isList() {
    return parameters.equals(LIST);
  }

  /** Whether it is called with this one of its parameters as an argument, and not a tensor. */
  public boolean isArgument(String parameter) {
    return argument(parameter).isPresent();
  }

  /** Whether it may be called without this one of its arguments. */
  public boolean isOptional(String parameter) {
    return argument(parameter)
        .filter(component -> Components.value(defaults, component) == null)
        .isPresent();
  }

  private Optional<RecordComponent> argument(String parameter) {
    return Arrays.stream(defaults.getClass().getRecordComponents())
        .filter(component -> Registry.snakeCase(component.getName()).equals(parameter))
        .findFirst();
  }

  /** Whether it can be called on so many tensors and constants. */
  boolean takes(int operands) {
    return isVariadic()
        ? operands > 0
        : operands == parameters.stream().filter(name -> !isArgument(name)).count();
  }

  /** Makes an operation; the config must be of this type's class, the name may be null. */
  @SuppressWarnings("unchecked") // cast() checks it
  public TensorOperation create(Record config, Operands operands, String name) {
    return create.create(this, (C) defaults.getClass().cast(config), operands, name);
  }
}

package dev.sarvi.layer.operation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of known operations: what files may name, and what the contract test walks. */
public final class Operations {
  private static final Map<String, OperationType<?>> KNOWN =
      Stream.of(
              Arithmetic.types(),
              FillingOperation.types(),
              ActivationOperation.types(),
              PassingOperation.types(),
              Rearrangements.types(),
              Parts.types(),
              ReshapingOperation.types(),
              JoiningOperation.types(),
              Reductions.types(),
              ContractingOperation.types())
          .<OperationType<?>>flatMap(List::stream)
          .collect(Collectors.toMap(OperationType::className, Function.identity()));

  private Operations() {}

  /** All of them, by name. */
  public static List<OperationType<?>> known() {
    return KNOWN.values().stream()
        .sorted(Comparator.comparing((OperationType<?> type) -> type.className()))
        .toList();
  }

  /** The kind of operation with this Keras class name. */
  public static Optional<OperationType<?>> named(String className) {
    return Optional.ofNullable(KNOWN.get(className));
  }
}

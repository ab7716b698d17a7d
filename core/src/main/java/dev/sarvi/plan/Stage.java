package dev.sarvi.plan;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.LoopCompiler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula that is one loop over arrays of one size, or that repeat.
 *
 * @param formula of arrays, called as their values are, and of numbers
 * @param numbers by name
 * @param arrays by name
 */
record Stage(Formula formula, Map<String, Double> numbers, Map<String, Traced> arrays) {
  boolean reads(Traced value) {
    return arrays.containsValue(value);
  }

  /** Whether one loop holds it. */
  boolean isOneLoop() {
    return arrays.size() <= LoopCompiler.ARRAYS
        && numbers.size() <= LoopCompiler.NUMBERS
        && Kernel.isShort(formula);
  }

  /** This stage, with another one in place of an array that it reads. */
  Stage after(Stage inner, Traced array) {
    Map<String, Double> allNumbers = new LinkedHashMap<>(inner.numbers);
    allNumbers.putAll(numbers);
    Map<String, Traced> allArrays = new LinkedHashMap<>(inner.arrays);
    arrays.forEach(
        (name, value) -> {
          if (!value.equals(array)) {
            allArrays.put(name, value);
          }
        });
    return new Stage(formula.with(Map.of(array.name(), inner.formula)), allNumbers, allArrays);
  }

  /** Its kernel, which is another stage's too if they differ in names and numbers alone. */
  Kernel kernel() {
    Map<String, Formula> renamed = new HashMap<>();
    List<String> arrayNames = rename("a", arrays, renamed);
    List<String> numberNames = rename("n", numbers, renamed);
    return Kernel.of(formula.with(renamed), arrayNames, numberNames);
  }

  private static List<String> rename(
      String prefix, Map<String, ?> inputs, Map<String, Formula> renamed) {
    List<String> names = new ArrayList<>();
    for (String input : inputs.keySet()) {
      names.add(prefix + names.size());
      renamed.put(input, Formula.input(prefix + (names.size() - 1)));
    }
    return names;
  }
}

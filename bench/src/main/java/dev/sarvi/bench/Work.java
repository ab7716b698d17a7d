package dev.sarvi.bench;

import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import java.util.function.Supplier;

/**
 * One row of the table: a network, and what is asked of it.
 *
 * @param group rows of one group are measured in one process
 * @param name what it says in the table
 * @param network makes the network; its initial weights do not matter
 * @param task what is asked
 * @param batch the size of the first axis of its inputs
 * @param callers 0 for one call; else how many threads share 100 calls
 */
record Work(String group, String name, Supplier<Model> network, Task task, int batch, int callers) {
  static Work of(String group, String name, Supplier<Model> network, Task task, int batch) {
    return new Work(group, name + " " + task, network, task, batch, 0);
  }

  Work withCallers(int callers) {
    return new Work(group, name + ", 100 calls by " + callers, network, task, batch, callers);
  }

  /** The same on fewer samples, where those are independent: to compare, not to measure. */
  Work small() {
    boolean independent = batch > 2 && network.get().inputs().size() == 1;
    return independent ? new Work(group, name, network, task, 2, callers) : this;
  }

  /** The element type of its network; the peers have {@code float32} only. */
  static boolean isFloat(Model network) {
    return network.inputs().get(0).dtype() == DType.FLOAT32;
  }
}

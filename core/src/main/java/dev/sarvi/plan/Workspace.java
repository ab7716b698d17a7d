package dev.sarvi.plan;

import dev.sarvi.tensor.Tensor;
import java.util.List;

/** What one run of a plan needs: its tensors, and its steps on them. One run at a time. */
final class Workspace {
  private final Traced[][] sharing;
  private final Tensor[] tensors;
  private final List<Runnable> steps;

  /** Takes the memory. */
  Workspace(Program program) {
    sharing = program.sharing();
    tensors = new Tensor[sharing.length];
    Object[] arrays =
        program.layout().buffers().stream()
            .map(buffer -> buffer.dtype().allocate(buffer.size()))
            .toArray();
    for (Traced value : program.values()) {
      int place = value.base() == value ? program.layout().place(value) : -1;
      if (place >= 0) {
        set(value, Tensor.over(value.shape(), value.dtype(), arrays[place]));
      }
    }
    steps = program.instructions().stream().map(instruction -> instruction.on(this)).toList();
  }

  Tensor get(Traced value) {
    return tensors[value.id()];
  }

  /** Sets a value that has an array of its own, and those that share it. */
  void set(Traced value, Tensor tensor) {
    for (Traced each : sharing[value.id()]) {
      tensors[each.id()] = tensor.reshape(each.shape());
    }
  }

  /** Forgets tensors that are not the workspace's own, so that they can be collected. */
  void forget(List<Traced> values) {
    for (int i = 0; i < values.size(); i++) { // an iterator would be allocated
      for (Traced each : sharing[values.get(i).id()]) {
        tensors[each.id()] = null;
      }
    }
  }

  void run() {
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run();
    }
  }
}

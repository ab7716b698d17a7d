package dev.sarvi.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps of a plan, fused, and where its values are.
 *
 * @param instructions in order
 * @param values all of them, each at the index that is its id
 * @param inputs given at each run
 * @param outputs what a run gives
 * @param constants what is derived from weights, and used
 * @param called what steps make in memory of their own
 * @param own outputs, or what they share, that steps write into tensors of their own
 * @param layout of the workspace
 * @param copies whether the workspace has a place for all inputs and outputs
 * @param isBySample whether some of the samples can be computed by themselves
 */
record Program(
    List<Instruction> instructions,
    List<Traced> values,
    List<Traced> inputs,
    List<Traced> outputs,
    List<Traced> constants,
    List<Traced> called,
    List<Traced> own,
    Layout layout,
    boolean copies,
    boolean isBySample) {
  /**
   * The program of what was taken down.
   *
   * @param copies whether inputs and outputs have a place in the workspace
   */
  static Program of(PlanTracer tracer, List<Traced> inputs, List<Traced> outputs, boolean copies) {
    List<Instruction> instructions = Fusion.of(tracer.instructions(), outputs);
    Set<Traced> constants = new LinkedHashSet<>();
    Set<Traced> called = new LinkedHashSet<>();
    for (Instruction instruction : instructions) {
      instruction.inputs().stream().filter(x -> x.constant() != null).forEach(constants::add);
      if (instruction instanceof Instruction.Called call) {
        called.addAll(call.outputs());
      }
    }
    outputs.stream().filter(x -> x.constant() != null).forEach(constants::add);
    Set<Traced> given = new HashSet<>(constants);
    given.addAll(called);
    Set<Traced> own = new LinkedHashSet<>();
    if (!copies) {
      given.addAll(inputs);
      outputs.stream().map(Traced::base).filter(x -> !given.contains(x)).forEach(own::add);
      given.addAll(own);
    }
    return new Program(
        instructions,
        tracer.values(),
        inputs,
        outputs,
        List.copyOf(constants),
        List.copyOf(called),
        List.copyOf(own),
        new Layout(instructions, inputs, outputs, given),
        copies,
        tracer.isBySample() && outputs.stream().allMatch(x -> x.constant() == null));
  }

  /** How many samples the inputs have. */
  int samples() {
    return inputs.get(0).shape().dim(0);
  }

  /** One line for each step: what runs, what it gives, and where that is. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < instructions.size(); i++) {
      Instruction step = instructions.get(i);
      String outputs =
          step.outputs().stream()
              .map(y -> y.dtype() + " " + y.shape() + " in " + place(y))
              .collect(Collectors.joining(", "));
      text.append("%2d  ".formatted(i + 1))
          .append(String.join(" + ", step.operations()))
          .append(" -> ")
          .append(outputs)
          .append(isInPlace(step) ? ", in place" : "")
          .append('\n');
    }
    return text.toString();
  }

  private String place(Traced value) {
    int buffer = layout.place(value);
    if (buffer >= 0) {
      return "buffer " + (buffer + 1);
    }
    return own.contains(value.base()) ? "the output" : "memory of its own";
  }

  private boolean isInPlace(Instruction step) {
    int place = layout.place(step.outputs().get(0));
    return place >= 0 && step.inputs().stream().anyMatch(x -> layout.place(x) == place);
  }

  /**
   * For each value that has an array of its own those that share it and whose shape matters to
   * somebody; itself included.
   */
  Traced[][] sharing() {
    Set<Traced> shaped = new HashSet<>(outputs);
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Computed computed) {
        shaped.addAll(computed.arguments());
        shaped.add(computed.sums());
      } else if (!(instruction instanceof Loop)) {
        shaped.addAll(instruction.inputs());
      }
    }
    List<List<Traced>> sharing = new ArrayList<>();
    values.forEach(value -> sharing.add(new ArrayList<>()));
    values.stream()
        .filter(value -> value.base() == value || shaped.contains(value))
        .forEach(value -> sharing.get(value.base().id()).add(value));
    return sharing.stream().map(each -> each.toArray(Traced[]::new)).toArray(Traced[][]::new);
  }
}

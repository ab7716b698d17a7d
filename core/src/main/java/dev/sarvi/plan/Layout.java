package dev.sarvi.plan;

import dev.sarvi.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values share memory: a buffer is used again when nothing reads what it holds any more, and
 * by the step that reads it last where that step works in place.
 */
final class Layout {
  /** An array of a workspace. */
  record Buffer(DType dtype, int size) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Buffer that && dtype == that.dtype && size == that.size;
    }

    @Override
    public int hashCode() {
      return 31 * size + dtype.hashCode();
    }

    long bytes() {
      return (long) size * dtype.bytes();
    }
  }

  private final List<Buffer> buffers = new ArrayList<>();
  private final Map<Traced, Integer> places = new HashMap<>();
  private final Map<Traced, Integer> lastUses = new HashMap<>();
  private final Map<Buffer, List<Integer>> free = new HashMap<>();

  /**
   * A layout.
   *
   * @param inputs there before the first instruction
   * @param outputs there after the last
   * @param given values whose memory is not the workspace's
   */
  Layout(
      List<Instruction> instructions,
      List<Traced> inputs,
      List<Traced> outputs,
      Set<Traced> given) {
    for (int i = 0; i < instructions.size(); i++) {
      for (Traced input : instructions.get(i).inputs()) {
        lastUses.put(input.base(), i);
      }
    }
    outputs.forEach(output -> lastUses.put(output.base(), instructions.size()));
    inputs.stream().filter(input -> !given.contains(input)).forEach(this::reserve);
    for (int i = 0; i < instructions.size(); i++) {
      Instruction instruction = instructions.get(i);
      Set<Traced> ending = new LinkedHashSet<>();
      for (Traced input : instruction.inputs()) {
        if (places.containsKey(input.base()) && lastUses.get(input.base()) == i) {
          ending.add(input.base());
        }
      }
      for (Traced output : instruction.outputs()) {
        if (!given.contains(output.base())) {
          place(instruction, output.base(), ending);
        }
      }
      ending.forEach(this::release);
    }
  }

  private void place(Instruction instruction, Traced output, Set<Traced> ending) {
    Buffer needed = bufferFor(output);
    if (instruction instanceof Loop loop) {
      for (Traced input : loop.inputs()) {
        Traced base = input.base();
        if (ending.contains(base) && needed.equals(bufferOf(base)) && loop.readsFirst(input)) {
          places.put(output, places.get(base));
          ending.remove(base);
          return;
        }
      }
    }
    reserve(output);
    if (!lastUses.containsKey(output)) {
      ending.add(output); // nobody reads it
    }
  }

  private void reserve(Traced value) {
    Buffer needed = bufferFor(value);
    List<Integer> fitting = free.computeIfAbsent(needed, none -> new ArrayList<>());
    if (fitting.isEmpty()) {
      buffers.add(needed);
      fitting.add(buffers.size() - 1);
    }
    places.put(value, fitting.remove(fitting.size() - 1));
  }

  private static Buffer bufferFor(Traced value) {
    return new Buffer(value.dtype(), value.shape().size());
  }

  private Buffer bufferOf(Traced value) {
    return buffers.get(places.get(value));
  }

  private void release(Traced value) {
    free.get(bufferOf(value)).add(places.get(value));
  }

  /** The arrays of a workspace. */
  List<Buffer> buffers() {
    return buffers;
  }

  /** The buffer of a value, or -1 where it is not in one. */
  int place(Traced value) {
    return places.getOrDefault(value.base(), -1);
  }

  long bytes() {
    return buffers.stream().mapToLong(Buffer::bytes).sum();
  }
}

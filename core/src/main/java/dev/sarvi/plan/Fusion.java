package dev.sarvi.plan;

import dev.sarvi.plan.Instruction.Computed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins steps. A loop takes in those that compute what only it reads; then a computation that gives
 * its output part by part takes the loop that reads it. Which operations are done on a number, and
 * in which order, does not change.
 */
final class Fusion {
  private final List<Instruction> instructions;
  private final Set<Traced> kept = new HashSet<>();
  private final Map<Traced, Integer> readers = new HashMap<>();
  private final Map<Traced, Instruction> sources = new HashMap<>();

  private Fusion(List<Instruction> instructions, List<Traced> outputs) {
    this.instructions = new ArrayList<>(instructions);
    outputs.forEach(output -> kept.add(output.base()));
  }

  /**
   * The steps that are left.
   *
   * @param outputs values that have to be there at the end
   */
  static List<Instruction> of(List<Instruction> instructions, List<Traced> outputs) {
    Fusion fusion = new Fusion(instructions, outputs);
    while (fusion.joinLoops()) {
      // what two steps read may now be read by one
    }
    fusion.joinEpilogues();
    return fusion.instructions;
  }

  private void findReaders() {
    readers.clear();
    sources.clear();
    for (Instruction instruction : instructions) {
      instruction.inputs().stream()
          .map(Traced::base)
          .distinct()
          .forEach(base -> readers.merge(base, 1, Integer::sum));
      instruction.outputs().forEach(output -> sources.put(output.base(), instruction));
    }
  }

  /** Whether one step alone reads a value, under one name, in an array of its output's size. */
  private boolean isOnlyFor(Loop loop, Traced value) {
    Traced base = value.base();
    return !kept.contains(base)
        && readers.get(base) == 1
        && value.shape().size() == loop.output().shape().size()
        && loop.inputs().stream().filter(input -> input.base() == base).count() == 1;
  }

  /** Goes over all steps once; gives whether anything was joined. */
  private boolean joinLoops() {
    findReaders();
    Set<Instruction> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i) instanceof Loop loop) {
        Loop joined = joined(loop, taken);
        instructions.set(i, joined);
        sources.put(joined.output().base(), joined);
      }
    }
    return instructions.removeIf(taken::contains);
  }

  private Loop joined(Loop loop, Set<Instruction> taken) {
    Loop joined = loop;
    for (Traced input : loop.inputs()) {
      if (sources.get(input.base()) instanceof Loop before && isOnlyFor(loop, input)) {
        Optional<Loop> both = joined.after(before, input);
        if (both.isPresent()) {
          taken.add(before);
          joined = both.get();
        }
      }
    }
    return joined;
  }

  /** A loop goes to the latest of those it reads: then all else that it reads is there. */
  private void joinEpilogues() {
    findReaders();
    for (int i = 0; i < instructions.size(); i++) {
      if (instructions.get(i) instanceof Loop loop) {
        int latest = -1;
        for (Traced input : loop.inputs()) {
          if (sources.get(input.base()) instanceof Computed computed
              && computed.takesEpilogue()
              && computed.loop() == null
              && isOnlyFor(loop, input)
              && loop.readsFirst(input)) {
            latest = Math.max(latest, place(computed));
          }
        }
        if (latest >= 0) {
          instructions.set(i, ((Computed) instructions.get(latest)).then(loop));
          instructions.remove(latest);
          i--;
        }
      }
    }
  }

  private int place(Instruction step) {
    int place = 0;
    while (instructions.get(place) != step) {
      place++;
    }
    return place;
  }
}

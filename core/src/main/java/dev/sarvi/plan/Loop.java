package dev.sarvi.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Elementwise operations in one go over the elements of their output: stages run one after another
 * on each block of it. A stage after the first reads what the one before has left in the output.
 */
record Loop(List<String> operations, List<Stage> stages, Traced output) implements Instruction {
  @Override
  public List<Traced> inputs() {
    return stages.stream()
        .flatMap(stage -> stage.arrays().values().stream())
        .filter(array -> array.base() != output.base())
        .distinct()
        .toList();
  }

  @Override
  public List<Traced> outputs() {
    return List.of(output);
  }

  /** Whether it reads an array before it writes anything over its elements. */
  boolean readsFirst(Traced array) {
    return stages.stream().skip(1).noneMatch(stage -> readsArrayOf(stage, array));
  }

  private static boolean readsArrayOf(Stage stage, Traced array) {
    return stage.arrays().values().stream().anyMatch(read -> read.base() == array.base());
  }

  /**
   * This loop with the one before it that computes one of its arrays, and nobody else reads; empty
   * if they cannot be one.
   */
  Optional<Loop> after(Loop before, Traced array) {
    int[] readers =
        IntStream.range(0, stages.size()).filter(i -> stages.get(i).reads(array)).toArray();
    if (readers.length != 1) {
      return Optional.empty();
    }
    int reader = readers[0];
    List<Stage> earlier = before.stages;
    boolean isFirst = reader == 0;
    Stage composed = stages.get(reader).after(earlier.get(earlier.size() - 1), array);
    if (composed.isOneLoop() && (isFirst || earlier.size() == 1)) {
      Stream<Stage> rest = earlier.stream().limit(earlier.size() - 1L);
      List<Stage> own = new ArrayList<>(stages);
      own.set(reader, composed);
      return Optional.of(with(before, Stream.concat(rest, own.stream())));
    }
    return isFirst
        ? Optional.of(with(before, Stream.concat(earlier.stream(), stages.stream())))
        : Optional.empty();
  }

  private Loop with(Loop before, Stream<Stage> all) {
    before.output.share(output);
    return new Loop(
        Stream.concat(before.operations.stream(), operations.stream()).distinct().toList(),
        all.toList(),
        output);
  }

  @Override
  public BoundLoop on(Workspace workspace) {
    return new BoundLoop(this, workspace);
  }
}

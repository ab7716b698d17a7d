package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A formula in several loops, over blocks so short that what one loop leaves for the next stays in
 * the first cache.
 */
final class FloatSteps implements FloatLoop {
  private static final int BLOCK = 1024;

  private final List<String> arrays;
  private final List<String> numbers;
  private final List<String> results = new ArrayList<>();
  private final List<FloatLoop> loops = new ArrayList<>();
  private final List<int[]> sources = new ArrayList<>();
  private final ThreadLocal<Workspace> workspaces =
      ThreadLocal.withInitial(() -> new Workspace(results.size() - 1));

  FloatSteps(List<String> arrays, List<String> numbers) {
    this.arrays = arrays;
    this.numbers = numbers;
  }

  /** Adds a step: the loop is made for the names of the arrays that it reads. */
  void add(Lowering.Step step, Function<List<String>, FloatLoop> make) {
    Set<String> names = new LinkedHashSet<>();
    collect(step.term(), names);
    names.removeAll(numbers);
    List<String> all = new ArrayList<>(arrays);
    all.addAll(results);
    List<String> read = names.isEmpty() ? List.of(arrays.get(0)) : List.copyOf(names);
    loops.add(make.apply(read));
    sources.add(read.stream().mapToInt(all::indexOf).toArray());
    results.add(step.result());
  }

  private static void collect(Term term, Set<String> names) {
    if (term instanceof Term.Slot slot) {
      names.add(slot.name());
    } else if (term instanceof Term.Call call) {
      call.arguments().forEach(argument -> collect(argument, names));
    }
  }

  /** What one thread needs while it runs the steps. */
  private static final class Workspace {
    final float[][] results;
    final float[][] inputs = new float[LoopCompiler.ARRAYS][];
    final int[] inputsAt = new int[LoopCompiler.ARRAYS];

    Workspace(int results) {
      this.results = new float[results][BLOCK];
    }
  }

  @Override
  public void run(
      float[][] inputs,
      int[] inputsAt,
      float[] given,
      float[] output,
      int outputAt,
      int from,
      int to) {
    Workspace workspace = workspaces.get();
    for (int at = from; at < to; at += BLOCK) {
      int length = Math.min(BLOCK, to - at);
      for (int step = 0; step < loops.size(); step++) {
        gather(workspace, sources.get(step), inputs, inputsAt, at);
        boolean isLast = step == loops.size() - 1;
        float[] result = isLast ? output : workspace.results[step];
        int resultAt = isLast ? outputAt + at : 0;
        loops
            .get(step)
            .run(workspace.inputs, workspace.inputsAt, given, result, resultAt, 0, length);
      }
    }
  }

  private void gather(Workspace to, int[] sources, float[][] inputs, int[] inputsAt, int at) {
    for (int i = 0; i < LoopCompiler.ARRAYS; i++) {
      int source = sources[Math.min(i, sources.length - 1)];
      boolean isInput = source < arrays.size();
      to.inputs[i] = isInput ? inputs[source] : to.results[source - arrays.size()];
      to.inputsAt[i] = isInput ? inputsAt[source] + at : 0;
    }
  }
}

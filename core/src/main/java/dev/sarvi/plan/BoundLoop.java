package dev.sarvi.plan;

import dev.sarvi.kernel.Epilogue;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Parallel;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** A loop on a workspace's tensors: over the whole output, or over parts that are ready. */
final class BoundLoop implements Runnable, Epilogue, IntConsumer {
  /** Elements that one task computes. */
  private static final int CHUNK = 1 << 15;

  /** Elements that stay in the first cache from one stage to the next. */
  private static final int BLOCK = 1 << 11;

  private final Workspace workspace;
  private final Traced output;
  private final List<Step> steps;
  private Tensor y;

  /** A stage, and what it reads now. */
  private static final class Step {
    final Kernel kernel;
    final double[] numbers;
    final List<Traced> arrays;
    final Tensor[] operands;

    Step(Stage stage) {
      kernel = stage.kernel();
      numbers = stage.numbers().values().stream().mapToDouble(Double::doubleValue).toArray();
      arrays = stage.arrays().values().stream().map(Traced::base).toList(); // in whatever shape
      operands = new Tensor[arrays.size()];
    }
  }

  BoundLoop(Loop loop, Workspace workspace) {
    this.workspace = workspace;
    this.output = loop.output().base();
    this.steps = loop.stages().stream().map(Step::new).toList();
  }

  /** Takes the tensors that are in the workspace now. */
  void prepare() {
    y = workspace.get(output);
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      for (int i = 0; i < step.operands.length; i++) {
        step.operands[i] = workspace.get(step.arrays.get(i));
      }
    }
  }

  /** Forgets them, so that they can be collected. */
  void finish() {
    y = null;
    for (int s = 0; s < steps.size(); s++) {
      Arrays.fill(steps.get(s).operands, null);
    }
  }

  @Override
  public void run() {
    prepare();
    int size = y.size();
    Parallel.run(size / CHUNK + (size % CHUNK == 0 ? 0 : 1), this);
    finish();
  }

  @Override
  public void accept(int task) {
    run(task * CHUNK, Math.min(CHUNK, y.size() - task * CHUNK));
  }

  @Override
  public void run(int start, int length) {
    int block = steps.size() == 1 ? length : BLOCK;
    int end = start + length;
    for (int at = start; at < end; at += block) {
      for (int s = 0; s < steps.size(); s++) {
        Step step = steps.get(s);
        step.kernel.run(step.numbers, step.operands, y, at, Math.min(block, end - at));
      }
    }
  }
}

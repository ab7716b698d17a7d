package dev.sarvi.plan;

import dev.sarvi.kernel.Broadcast;
import dev.sarvi.kernel.Epilogue;
import dev.sarvi.layer.Tracer.TiledComputation;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A step of a plan. */
sealed interface Instruction
    permits Instruction.Computed, Instruction.Called, Instruction.Tiled, Loop {
  /** The names of the operations that it runs. */
  List<String> operations();

  List<Traced> inputs();

  List<Traced> outputs();

  /** This step on a workspace's tensors. It allocates what it needs once, here. */
  Runnable on(Workspace workspace);

  /**
   * A computation into an output that is there.
   *
   * @param takesEpilogue whether it runs one
   * @param loop what is done to each part of its sums, which share the loop's output; or null
   */
  record Computed(
      String operation,
      TiledComputation computation,
      boolean takesEpilogue,
      List<Traced> arguments,
      Traced sums,
      Loop loop)
      implements Instruction {
    /** This computation with a loop over its sums. */
    Computed then(Loop loop) {
      sums.share(loop.output());
      return new Computed(operation, computation, takesEpilogue, arguments, sums, loop);
    }

    @Override
    public List<String> operations() {
      return loop == null
          ? List.of(operation)
          : Stream.concat(Stream.of(operation), loop.operations().stream()).distinct().toList();
    }

    @Override
    public List<Traced> inputs() {
      return loop == null
          ? arguments
          : Stream.concat(arguments.stream(), loop.inputs().stream()).toList();
    }

    @Override
    public List<Traced> outputs() {
      return List.of(loop == null ? sums : loop.output());
    }

    @Override
    public Runnable on(Workspace workspace) {
      Tensor[] given = new Tensor[arguments.size()];
      BoundLoop epilogue = loop == null ? null : loop.on(workspace);
      return () -> {
        for (int i = 0; i < given.length; i++) {
          given[i] = workspace.get(arguments.get(i));
        }
        if (epilogue == null) {
          computation.run(given, workspace.get(sums), Epilogue.NONE);
        } else {
          epilogue.prepare();
          computation.run(given, workspace.get(sums), epilogue);
          epilogue.finish();
        }
        Arrays.fill(given, null);
      };
    }
  }

  /** A function that makes its own outputs. */
  record Called(
      String operation,
      Function<List<Tensor>, List<Tensor>> function,
      List<Traced> inputs,
      List<Traced> outputs)
      implements Instruction {
    @Override
    public List<String> operations() {
      return List.of(operation);
    }

    @Override
    public Runnable on(Workspace workspace) {
      return () -> {
        List<Tensor> given = inputs.stream().map(workspace::get).toList();
        List<Tensor> results = function.apply(given);
        for (int i = 0; i < outputs.size(); i++) {
          Tensor result = results.get(i);
          // an output that is an input as it is would change when the input's array is used again
          boolean isShared = given.stream().anyMatch(x -> x.array() == result.array());
          workspace.set(outputs.get(i), isShared ? result.copy() : result);
        }
      };
    }
  }

  /** An operand that repeats, laid out for loops over a shape: see {@link Broadcast}. */
  record Tiled(String operation, Traced operand, Shape shape, Traced output)
      implements Instruction {
    @Override
    public List<String> operations() {
      return List.of(operation);
    }

    @Override
    public List<Traced> inputs() {
      return List.of(operand);
    }

    @Override
    public List<Traced> outputs() {
      return List.of(output);
    }

    @Override
    public Runnable on(Workspace workspace) {
      return () -> Broadcast.tile(workspace.get(operand), shape, workspace.get(output));
    }
  }
}

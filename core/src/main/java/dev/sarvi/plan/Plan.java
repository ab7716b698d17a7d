package dev.sarvi.plan;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What a layer or a model does in prediction, for one shape of its inputs: made once, and run many
 * times by any number of threads. Elementwise operations are fused with each other and with the
 * convolutions and products before them, and the memory between the steps is laid out once. The
 * results are those of {@link Layer#call}, to the bit. Weights are read at each run, so a plan
 * stays right when they change.
 *
 * <p>Each run has a workspace of its own; a plan keeps those that are not in use, at most as many
 * as there are cores, so that later runs allocate little more than their results.
 */
public final class Plan {
  private final Operation operation;
  private final Program program;
  private final AtomicReferenceArray<Workspace> idle =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  private Plan(Operation operation, Program program) {
    this.operation = operation;
    this.program = program;
  }

  /**
   * The plan of an operation.
   *
   * @param shapes of its inputs, without unknown dimensions
   * @param dtypes of its inputs
   * @throws IllegalArgumentException if it cannot work on such inputs
   */
  public static Plan of(Operation operation, List<Shape> shapes, List<DType> dtypes) {
    operation.build(shapes.stream().map(Shape::anyBatch).toList());
    operation.outputShapes(shapes);
    PlanTracer tracer = new PlanTracer();
    List<Traced> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      inputs.add(tracer.input(shapes.get(i), dtypes.get(i)));
    }
    List<Tracer.Value> outputs = tracer.apply(operation, List.copyOf(inputs));
    return new Plan(
        operation, Program.of(tracer, inputs, outputs.stream().map(Traced.class::cast).toList()));
  }

  /**
   * The outputs for inputs, which are cast to the plan's types.
   *
   * @throws IllegalArgumentException if the inputs do not have the plan's shapes
   */
  public List<Tensor> predict(List<Tensor> inputs) {
    List<Tensor> outputs = new ArrayList<>();
    Workspace workspace = take();
    try {
      start(workspace, inputs);
      for (Traced own : program.own()) {
        workspace.set(own, Tensor.empty(own.shape(), own.dtype()));
      }
      workspace.run();
      for (Traced output : program.outputs()) {
        outputs.add(workspace.get(output));
      }
    } finally {
      leave(workspace);
    }
    return outputs;
  }

  /**
   * Computes the outputs into tensors that are there.
   *
   * @param into one for each output, of its shape and type; none is one of the inputs. Whoever has
   *     been given such a tensor sees its numbers change
   * @throws IllegalArgumentException if inputs or outputs do not fit
   */
  public void predict(List<Tensor> inputs, List<Tensor> into) {
    requireFit("output", program.outputs(), into, Plan::hasShapeAndType);
    requireApart(inputs, into);
    Workspace workspace = take();
    try {
      start(workspace, inputs);
      for (int i = 0; i < into.size(); i++) {
        Traced base = program.outputs().get(i).base();
        if (program.own().contains(base)) {
          workspace.set(base, into.get(i).reshape(base.shape()));
        }
      }
      workspace.run();
      for (int i = 0; i < into.size(); i++) {
        Tensor result = workspace.get(program.outputs().get(i));
        Tensor to = into.get(i);
        if (result.array() != to.array()) {
          System.arraycopy(result.array(), 0, to.array(), 0, to.size());
        }
      }
    } finally {
      leave(workspace);
    }
  }

  /** How many bytes each concurrent run takes between the steps, beside its outputs. */
  public long bytes() {
    return program.layout().bytes();
  }

  /**
   * The steps: which operations became one, what they give, and in which of the buffers that they
   * share. What is in memory of its own is allocated at each run.
   */
  public String describe() {
    return "Plan of %s for %s: steps=%d, buffers=%d, bytes=%d\n"
            .formatted(
                operation.name(),
                program.inputs().stream()
                    .map(x -> x.shape().toString())
                    .collect(Collectors.joining(", ")),
                program.instructions().size(),
                program.layout().buffers().size(),
                bytes())
        + program.describe();
  }

  private void start(Workspace workspace, List<Tensor> inputs) {
    requireFit("input", program.inputs(), inputs, Plan::hasShape);
    for (int i = 0; i < inputs.size(); i++) {
      Traced input = program.inputs().get(i);
      workspace.set(input, inputs.get(i).cast(input.dtype()));
    }
    for (int i = 0; i < program.constants().size(); i++) {
      Traced constant = program.constants().get(i);
      workspace.set(constant, constant.constant().get());
    }
  }

  private void requireFit(
      String what, List<Traced> expected, List<Tensor> given, BiPredicate<Traced, Tensor> fits) {
    boolean fit = expected.size() == given.size();
    for (int i = 0; fit && i < given.size(); i++) {
      fit = fits.test(expected.get(i), given.get(i));
    }
    if (!fit) {
      throw new IllegalArgumentException(
          "The plan of %s expects %ss %s. Received: %s"
              .formatted(
                  operation.name(),
                  what,
                  expected.stream().map(one -> one.dtype() + " " + one.shape()).toList(),
                  given));
    }
  }

  private static boolean hasShape(Traced expected, Tensor given) {
    return expected.shape().equals(given.shape());
  }

  private static boolean hasShapeAndType(Traced expected, Tensor given) {
    return hasShape(expected, given) && expected.dtype() == given.dtype();
  }

  private static void requireApart(List<Tensor> inputs, List<Tensor> into) {
    for (int i = 0; i < into.size(); i++) {
      Object array = into.get(i).array();
      for (int k = 0; k < inputs.size() + i; k++) {
        Tensor other = k < inputs.size() ? inputs.get(k) : into.get(k - inputs.size());
        if (other.array() == array) {
          throw new IllegalArgumentException(
              "Expected tensors that share no array. Received output " + i + " = " + into.get(i));
        }
      }
    }
  }

  private Workspace take() {
    for (int i = 0; i < idle.length(); i++) {
      Workspace workspace = idle.getAndSet(i, null);
      if (workspace != null) {
        return workspace;
      }
    }
    return new Workspace(program);
  }

  private void leave(Workspace workspace) {
    workspace.forget(program.inputs());
    workspace.forget(program.constants());
    workspace.forget(program.called());
    workspace.forget(program.own());
    for (int i = 0; i < idle.length(); i++) {
      if (idle.compareAndSet(i, null, workspace)) {
        return;
      }
    }
  }
}

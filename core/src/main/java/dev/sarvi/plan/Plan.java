package dev.sarvi.plan;

import dev.sarvi.kernel.Parallel;
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
 * <p>Where samples are computed independently of each other, and a batch of them would not stay in
 * the cache from one step to the next, a few go through all steps before the next do.
 *
 * <p>Each run has a workspace of its own; a plan keeps those that are not in use, at most as many
 * as there are cores, so that later runs allocate little more than their results.
 */
public final class Plan {
  /** Bytes of tensors that stay in the second cache. */
  private static final long CACHE = 1 << 20;

  /** How often as many bytes of tensors as of weights go together, which are read each time. */
  private static final int WEIGHTS = 4;

  private final Operation operation;

  /** Of the whole batch. */
  private final Program whole;

  /** What is run: the whole, or the program of as many samples as go together. */
  private final Program program;

  private final AtomicReferenceArray<Workspace> idle =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  private Plan(Operation operation, Program whole, Program program) {
    this.operation = operation;
    this.whole = whole;
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
    return of(operation, shapes, dtypes, Math.max(CACHE, WEIGHTS * bytes(operation)));
  }

  /**
   * The plan of an operation that is built.
   *
   * @param bytes how large tensors are, or those of one sample, that go through it together
   */
  static Plan of(Operation operation, List<Shape> shapes, List<DType> dtypes, long bytes) {
    Program whole = trace(operation, shapes, dtypes, false);
    int together = whole.isBySample() ? together(whole, bytes) : 0;
    if (together == 0 || together == whole.samples()) {
      return new Plan(operation, whole, whole);
    }
    List<Shape> some = shapes.stream().map(shape -> shape.with(0, together)).toList();
    return new Plan(operation, whole, trace(operation, some, dtypes, true));
  }

  /** How many samples have so many bytes; about the same number each time, and on each thread. */
  private static int together(Program whole, long bytes) {
    int samples = whole.samples();
    long most = Math.max(1, bytes / Math.max(1, whole.layout().bytes() / samples));
    if (samples <= most) {
      return samples;
    }
    long timesOnEach = parts(samples, most * Parallel.threads());
    return (int) parts(samples, timesOnEach * Parallel.threads());
  }

  /** How many parts of a size there are, the last of which may be smaller. */
  private static long parts(long size, long ofPart) {
    return (size + ofPart - 1) / ofPart;
  }

  /** Of its weights. */
  private static long bytes(Operation operation) {
    return operation instanceof Layer layer
        ? layer.variables().stream()
            .mapToLong(weight -> (long) weight.shape().size() * weight.dtype().bytes())
            .sum()
        : 0;
  }

  private static Program trace(
      Operation operation, List<Shape> shapes, List<DType> dtypes, boolean copies) {
    PlanTracer tracer = new PlanTracer();
    List<Traced> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      inputs.add(tracer.input(shapes.get(i), dtypes.get(i)));
    }
    List<Tracer.Value> outputs = tracer.apply(operation, List.copyOf(inputs));
    return Program.of(tracer, inputs, outputs.stream().map(Traced.class::cast).toList(), copies);
  }

  /**
   * The outputs for inputs, which are cast to the plan's types.
   *
   * @throws IllegalArgumentException if the inputs do not have the plan's shapes
   */
  public List<Tensor> predict(List<Tensor> inputs) {
    requireFit("input", whole.inputs(), inputs, Plan::hasShape);
    if (program.copies()) {
      List<Tensor> outputs =
          whole.outputs().stream().map(y -> Tensor.empty(y.shape(), y.dtype())).toList();
      runParts(inputs, outputs);
      return outputs;
    }
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
    requireFit("input", whole.inputs(), inputs, Plan::hasShape);
    requireFit("output", whole.outputs(), into, Plan::hasShapeAndType);
    requireApart(inputs, into);
    if (program.copies()) {
      runParts(inputs, into);
      return;
    }
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
        if (result.array() != into.get(i).array()) {
          copy(result, 0, into.get(i), 0, result.size());
        }
      }
    } finally {
      leave(workspace);
    }
  }

  /**
   * Runs on some of the samples after others, on all threads. The last part has as many samples as
   * the others; what it computes once more are the same bits, so it does not matter who is last.
   */
  private void runParts(List<Tensor> inputs, List<Tensor> into) {
    int samples = whole.samples();
    int together = program.samples();
    List<Tensor> given = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      given.add(inputs.get(i).cast(program.inputs().get(i).dtype()));
    }
    Parallel.run(
        (int) parts(samples, together),
        part -> runPart(given, into, Math.min(part * together, samples - together)));
  }

  private void runPart(List<Tensor> inputs, List<Tensor> into, int sample) {
    Workspace workspace = take();
    try {
      for (int i = 0; i < inputs.size(); i++) {
        Tensor part = workspace.get(program.inputs().get(i));
        copy(inputs.get(i), sample * part.shape().stride(0), part, 0, part.size());
      }
      setConstants(workspace);
      workspace.run();
      for (int i = 0; i < into.size(); i++) {
        Tensor part = workspace.get(program.outputs().get(i));
        copy(part, 0, into.get(i), sample * part.shape().stride(0), part.size());
      }
    } finally {
      leave(workspace);
    }
  }

  private static void copy(Tensor from, int start, Tensor to, int at, int length) {
    System.arraycopy(from.array(), start, to.array(), at, length);
  }

  /**
   * How many bytes each concurrent run takes between the steps: beside its inputs and outputs, or,
   * if a run computes some of the samples at a time, with those of these.
   */
  public long bytes() {
    return program.layout().bytes();
  }

  /**
   * The steps: which operations became one, what they give, and in which of the buffers that they
   * share. What is in memory of its own is allocated at each run.
   */
  public String describe() {
    return "Plan of %s for %s: %ssteps=%d, buffers=%d, bytes=%d\n"
            .formatted(
                operation.name(),
                whole.inputs().stream()
                    .map(x -> x.shape().toString())
                    .collect(Collectors.joining(", ")),
                program.copies() ? "samples at a time=%d, ".formatted(program.samples()) : "",
                program.instructions().size(),
                program.layout().buffers().size(),
                bytes())
        + program.describe();
  }

  private void start(Workspace workspace, List<Tensor> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      Traced input = program.inputs().get(i);
      workspace.set(input, inputs.get(i).cast(input.dtype()));
    }
    setConstants(workspace);
  }

  private void setConstants(Workspace workspace) {
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
    if (!program.copies()) {
      workspace.forget(program.inputs());
    }
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

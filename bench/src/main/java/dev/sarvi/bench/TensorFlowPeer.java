package dev.sarvi.bench;

import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow: a graph, its operations started by the caller's thread. */
final class TensorFlowPeer implements Peer {
  @Override
  public Optional<Call> prepare(Problem problem, int threads) {
    return Work.isFloat(problem.model())
        ? Optional.of(new Run(problem, threads))
        : Optional.empty();
  }

  /** How sessions run: an inter-op pool below 0 is the caller's thread. */
  static ConfigProto config(int threads) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(-1)
        .build();
  }

  private static final class Run implements Call {
    private final Problem problem;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session;
    private final List<Operand<?>> fed = new ArrayList<>();
    private final List<org.tensorflow.Tensor> feeds = new ArrayList<>();
    private final List<Operand<?>> fetches = new ArrayList<>();
    private final List<Op> targets = new ArrayList<>();

    Run(Problem problem, int threads) {
      this.problem = problem;
      TensorFlowEngine engine = new TensorFlowEngine(tf, problem);
      List<Operand<TFloat32>> inputs = placeholders(problem.inputs());
      List<Operand<TFloat32>> outputs = Translation.of(problem.model(), inputs, engine);
      switch (problem.work().task()) {
        case FORWARD -> fetches.addAll(outputs);
        case GRADIENTS -> addGradients(engine, inputs, outputs);
        case TRAINING_STEP -> addStep(engine, outputs.get(0));
      }
      this.session = new Session(graph, config(threads));
      if (!engine.initializers().isEmpty()) {
        Session.Runner initialization = session.runner();
        engine.initializers().forEach(initialization::addTarget);
        initialization.run().close();
      }
    }

    private List<Operand<TFloat32>> placeholders(List<Tensor> tensors) {
      List<Operand<TFloat32>> placeholders = new ArrayList<>();
      for (Tensor tensor : tensors) {
        var shape = TensorFlowEngine.shape(tensor.shape());
        placeholders.add(tf.placeholder(TFloat32.class, Placeholder.shape(shape)));
        feeds.add(TFloat32.tensorOf(shape, DataBuffers.of(tensor.floats())));
      }
      fed.addAll(placeholders);
      return placeholders;
    }

    private void addGradients(
        TensorFlowEngine engine, List<Operand<TFloat32>> inputs, List<Operand<TFloat32>> outputs) {
      List<Operand<?>> of = new ArrayList<>(inputs);
      for (Variable variable : problem.model().trainableVariables()) {
        of.add(engine.weight(variable));
      }
      List<Operand<TFloat32>> upstream = placeholders(problem.outputGradients());
      fetches.addAll(outputs);
      gradients(outputs, of, Gradients.dx(upstream)).forEach(fetches::add);
    }

    private Iterable<Operand<?>> gradients(
        List<? extends Operand<?>> outputs,
        List<? extends Operand<?>> of,
        Gradients.Options... options) {
      try {
        return tf.gradients(outputs, of, options).dy().stream()
            .<Operand<?>>map(output -> output)
            .toList();
      } catch (RuntimeException e) {
        if (String.valueOf(e.getMessage()).contains("No gradient defined")) {
          throw new Engine.Missing(e.getMessage());
        }
        throw e;
      }
    }

    /** As Keras's Adam: the powers of the betas are kept in variables. */
    private void addStep(TensorFlowEngine engine, Operand<TFloat32> logits) {
      Placeholder<TInt32> labels = tf.placeholder(TInt32.class);
      fed.add(labels);
      feeds.add(TInt32.vectorOf((int[]) problem.labels().array()));
      var entropy = tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels);
      // The operation gives its own gradient; TensorFlow's C++ interface knows no other.
      Operand<TFloat32> gradient =
          tf.math.mul(entropy.backprop(), tf.constant(1f / problem.work().batch()));
      List<Variable> trained = problem.model().trainableVariables();
      List<Operand<?>> gradients = new ArrayList<>();
      gradients(
              List.of(logits),
              trained.stream().map(engine::weight).toList(),
              Gradients.dx(List.of(gradient)))
          .forEach(gradients::add);
      var beta1 = tf.constant(0.9f);
      var beta2 = tf.constant(0.999f);
      var power1 = engine.variable(beta1, Shape.of());
      var power2 = engine.variable(beta2, Shape.of());
      var power1Read = tf.readVariableOp(power1, TFloat32.class);
      var power2Read = tf.readVariableOp(power2, TFloat32.class);
      List<Op> steps = new ArrayList<>();
      for (int i = 0; i < trained.size(); i++) {
        Shape shape = trained.get(i).shape();
        Operand<TFloat32> zeros = engine.constant(Tensor.zeros(shape));
        steps.add(
            tf.train.resourceApplyAdam(
                engine.handle(trained.get(i)),
                engine.variable(zeros, shape),
                engine.variable(zeros, shape),
                power1Read,
                power2Read,
                tf.constant(1e-3f),
                beta1,
                beta2,
                tf.constant(1e-7f),
                gradients.get(i).asOutput().expect(TFloat32.class)));
      }
      Ops after = tf.withControlDependencies(steps);
      targets.add(after.assignVariableOp(power1, after.math.mul(power1Read, beta1)));
      targets.add(after.assignVariableOp(power2, after.math.mul(power2Read, beta2)));
      targets.addAll(engine.updates());
      fetches.add(tf.math.mean(entropy.loss(), tf.constant(0)));
    }

    private Result fetch() {
      Session.Runner runner = session.runner();
      for (int i = 0; i < fed.size(); i++) {
        runner.feed(fed.get(i), feeds.get(i));
      }
      fetches.forEach(runner::fetch);
      targets.forEach(runner::addTarget);
      return runner.run();
    }

    @Override
    public Object run() {
      try (Result result = fetch()) {
        return result.get(0);
      }
    }

    @Override
    public List<Tensor> results() {
      List<Tensor> results = new ArrayList<>();
      if (problem.work().task() == Task.TRAINING_STEP) {
        float[] losses = new float[STEPS];
        for (int step = 0; step < STEPS; step++) {
          losses[step] = numbers(0, 1)[0];
        }
        return List.of(Tensor.of(Shape.of(STEPS), losses));
      }
      try (Result result = fetch()) {
        for (var entry : result) {
          TFloat32 tensor = (TFloat32) entry.getValue();
          results.add(tensor(tensor));
        }
      }
      return results;
    }

    private float[] numbers(int fetch, int size) {
      try (Result result = fetch()) {
        float[] numbers = new float[size];
        ((TFloat32) result.get(fetch)).asRawTensor().data().asFloats().read(numbers);
        return numbers;
      }
    }

    private static Tensor tensor(TFloat32 tensor) {
      long[] dims = tensor.shape().asArray();
      int[] shape = new int[dims.length];
      for (int axis = 0; axis < dims.length; axis++) {
        shape[axis] = Math.toIntExact(dims[axis]);
      }
      float[] numbers = new float[Math.toIntExact(tensor.size())];
      tensor.asRawTensor().data().asFloats().read(numbers);
      return Tensor.of(Shape.of(shape), numbers);
    }

    @Override
    public void close() {
      feeds.forEach(org.tensorflow.Tensor::close);
      session.close();
      graph.close();
    }
  }
}

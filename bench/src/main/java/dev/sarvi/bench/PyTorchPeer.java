package dev.sarvi.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** PyTorch by DJL: its functions called one after another, results freed after each run. */
final class PyTorchPeer implements Peer {
  @Override
  public Optional<Call> prepare(Problem problem, int threads) {
    if (!Work.isFloat(problem.model()) || problem.work().callers() > 0) {
      return Optional.empty();
    }
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    NDManager manager = NDManager.newBaseManager("PyTorch");
    JniUtils.setNumThreads(threads);
    return Optional.of(new Run(problem, manager));
  }

  private static final class Run implements Call {
    private final Problem problem;
    private final NDManager manager;
    private final Layout layout;
    private final PyTorchEngine engine;
    private final List<Integer> outputs;
    private final List<NDArray> inputs;
    private final List<NDArray> upstream;
    private final NDArray labels;
    private final Map<Layout.Weight, NDArray> weights = new LinkedHashMap<>();
    private final Adam adam =
        Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).optEpsilon(1e-7f).build();

    Run(Problem problem, NDManager manager) {
      this.problem = problem;
      this.manager = manager;
      this.layout = Layout.first(problem.model());
      this.engine = new PyTorchEngine(problem, layout);
      List<Integer> places = IntStream.range(0, problem.inputs().size()).boxed().toList();
      this.outputs = Translation.of(problem.model(), places, engine);
      this.inputs = problem.inputs().stream().map(x -> array(layout.of(x))).toList();
      this.upstream = problem.outputGradients().stream().map(g -> array(layout.of(g))).toList();
      this.labels =
          manager
              .create((int[]) problem.labels().array())
              .toType(ai.djl.ndarray.types.DataType.INT64, true)
              .expandDims(1);
      engine.weights().values().forEach(weight -> weights.put(weight, array(weight.value())));
    }

    private NDArray array(Tensor tensor) {
      long[] dims = IntStream.of(tensor.shape().dims()).asLongStream().toArray();
      return manager.create(tensor.floats(), new Shape(dims));
    }

    /** The same numbers in one run's memory; where gradients are wanted a leaf of its graph. */
    private NDArray use(NDArray array, NDManager run, boolean wanted) {
      NDArray alias = JniUtils.detachGradient((PtNDArray) array);
      alias.attach(run);
      if (wanted) {
        alias.setRequiresGradient(true);
      }
      return alias;
    }

    private PyTorchEngine.Values forward(NDManager run) {
      Task task = problem.work().task();
      JniUtils.setGradMode(task != Task.FORWARD);
      Map<Layout.Weight, NDArray> used = weights;
      if (task != Task.FORWARD) {
        used = new HashMap<>();
        for (var weight : weights.entrySet()) {
          boolean trained = weight.getKey().variable().isTrainable();
          used.put(weight.getKey(), use(weight.getValue(), run, trained));
        }
      }
      NDArray[] places = new NDArray[engine.places()];
      for (int i = 0; i < inputs.size(); i++) {
        places[i] = use(inputs.get(i), run, task == Task.GRADIENTS);
      }
      PyTorchEngine.Values values = new PyTorchEngine.Values(places, used);
      engine.run(values);
      return values;
    }

    private void backward(PyTorchEngine.Values values) {
      for (int i = 0; i < outputs.size(); i++) {
        PtNDArray output = (PtNDArray) values.places()[outputs.get(i)];
        boolean more = i < outputs.size() - 1;
        JniUtils.backward(output, (PtNDArray) upstream.get(i), more, false);
      }
    }

    private NDArray step(NDManager run) {
      PyTorchEngine.Values values = forward(run);
      NDArray logits = values.places()[outputs.get(0)];
      NDArray loss = logits.logSoftmax(1).gather(labels, 1).mean().neg();
      NDArray one = run.create(1f);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
      for (Variable variable : problem.model().trainableVariables()) {
        Layout.Weight weight = engine.weights().get(variable);
        NDArray gradient = values.weights().get(weight).getGradient();
        adam.update(variable.path(), weights.get(weight), gradient);
      }
      return loss;
    }

    @Override
    public Object run() {
      try (NDManager run = manager.newSubManager()) {
        if (problem.work().task() == Task.TRAINING_STEP) {
          return step(run);
        }
        PyTorchEngine.Values values = forward(run);
        if (problem.work().task() == Task.GRADIENTS) {
          backward(values);
        }
        return values;
      }
    }

    @Override
    public List<Tensor> results() {
      try (NDManager run = manager.newSubManager()) {
        if (problem.work().task() == Task.TRAINING_STEP) {
          float[] losses = new float[STEPS];
          for (int i = 0; i < STEPS; i++) {
            losses[i] = step(run).getFloat();
          }
          return List.of(Tensor.of(dev.sarvi.tensor.Shape.of(STEPS), losses));
        }
        return results(forward(run));
      }
    }

    private List<Tensor> results(PyTorchEngine.Values values) {
      List<Tensor> results = new ArrayList<>();
      for (SymbolicTensor output : problem.model().outputs()) {
        NDArray array = values.places()[outputs.get(results.size())];
        var shape = output.shape().with(0, problem.work().batch());
        results.add(layout.restore(array.toFloatArray(), shape));
      }
      if (problem.work().task() == Task.GRADIENTS) {
        backward(values);
        for (int i = 0; i < inputs.size(); i++) {
          float[] gradient = values.places()[i].getGradient().toFloatArray();
          results.add(layout.restore(gradient, problem.inputs().get(i).shape()));
        }
        for (Variable variable : problem.model().trainableVariables()) {
          Layout.Weight weight = engine.weights().get(variable);
          NDArray gradient = values.weights().get(weight).getGradient();
          results.add(weight.restore(gradient.toFloatArray()));
        }
      }
      return results;
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}

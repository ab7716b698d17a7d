package dev.sarvi.bench;

import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.model.Model;
import dev.sarvi.plan.Plan;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.tensor.TensorPool;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Fit;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sarvi, by its public interface; the number of threads is a property of the process. */
final class SarviPeer implements Peer {
  static final String NAME = "Sarvi";

  @Override
  public Optional<Call> prepare(Problem problem, int threads) {
    return Optional.of(
        switch (problem.work().task()) {
          case FORWARD -> new Forward(problem);
          case GRADIENTS -> new Gradients(problem, new TensorPool());
          case TRAINING_STEP -> new TrainingStep(problem);
        });
  }

  /** By a plan into tensors of its own; callers that share a model have none that they share. */
  private static final class Forward implements Call {
    private final Problem problem;
    private final Plan plan;
    private final List<Tensor> outputs;

    Forward(Problem problem) {
      this.problem = problem;
      this.plan =
          problem.model().plan(problem.inputs().stream().map(Tensor::shape).toArray(Shape[]::new));
      this.outputs =
          problem.outputGradients().stream().map(g -> Tensor.zeros(g.shape(), g.dtype())).toList();
    }

    @Override
    public List<Tensor> run() {
      if (problem.work().callers() > 0) {
        return plan.predict(problem.inputs());
      }
      plan.predict(problem.inputs(), outputs);
      return outputs;
    }

    @Override
    public List<Tensor> results() {
      return run();
    }
  }

  /** On arrays that are used again; what is compared with other engines' results has its own. */
  private record Gradients(Problem problem, TensorPool pool) implements Call {
    @Override
    public List<Tensor> run() {
      return pool.call(this::results);
    }

    @Override
    public List<Tensor> results() {
      Model model = problem.model();
      List<Variable> trained = model.trainableVariables();
      WeightGradients weights = new WeightGradients(trained);
      Pass pass = model.call(problem.inputs(), Mode.training(0, 0));
      List<Tensor> results = new ArrayList<>(pass.outputs());
      results.addAll(pass.pullback().apply(problem.outputGradients(), weights));
      trained.forEach(variable -> results.add(weights.of(variable)));
      return results;
    }
  }

  private static final class TrainingStep implements Call {
    private final Problem problem;

    TrainingStep(Problem problem) {
      this.problem = problem;
      problem.model().compile(new Adam(1e-3), new SparseCategoricalCrossentropy(true));
    }

    @Override
    public Double run() {
      Fit step = Fit.epochs(1).batchSize(problem.work().batch()).shuffle(false).seed(1);
      return problem
          .model()
          .fit(problem.inputs().get(0), problem.labels(), step)
          .get("loss")
          .get(0);
    }

    @Override
    public List<Tensor> results() {
      Tensor losses = Tensor.zeros(Shape.of(STEPS));
      for (int step = 0; step < STEPS; step++) {
        losses.floats()[step] = run().floatValue();
      }
      return List.of(losses);
    }
  }
}

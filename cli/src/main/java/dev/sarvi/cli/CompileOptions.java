package dev.sarvi.cli;

import dev.sarvi.model.Model;
import dev.sarvi.train.Compilation;
import dev.sarvi.train.Loss;
import dev.sarvi.train.Losses;
import dev.sarvi.train.Optimizer;
import dev.sarvi.train.OptimizerType;
import dev.sarvi.train.Optimizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how weights move, instead of what the model was compiled with. */
final class CompileOptions {
  /** What Keras's compile takes where nothing is said. */
  private static final String DEFAULT_OPTIMIZER = "rmsprop";

  private OptimizerType<?> optimizer;
  private Loss loss;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "The optimizer's step size from now on.")
  private Double learningRate;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "A new optimizer instead: sgd, adam or rmsprop, with Keras's defaults.")
  void setOptimizer(String name) {
    optimizer = known(Optimizers::type, name);
  }

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "A loss instead, such as mse or sparse_categorical_crossentropy.")
  void setLoss(String name) {
    loss = known(Losses::named, name);
  }

  /**
   * How to train a model: what was given, and for the rest what the model was compiled with.
   *
   * @throws Failure if neither says which loss
   */
  Compilation of(Model model, Path file) {
    Optional<Compilation> before = model.compilation();
    if (before.isEmpty() && loss == null) {
      throw new Failure(file + ": the model was not compiled, so --loss is needed");
    }
    Optimizer moves =
        optimizer == null && before.isPresent() ? before.get().optimizer() : newOptimizer();
    if (learningRate != null) {
      moves.setLearningRate(learningRate);
    }
    return new Compilation(
        moves,
        loss == null ? before.orElseThrow().losses() : List.of(loss),
        loss == null ? before.orElseThrow().lossWeights() : List.of(),
        before.map(Compilation::metrics).orElse(List.of()));
  }

  private Optimizer newOptimizer() {
    OptimizerType<?> type = optimizer == null ? Optimizers.type(DEFAULT_OPTIMIZER) : optimizer;
    return type.create(type.defaults(), type.options());
  }

  private <T> T known(Function<String, T> named, String name) {
    try {
      return named.apply(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}

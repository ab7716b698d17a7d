package dev.sarvi.train;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The training loop, as Keras runs it. Same seed, same data, same machine: the same weights bit for
 * bit, with any number of threads.
 */
public final class Trainer {
  private final Trainable model;
  private final Compilation compilation;

  /** Trains this model that way. */
  public Trainer(Trainable model, Compilation compilation) {
    this.model = model;
    this.compilation = compilation;
  }

  /**
   * Trains.
   *
   * @throws IllegalArgumentException if the data do not fit the model, the losses or the split
   */
  public History fit(Data data, Fit fit) {
    Data train = checked(fit.trainingPart(data));
    Data validation = fit.validationPart(data).map(this::checked).orElse(null);
    long seed = fit.seed() == null ? Seeds.next() : fit.seed();
    History history = new History();
    List<Callback> callbacks = new ArrayList<>(fit.callbacks());
    callbacks.add(0, history);
    Training training = new Training(model, compilation, fit.epochs());
    callbacks.forEach(callback -> callback.onTrainBegin(training));
    for (int i = fit.initialEpoch(); i < fit.epochs() && !training.isStopped(); i++) {
      int epoch = i;
      callbacks.forEach(callback -> callback.onEpochBegin(epoch));
      Map<String, Double> logs = new LinkedHashMap<>(epoch(train, fit, seed, callbacks));
      if (validation != null) {
        logs.putAll(measure(validation, fit.batchSize(), "val_"));
      }
      callbacks.forEach(callback -> callback.onEpochEnd(epoch, logs));
    }
    callbacks.forEach(Callback::onTrainEnd);
    return history;
  }

  /**
   * Loss and metrics on these data, in Keras's order of the keys.
   *
   * @throws IllegalArgumentException if the data do not fit the model or the losses
   */
  public Map<String, Double> evaluate(Data data, int batchSize) {
    Fit.requireBatchSize(batchSize);
    return measure(checked(data), batchSize, "");
  }

  private Map<String, Double> epoch(Data data, Fit fit, long seed, List<Callback> callbacks) {
    int samples = data.samples();
    int batches = (samples + fit.batchSize() - 1) / fit.batchSize();
    // Keyed by the steps done, not by the epoch: going on with a training is like not having
    // paused.
    int[] order =
        fit.shuffle()
            ? new CounterRandom(seed, compilation.optimizer().iterations()).permutation(samples)
            : IntStream.range(0, samples).toArray();
    Scores scores = new Scores(compilation, model.outputNames());
    for (int i = 0; i < batches; i++) {
      int from = i * fit.batchSize();
      int to = Math.min(samples, from + fit.batchSize());
      step(data.gather(Arrays.copyOfRange(order, from, to)), seed, scores);
      int batch = i;
      Map<String, Double> logs = scores.logs("");
      callbacks.forEach(callback -> callback.onBatchEnd(batch, batches, logs));
    }
    return scores.logs("");
  }

  private void step(Data batch, long seed, Scores scores) {
    Optimizer optimizer = compilation.optimizer();
    Pass pass = model.call(batch.inputs(), Mode.training(seed, optimizer.iterations()));
    List<Variable> trained = model.trainableVariables();
    Objective objective = new Objective(compilation, pass, trained, batch);
    List<Tensor> gradients = objective.gradients(optimizer.lossScale());
    scores.add(objective, pass, batch);
    optimizer.apply(trained, gradients);
    pass.committed();
  }

  private Map<String, Double> measure(Data data, int batchSize, String prefix) {
    Scores scores = new Scores(compilation, model.outputNames());
    for (int from = 0; from < data.samples(); from += batchSize) {
      Data batch = data.rows(from, Math.min(data.samples(), from + batchSize));
      Pass pass = model.call(batch.inputs(), Mode.INFERENCE).committed();
      Objective objective = new Objective(compilation, pass, model.trainableVariables(), batch);
      scores.add(objective, pass, batch);
    }
    return scores.logs(prefix);
  }

  private Data checked(Data data) {
    if (data.samples() == 0) {
      throw new IllegalArgumentException(
          "Expected at least one sample. Received: x=" + data.inputs());
    }
    Data fed = data.fedTo(model);
    compilation.requireFits(model.outputNames(), fed.targets());
    return fed;
  }
}

package dev.sarvi.train;

import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** A training that is running, as callbacks see it. */
public final class Training {
  private final Trainable model;
  private final Compilation compilation;
  private final int epochs;
  private boolean stopped;

  Training(Trainable model, Compilation compilation, int epochs) {
    this.model = model;
    this.compilation = compilation;
    this.epochs = epochs;
  }

  /** How many epochs were asked for. */
  public int epochs() {
    return epochs;
  }

  /** What moves the weights; its learning rate may be changed. */
  public Optimizer optimizer() {
    return compilation.optimizer();
  }

  /** Ends the training after this epoch. */
  public void stop() {
    stopped = true;
  }

  /** Whether it ends after this epoch. */
  public boolean isStopped() {
    return stopped;
  }

  /** All weights as they are now. */
  public List<Tensor> weights() {
    return model.variables().stream().map(Variable::value).toList();
  }

  /** Sets all weights, in the order of {@link #weights()}. */
  public void setWeights(List<Tensor> weights) {
    List<Variable> variables = model.variables();
    for (int i = 0; i < variables.size(); i++) {
      variables.get(i).assign(weights.get(i));
    }
  }

  /** Whether more is better for this key of the logs; empty if that is not known. */
  Optional<Boolean> higherIsBetter(String key) {
    String name = key.startsWith("val_") ? key.substring(4) : key;
    if (name.equals("loss") || name.endsWith("_loss")) {
      return Optional.of(false);
    }
    return compilation.metrics().stream()
        .flatMap(List::stream)
        .filter(metric -> name.equals(metric.name()) || name.endsWith("_" + metric.name()))
        .map(Metric::higherIsBetter)
        .findFirst();
  }
}

package dev.sarvi.train;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.Tensor;

/**
 * A loss that is only measured, as Keras's {@code metrics=["mse"]}.
 *
 * @param name its key in the history
 * @param loss what is measured; its reduction must be a mean
 */
public record LossMetric(String name, Loss loss) implements Metric {
  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Mean of(Tensor target, Tensor prediction, Tensor weight) {
    double samples = prediction.shape().dim(0);
    double value = loss.of(target, prediction, weight).value();
    return weight == null
        ? Mean.of(value, samples)
        : new Mean(value * samples, TensorMath.total(weight.widened()) / weight.size() * samples);
  }
}

package dev.sarvi.layer.regularization;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * A layer that changes its input at random in training, and in prediction gives it as it is. What
 * it draws depends on the training's seed, the step, the layer (its own seed, or else its name) and
 * the element's position alone.
 */
abstract class RandomLayer extends SingleInputLayer {
  RandomLayer(Record config, Options options) {
    super(config, options);
  }

  /** How much is changed: 0 for nothing. */
  abstract double amount();

  /** The layer's own seed, or null. */
  abstract Long seed();

  /** What training makes of an input. */
  abstract Pass perturbed(Tensor x, CounterRandom random);

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected final Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return x;
  }

  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    if (!mode.training() || amount() == 0) {
      return Pass.of(x, g -> g);
    }
    return perturbed(x, new CounterRandom(mode.seed(), mode.step(), Seeds.of(seed(), name())));
  }

  /** Refuses a part of the elements that is none. */
  static void requireRate(double rate) {
    requireUnit("rate", rate);
  }

  /** Refuses what is not from 0 to 1. */
  static void requireUnit(String name, double value) {
    Arguments.require(
        value >= 0 && value <= 1,
        "Invalid value received for argument `%s`. Expected a float value between 0 and 1."
            + " Received: %s=%s",
        name,
        name,
        value);
  }

  /** Refuses to train with a rate of 1, where the formula divides by what is kept. */
  final void requireSomeKept() {
    Arguments.require(
        amount() < 1,
        described() + " expected a rate below 1 in training. Received: rate=" + amount());
  }

  /** Normal, of mean 0 and standard deviation 1, in the shape and type of {@code like}. */
  static Tensor normal(CounterRandom random, Tensor like) {
    float[] drawn = new float[like.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) random.normal(i);
    }
    return Tensor.of(like.shape(), drawn).cast(like.dtype());
  }
}

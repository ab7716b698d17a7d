package dev.sarvi.model;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.regularizer.L1L2;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Data;
import java.util.List;

/** Small models and data to train them on. */
final class Examples {
  private Examples() {}

  /** Three classes of four features. */
  static Sequential classifier(DType dtype) {
    Options options = Options.DEFAULT.withDType(dtype);
    return new Sequential(options.withName("classifier"))
        .add(Input.of(Shape.of(4), options))
        .add(dense(5, new L1L2(.01, .02), options.withActivityRegularizer(new L1L2(0, .1))))
        .add(new PReLU(new PReLU.Config(), options))
        .add(dense(3, null, options))
        .add(new Softmax(new Softmax.Config(), options));
  }

  /** The same start for each. */
  private static Dense dense(int units, Regularizer regularizer, Options options) {
    return new Dense(
        new Dense.Config(units).withKernel(new GlorotUniform(3L), regularizer, null), options);
  }

  /** One input, a shared layer, and two outputs called {@code a} and {@code b}. */
  static Model twoOutputs() {
    SymbolicTensor x = Input.of(4);
    SymbolicTensor hidden = new PReLU().apply(new Dense(5).apply(x));
    SymbolicTensor a =
        new Softmax(new Softmax.Config(), Options.named("a")).apply(new Dense(3).apply(hidden));
    SymbolicTensor b = dense(1, null, Options.named("b")).apply(hidden);
    return Model.of(List.of(x), List.of(a, b), Options.DEFAULT);
  }

  static Tensor features(int samples) {
    CounterRandom random = new CounterRandom(1);
    float[] x = new float[samples * 4];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.normal(i);
    }
    return Tensor.of(Shape.of(samples, 4), x);
  }

  /** Which of the first three features is largest. */
  static Tensor labels(Tensor features) {
    float[] y = new float[features.shape().dim(0)];
    for (int i = 0; i < y.length; i++) {
      for (int j = 1; j < 3; j++) {
        y[i] = features.at(i * 4 + j) > features.at(i * 4 + (int) y[i]) ? j : y[i];
      }
    }
    return Tensor.of(Shape.of(y.length), y);
  }

  static Data data(int samples) {
    Tensor x = features(samples);
    return Data.of(x, labels(x));
  }
}

package dev.sarvi.train;

import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * {@code x·W + b} in plain loops: a layer to train without the layers that are tested elsewhere.
 */
public final class Affine extends SingleInputLayer {
  /** How many outputs, and a penalty on the kernel. */
  public record Config(int units, Regularizer regularizer) {}

  public Affine(int units) {
    this(units, null, Options.DEFAULT);
  }

  public Affine(int units, Regularizer regularizer, Options options) {
    super(new Config(units, regularizer), options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireRank(input, 2);
    return input.with(1, config().units());
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    Shape kernel = Shape.of(input.dim(1), config().units());
    return List.of(
        WeightSpec.trainable("kernel", kernel, new GlorotUniform(3L), config().regularizer(), null),
        WeightSpec.trainable("bias", kernel.slice(1, 2), new Zeros(), null, null));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Variable kernel = ownVariables().get(0);
    Variable bias = ownVariables().get(1);
    Tensor w = kernel.value();
    Tensor b = bias.value();
    Tensor y = product(x, w, b);
    return Pass.of(
        y,
        (gradient, weights) -> {
          weights.add(kernel, () -> product(transposed(x), gradient, null));
          weights.add(
              bias,
              () ->
                  product(Tensor.full(Shape.of(1, x.shape().dim(0)), x.dtype(), 1), gradient, null)
                      .reshape(bias.shape()));
          return product(gradient, transposed(w), null);
        });
  }

  private static Tensor product(Tensor a, Tensor b, Tensor bias) {
    int rows = a.shape().dim(0);
    int inner = a.shape().dim(1);
    int columns = b.shape().dim(1);
    double[] y = new double[rows * columns];
    for (int i = 0; i < y.length; i++) {
      double sum = bias == null ? 0 : bias.at(i % columns);
      for (int k = 0; k < inner; k++) {
        sum += a.at(i / columns * inner + k) * b.at(k * columns + i % columns);
      }
      y[i] = sum;
    }
    return Tensor.of(Shape.of(rows, columns), y).cast(a.dtype());
  }

  private static Tensor transposed(Tensor a) {
    return dev.sarvi.kernel.TensorMath.transpose(a, 1, 0);
  }
}

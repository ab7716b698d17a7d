package dev.sarvi.layer.merging;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The product of the inputs, element by element; they broadcast. See <a
 * href="https://keras.io/api/layers/merging_layers/multiply/">Keras: Multiply</a>.
 */
public final class Multiply extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Multiply.class, new Config(), Multiply::new);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Multiply() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Multiply(Config config, Options options) {
    super(config, options, A.times(B));
  }

  @Override
  MaskedMerge masked() {
    return new MaskedMerge(1, false);
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return IntStream.range(0, inputs.size()).mapToObj(i -> gradient(g, inputs, i)).toList();
  }

  /** The product of all others. */
  private static Tensor gradient(Tensor g, List<Tensor> inputs, int which) {
    Tensor gradient = g;
    for (int i = 0; i < inputs.size(); i++) {
      gradient = i == which ? gradient : TensorMath.product(gradient, inputs.get(i));
    }
    return gradient;
  }
}

package dev.sarvi.layer.merging;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * The first of two inputs less the second; they broadcast. See <a
 * href="https://keras.io/api/layers/merging_layers/subtract/">Keras: Subtract</a>.
 */
public final class Subtract extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Subtract.class, new Config(), Subtract::new);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Subtract() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Subtract(Config config, Options options) {
    super(config, options, A.minus(B));
  }

  @Override
  int expectedInputs() {
    return 2;
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return List.of(g, TensorMath.scale(g, -1));
  }
}

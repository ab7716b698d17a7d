package dev.sarvi.layer.merging;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * The mean of the inputs, which broadcast. See <a
 * href="https://keras.io/api/layers/merging_layers/average/">Keras: Average</a>.
 */
public final class Average extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Average.class, new Config(), Average::new);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Average() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Average(Config config, Options options) {
    super(config, options, A.plus(B));
  }

  @Override
  double share(int inputs) {
    return 1.0 / inputs;
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return Collections.nCopies(inputs.size(), TensorMath.scale(g, 1.0 / inputs.size()));
  }
}

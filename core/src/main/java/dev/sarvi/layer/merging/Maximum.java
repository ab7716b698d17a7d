package dev.sarvi.layer.merging;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * The largest of the inputs, which broadcast; NaN where one is NaN. In a tie the first of them
 * takes the gradient, as on the TensorFlow backend. See <a
 * href="https://keras.io/api/layers/merging_layers/maximum/">Keras: Maximum</a>.
 */
public final class Maximum extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Maximum.class, new Config(), Maximum::new);

  private static final Extremum EXTREMUM = new Extremum(Formula::max);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Maximum() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Maximum(Config config, Options options) {
    super(config, options, EXTREMUM.ofTwo());
  }

  @Override
  MaskedMerge masked() {
    return new MaskedMerge(Double.NEGATIVE_INFINITY, true);
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return EXTREMUM.gradients(g, inputs);
  }
}

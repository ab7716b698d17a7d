package dev.sarvi.layer.merging;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * The smallest of the inputs, which broadcast; NaN where one is NaN. In a tie the first of them
 * takes the gradient, as on the TensorFlow backend. See <a
 * href="https://keras.io/api/layers/merging_layers/minimum/">Keras: Minimum</a>.
 */
public final class Minimum extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Minimum.class, new Config(), Minimum::new);

  private static final Extremum EXTREMUM = new Extremum(Formula::min);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Minimum() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Minimum(Config config, Options options) {
    super(config, options, EXTREMUM.ofTwo());
  }

  @Override
  MaskedMerge masked() {
    return new MaskedMerge(Double.POSITIVE_INFINITY, true);
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return EXTREMUM.gradients(g, inputs);
  }
}

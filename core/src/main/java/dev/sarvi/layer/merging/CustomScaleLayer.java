package dev.sarvi.layer.merging;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * {@code a + scale·b} of two inputs, which broadcast. A layer of InceptionResNetV2 as {@code
 * keras.applications} writes it. See Szegedy et al. 2016, <a
 * href="https://arxiv.org/abs/1602.07261">arXiv:1602.07261</a>, section 3.3.
 */
public final class CustomScaleLayer extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          CustomScaleLayer.class, new Config(1), Set.of("scale"), CustomScaleLayer::new);

  /**
   * The arguments.
   *
   * @param scale of the second input
   */
  public record Config(double scale) {}

  /** A layer that scales its second input so. */
  public CustomScaleLayer(double scale) {
    this(new Config(scale), Options.DEFAULT);
  }

  /** A layer of this config. */
  public CustomScaleLayer(Config config, Options options) {
    super(config, options, A.plus(B.times(Formula.constant(config.scale))));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  /** Not, being a layer of keras.applications. */
  @Override
  public boolean supportsMasking() {
    return false;
  }

  @Override
  int expectedInputs() {
    return 2;
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return List.of(g, TensorMath.scale(g, config().scale));
  }
}

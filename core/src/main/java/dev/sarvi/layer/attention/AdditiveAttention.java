package dev.sarvi.layer.attention;

import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.layer.Combination;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Attention with scores {@code Σ scale·tanh(query + key)}. Weight: {@code scale} (size,), if it is
 * used. See Bahdanau, Cho, Bengio 2014, <a
 * href="https://arxiv.org/abs/1409.0473">arXiv:1409.0473</a>, and <a
 * href="https://keras.io/api/layers/attention_layers/additive_attention/">Keras:
 * AdditiveAttention</a>.
 */
public final class AdditiveAttention extends BaseAttention {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(AdditiveAttention.class, new Config(), AdditiveAttention::new);

  private static final Combination TANH =
      new Combination(
          Formula.input("scale").times(Formula.tanh(Formula.input("q").plus(Formula.input("k")))),
          "q",
          "k",
          "scale");

  /**
   * The arguments.
   *
   * @param useScale whether the terms of a score are scaled by weights
   * @param dropout the part of the scores that is dropped in training
   * @param seed of what is dropped; null for one by the layer's name
   * @param call what Keras takes at each call
   */
  public record Config(boolean useScale, double dropout, Long seed, AttentionCall call) {
    /** Keras's defaults. */
    public Config() {
      this(true, 0, null, new AttentionCall());
    }
  }

  /** A layer with a scale. */
  public AdditiveAttention() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer of this config. */
  public AdditiveAttention(Config config, Options options) {
    super(config, options, config.dropout, config.seed, config.call);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    Shape size = Shape.of(inputs.get(0).dim(-1));
    return config().useScale
        ? List.of(WeightSpec.trainable("scale", size, new GlorotUniform(), null, null))
        : List.of();
  }

  @Override
  Pass scores(Tensor query, Tensor key) {
    Variable scale = config().useScale ? ownVariables().get(0) : null;
    Tensor factor = scale == null ? Tensor.scalar(query.dtype(), 1) : scale.computeValue();
    Pass scores = summed(TANH.apply(column(query), row(key), factor));
    return new Pass(
        scores.outputs(),
        (gradients, weights) -> {
          List<Tensor> back = scores.pullback().apply(gradients, weights);
          add(weights, scale, back.get(2));
          return List.of(back.get(0).reshape(query.shape()), back.get(1).reshape(key.shape()));
        },
        List.of(),
        List.of());
  }
}

package dev.sarvi.layer.attention;

import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Ones;
import dev.sarvi.layer.Combination;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention with scores {@code scale·query·keyᵀ}, or {@code weight·Σ tanh(scale·(query + key))}
 * with {@code scoreMode} "concat". Weights, each one number: {@code scale}, if it is used, and
 * {@code concat_score_weight}. See Luong and others 2015, <a
 * href="https://arxiv.org/abs/1508.04025">arXiv:1508.04025</a>, and <a
 * href="https://keras.io/api/layers/attention_layers/attention/">Keras: Attention</a>.
 */
public final class Attention extends BaseAttention {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Attention.class, new Config(), Attention::new);

  private static final Combination TANH =
      new Combination(
          Formula.tanh(Formula.input("scale").times(Formula.input("q").plus(Formula.input("k")))),
          "q",
          "k",
          "scale");

  /**
   * The arguments.
   *
   * @param useScale whether scores are scaled by a weight
   * @param scoreMode {@code dot} or {@code concat}
   * @param dropout the part of the scores that is dropped in training
   * @param seed of what is dropped; null for one by the layer's name
   * @param call what Keras takes at each call
   */
  public record Config(
      boolean useScale, String scoreMode, double dropout, Long seed, AttentionCall call) {
    /** Checks the arguments. */
    public Config {
      Arguments.require(
          scoreMode.equals("dot") || scoreMode.equals("concat"),
          "Invalid value for argument score_mode. Expected one of {'dot', 'concat'}. Received:"
              + " score_mode="
              + scoreMode);
    }

    /** Keras's defaults. */
    public Config() {
      this(false, "dot", 0, null, new AttentionCall());
    }
  }

  /** A layer of scores without a scale. */
  public Attention() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer of this config. */
  public Attention(Config config, Options options) {
    super(config, options, config.dropout, config.seed, config.call);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  private boolean isConcat() {
    return config().scoreMode.equals("concat");
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    List<WeightSpec> weights = new ArrayList<>();
    if (config().useScale) {
      weights.add(WeightSpec.trainable("scale", Shape.of(), new Ones(), null, null));
    }
    if (isConcat()) {
      weights.add(WeightSpec.trainable("concat_score_weight", Shape.of(), new Ones(), null, null));
    }
    return weights;
  }

  @Override
  Pass scores(Tensor query, Tensor key) {
    Variable scale = config().useScale ? ownVariables().get(0) : null;
    Tensor factor = value(scale, query);
    Pass product =
        isConcat()
            ? summed(TANH.apply(column(query), row(key), factor))
            : Pass.contraction(query, "bqd", key, "bkd", "bqk");
    Variable weight = isConcat() ? ownVariables().get(ownVariables().size() - 1) : scale;
    Pass scores = Combination.PRODUCT.apply(product.output(), value(weight, query));
    return new Pass(
        scores.outputs(),
        (gradients, weights) -> {
          List<Tensor> ofProduct = scores.pullback().apply(gradients, weights);
          add(weights, weight, ofProduct.get(1));
          List<Tensor> back = product.back(ofProduct.get(0), weights);
          if (isConcat()) {
            add(weights, scale, back.get(2));
          }
          return List.of(back.get(0).reshape(query.shape()), back.get(1).reshape(key.shape()));
        },
        List.of(),
        List.of());
  }

  private static Tensor value(Variable weight, Tensor like) {
    return weight == null ? Tensor.scalar(like.dtype(), 1) : weight.computeValue();
  }
}

package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.attention.AdditiveAttention;
import dev.sarvi.layer.attention.Attention;
import dev.sarvi.layer.attention.AttentionCall;
import dev.sarvi.layer.attention.MultiHeadAttention;
import dev.sarvi.layer.core.EinsumDense;
import dev.sarvi.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** The samples of attention layers, and of the dense layers that they are made of. */
final class AttentionSamples {
  private static final Shape QUERY = Shape.of(2, 4, 5);
  private static final Shape VALUE = Shape.of(2, 3, 2);
  private static final Shape KEY = Shape.of(2, 3, 5);
  private static final AttentionCall ALL = new AttentionCall(true, true);

  private AttentionSamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "EinsumDense" ->
          List.of(
              einsum(new EinsumDense.Config("ab,bc->ac", List.of(3)), Shape.of(2, 4)),
              einsum(new EinsumDense.Config("ab,bc->ac", List.of(3)), Shape.of(0, 4)),
              einsum(
                  new EinsumDense.Config("...ab,bc->...ac", Arrays.asList(null, 3))
                      .withBiasAxes("c")
                      .withActivation(ActivationFunction.named("tanh")),
                  Shape.of(2, 2, 3, 4)),
              einsum(
                  new EinsumDense.Config("ab...,bc->ac...", List.of(5)).withBiasAxes("c"),
                  Shape.of(2, 3, 4)),
              einsum(new EinsumDense.Config("abc,cd->ad", List.of(2)), Shape.of(2, 3, 4)));
      case "Attention" ->
          List.of(
              sample(new Attention.Config(), Attention::new, QUERY, KEY),
              sample(new Attention.Config(), Attention::new, QUERY, VALUE, KEY),
              sample(
                  new Attention.Config(true, "dot", 0.3, 5L, ALL),
                  Attention::new,
                  QUERY,
                  VALUE,
                  KEY),
              sample(
                  new Attention.Config(true, "concat", 0, null, ALL), Attention::new, QUERY, KEY),
              sample(
                  new Attention.Config(false, "concat", 0, null, new AttentionCall()),
                  Attention::new,
                  Shape.of(0, 4, 5),
                  Shape.of(0, 3, 5)));
      case "AdditiveAttention" ->
          List.of(
              sample(new AdditiveAttention.Config(), AdditiveAttention::new, QUERY, KEY),
              sample(
                  new AdditiveAttention.Config(false, 0.2, 1L, ALL),
                  AdditiveAttention::new,
                  QUERY,
                  VALUE,
                  KEY));
      case "MultiHeadAttention" -> heads();
      default -> List.of();
    };
  }

  private static Sample einsum(EinsumDense.Config config, Shape input) {
    return sample(config, EinsumDense::new, input);
  }

  private static List<Sample> heads() {
    MultiHeadAttention.Config config = new MultiHeadAttention.Config(2, 3);
    return List.of(
        sample(config, MultiHeadAttention::new, QUERY, VALUE),
        sample(config, MultiHeadAttention::new, Shape.of(0, 4, 5), Shape.of(0, 1, 5)),
        sample(config.withValueDim(1), MultiHeadAttention::new, QUERY, VALUE, KEY),
        sample(config.withDropout(0.4).withCall(ALL), MultiHeadAttention::new, QUERY, VALUE),
        sample(
            config.withCall(new AttentionCall(true, false)), MultiHeadAttention::new, QUERY, QUERY),
        sample(
            config.withAttentionAxes(List.of(2)),
            MultiHeadAttention::new,
            Shape.of(2, 2, 4, 3),
            Shape.of(2, 2, 3, 3)),
        sample(config, MultiHeadAttention::new, Shape.of(1, 2, 2, 3), Shape.of(1, 3, 2, 3)));
  }
}

package dev.sarvi.layer.attention;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.RowOperation;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Combination;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention on inputs query {@code (batch, queries, size)}, value {@code (batch, keys, other)} and
 * key {@code (batch, keys, size)}, which is the value if it is not given: {@code softmax(scores)·
 * value}, of shape {@code (batch, queries, other)}. With {@code returnAttentionScores} the softmax,
 * {@code (batch, queries, keys)}, follows. Masked values do not count, as far as others are left;
 * the output of masked queries is 0.
 */
abstract class BaseAttention extends Layer {
  /** Far below any score, as Keras has it: for float16, and for the other types. */
  private static final Combination FAR_BELOW_HALF = farBelow(65504);

  private static final Combination FAR_BELOW = farBelow(1e9);

  private final double dropout;
  private final Long seed;
  private final AttentionCall call;

  BaseAttention(Record config, Options options, double dropout, Long seed, AttentionCall call) {
    super(config, options);
    this.dropout = dropout;
    this.seed = seed;
    this.call = call;
  }

  private static Combination farBelow(double distance) {
    Formula x = Formula.X;
    Formula mask = Formula.input("mask");
    return new Combination(
        Formula.select(
            Comparison.GREATER, mask, Formula.ZERO, x, x.minus(Formula.constant(distance))),
        "x",
        "mask");
  }

  /** From query (batch, queries, 1, size) and key (batch, 1, keys, size) to scores. */
  abstract Pass scores(Tensor query, Tensor key);

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    Arguments.require(
        inputs.size() == 2 || inputs.size() == 3,
        described()
            + ": %s layer accepts inputs list of length 2 or 3, namely [query, value] or [query,"
                .formatted(className())
            + " value, key]. Received length: "
            + inputs.size());
    for (Shape input : inputs) {
      Arguments.require(
          input.rank() == 3,
          described()
              + " expected inputs of shape (batch, positions, size). Received: "
              + Arguments.list(inputs));
    }
    Shape query = inputs.get(0);
    Shape value = inputs.get(1);
    List<Shape> outputs = new ArrayList<>(List.of(query.with(-1, value.dim(-1))));
    if (call.returnAttentionScores()) {
      outputs.add(query.with(-1, inputs.get(inputs.size() - 1).dim(1)));
    }
    return outputs;
  }

  @Override
  protected final void requireMasks(List<Shape> inputs, List<Shape> masks) {
    ScoreMasks.requireOneEach(inputs, masks, described());
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return call.outputMasks(masks);
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    return forward(inputs, List.of(), mode);
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    Tensor query = inputs.get(0);
    Tensor value = inputs.get(1);
    Tensor key = inputs.get(inputs.size() - 1);
    DType dtype = query.dtype();
    Pass scores = scores(query, key);
    Tensor mask = scoreMask(masks, scores.output());
    Pass masked = mask == null ? Pass.of(scores.output(), g -> g) : below(scores.output(), mask);
    int keys = key.shape().dim(1);
    Tensor softmax = RowOperation.SOFTMAX.map(masked.output(), keys);
    Tensor dropMask = dropMask(this, dropout, seed, softmax, mode);
    Tensor weights = dropMask == null ? softmax : TensorMath.product(softmax, dropMask);
    Pass product = Pass.contraction(weights, "bqk", value, "bkv", "bqv");
    Tensor queryMask = masks.isEmpty() ? null : ScoreMasks.ofQueries(masks.get(0), dtype);
    Tensor output =
        queryMask == null ? product.output() : Masks.keep(product.output(), queryMask, 0);
    boolean returnsScores = call.returnAttentionScores();
    return new Pass(
        returnsScores ? List.of(output, weights) : List.of(output),
        (gradients, sums) -> {
          Tensor above = gradients.get(0);
          List<Tensor> back =
              product.back(queryMask == null ? above : Masks.keep(above, queryMask, 0), sums);
          Tensor ofWeights =
              returnsScores ? TensorMath.sum(back.get(0), gradients.get(1)) : back.get(0);
          Tensor ofSoftmax = dropMask == null ? ofWeights : TensorMath.product(ofWeights, dropMask);
          Tensor ofMasked = RowOperation.SOFTMAX.gradient(softmax, ofSoftmax, keys);
          List<Tensor> ofInputs =
              scores.back(masked.back(ofMasked, sums).get(0), sums); // query, key
          return inputs.size() == 3
              ? List.of(ofInputs.get(0), back.get(1), ofInputs.get(1))
              : List.of(ofInputs.get(0), TensorMath.sum(back.get(1), ofInputs.get(1)));
        },
        List.of(),
        List.of());
  }

  private Pass below(Tensor scores, Tensor mask) {
    boolean half = computeDType() == DType.FLOAT16;
    return (half ? FAR_BELOW_HALF : FAR_BELOW).apply(scores, mask);
  }

  private Tensor scoreMask(List<Tensor> masks, Tensor scores) {
    Tensor ofValues = masks.isEmpty() ? null : ScoreMasks.ofKeys(masks.get(1), scores.dtype());
    Shape shape = scores.shape();
    Tensor causal =
        call.useCausalMask()
            ? ScoreMasks.causal(shape.dim(-2), shape.dim(-1), scores.dtype())
            : null;
    return ScoreMasks.and(ofValues, causal);
  }

  /** What is multiplied by to drop a part of the scores; null for nothing. */
  static Tensor dropMask(Layer layer, double rate, Long seed, Tensor weights, Mode mode) {
    if (rate == 0 || !mode.training()) {
      return null;
    }
    return new CounterRandom(mode.seed(), mode.step(), Seeds.of(seed, layer.name()))
        .dropMask(weights.shape(), weights.dtype(), rate);
  }

  /** The last axis summed, and spread again on the way back. */
  static Pass summed(Pass pass) {
    Shape whole = pass.output().shape();
    Shape kept = whole.with(-1, 1);
    Tensor sum = TensorMath.sumTo(pass.output(), kept);
    return new Pass(
        List.of(sum.reshape(whole.slice(0, whole.rank() - 1))),
        (gradients, weights) ->
            pass.back(TensorMath.broadcastTo(gradients.get(0).reshape(kept), whole), weights),
        List.of(),
        List.of());
  }

  /** (batch, queries, size) as (batch, queries, 1, size). */
  static Tensor column(Tensor query) {
    Shape shape = query.shape();
    return query.reshape(Shape.of(shape.dim(0), shape.dim(1), 1, shape.dim(2)));
  }

  /** (batch, keys, size) as (batch, 1, keys, size). */
  static Tensor row(Tensor key) {
    Shape shape = key.shape();
    return key.reshape(Shape.of(shape.dim(0), 1, shape.dim(1), shape.dim(2)));
  }

  /** Adds the gradient of a weight, if there is one. */
  static void add(WeightGradients weights, Variable weight, Tensor gradient) {
    if (weight != null) {
      weights.add(weight, () -> gradient);
    }
  }
}

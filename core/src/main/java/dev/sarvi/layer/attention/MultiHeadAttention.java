package dev.sarvi.layer.attention;

import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.core.EinsumDense;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attention in several heads: query {@code (batch, ..., queries, size)}, value {@code (batch, ...,
 * keys, other)} and key, which is the value if it is not given, are projected for each head, {@code
 * softmax(query·keyᵀ / √keyDim)·value} is taken in each, and the heads are projected to the output,
 * {@code (batch, ..., queries, size)}. With {@code returnAttentionScores} the softmax, {@code
 * (batch, ..., heads, queries, keys)}, follows. With {@code attentionMask} the last input is a mask
 * {@code (batch, queries, keys)}; masks that inputs carry count, too.
 *
 * <p>Weights: a kernel and a bias of each of the parts {@code query}, {@code key}, {@code value}
 * and {@code attention_output}, which are {@link EinsumDense} layers. See Vaswani and others 2017,
 * <a href="https://arxiv.org/abs/1706.03762">arXiv:1706.03762</a>, and <a
 * href="https://keras.io/api/layers/attention_layers/multi_head_attention/">Keras:
 * MultiHeadAttention</a>.
 */
public final class MultiHeadAttention extends Layer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          MultiHeadAttention.class,
          new Config(1, 1),
          Set.of("numHeads", "keyDim"),
          MultiHeadAttention::new);

  /**
   * The arguments.
   *
   * @param numHeads how many heads, at least 1
   * @param keyDim the size of queries and keys in each head, at least 1
   * @param valueDim the size of values in each head; null for that of keys
   * @param dropout the part of the scores that is dropped in training
   * @param useBias whether projections have a bias
   * @param useGate whether heads are multiplied by the sigmoid of a projection of the query
   * @param outputShape of the last axes of the output; null for the query's size
   * @param attentionAxes the axes of positions, the batch being 0; null for all but the first and
   *     the last
   * @param slidingWindow how far positions attend, in both directions; null for all the way
   * @param kernelInitializer how kernels start
   * @param biasInitializer how biases start
   * @param kernelRegularizer or null
   * @param biasRegularizer or null
   * @param kernelConstraint or null
   * @param biasConstraint or null
   * @param seed of what is dropped; null for one by the layer's name
   * @param call what Keras takes at each call
   * @param attentionMask whether the last input is a mask
   */
  public record Config(
      int numHeads,
      int keyDim,
      Integer valueDim,
      double dropout,
      boolean useBias,
      boolean useGate,
      List<Integer> outputShape,
      List<Integer> attentionAxes,
      Integer slidingWindow,
      Initializer kernelInitializer,
      Initializer biasInitializer,
      Regularizer kernelRegularizer,
      Regularizer biasRegularizer,
      Constraint kernelConstraint,
      Constraint biasConstraint,
      Long seed,
      AttentionCall call,
      boolean attentionMask) {
    /** Checks the arguments. */
    public Config {
      requirePositive("num_heads", numHeads);
      requirePositive("key_dim", keyDim);
      valueDim = valueDim == null ? keyDim : valueDim;
      requirePositive("value_dim", valueDim);
      requirePositive("sliding_window", slidingWindow == null ? 1 : slidingWindow);
      outputShape = outputShape == null ? null : List.copyOf(outputShape);
      attentionAxes = attentionAxes == null ? null : List.copyOf(attentionAxes);
    }

    private static void requirePositive(String name, int value) {
      Arguments.require(
          value > 0,
          "Received an invalid value for argument `%s`, expected a positive integer. Received:"
                  .formatted(name)
              + " %s=%d".formatted(name, value));
    }

    /** Keras's defaults. */
    public Config(int numHeads, int keyDim) {
      this(
          numHeads,
          keyDim,
          null,
          0,
          true,
          false,
          null,
          null,
          null,
          new GlorotUniform(),
          new Zeros(),
          null,
          null,
          null,
          null,
          null,
          new AttentionCall(),
          false);
    }

    /** With another value for one of the arguments, by its name in Java. */
    private Config with(String component, Object value) {
      return Records.with(this, component, value);
    }

    /** With values of this size in each head. */
    public Config withValueDim(int valueDim) {
      return with("valueDim", valueDim);
    }

    /** With this part of the scores dropped in training. */
    public Config withDropout(double dropout) {
      return with("dropout", dropout);
    }

    /** With attention along these axes. */
    public Config withAttentionAxes(List<Integer> attentionAxes) {
      return with("attentionAxes", attentionAxes);
    }

    /** With what Keras takes at each call. */
    public Config withCall(AttentionCall call) {
      return with("call", call);
    }

    /** With a mask as last input, or not. */
    public Config withAttentionMask(boolean attentionMask) {
      return with("attentionMask", attentionMask);
    }
  }

  private final Map<String, Layer> parts = new LinkedHashMap<>();

  /** A layer of so many heads, with keys of that size. */
  public MultiHeadAttention(int numHeads, int keyDim) {
    this(new Config(numHeads, keyDim), Options.DEFAULT);
  }

  /** A layer of this config. */
  public MultiHeadAttention(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  /** The projections, once it is built. */
  @Override
  public Map<String, Layer> parts() {
    return Collections.unmodifiableMap(parts);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    int given = inputs.size() - (config().attentionMask ? 1 : 0);
    Arguments.require(
        given == 2 || given == 3,
        described()
            + " is called on a query and a value, and perhaps a key"
            + (config().attentionMask ? ", and a mask" : "")
            + ". Received: "
            + Arguments.list(inputs));
    Shape query = inputs.get(0);
    Shape value = inputs.get(1);
    Shape key = inputs.get(given - 1);
    Arguments.require(
        query.rank() >= 3 && value.rank() == query.rank() && key.rank() == query.rank(),
        described()
            + " expected inputs of one rank, at least 3. Received: "
            + Arguments.list(inputs));
    Arguments.require(
        value.slice(1, value.rank() - 1).equals(key.slice(1, key.rank() - 1)),
        described()
            + ": All dimensions of `value` and `key`, except the last one, must be equal. Received:"
            + " value_shape=%s and key_shape=%s".formatted(value, key));
    List<Shape> outputs = new ArrayList<>();
    outputs.add(query.slice(0, query.rank() - 1).concat(outputDims(query)));
    if (config().call.returnAttentionScores()) {
      outputs.add(scoresShape(query, value));
    }
    return outputs;
  }

  /** The last axes of the output. */
  private Shape outputDims(Shape query) {
    return config().outputShape == null ? Shape.of(query.dim(-1)) : Shape.of(config().outputShape);
  }

  private Shape scoresShape(Shape query, Shape value) {
    AttentionLabels labels = labels(query);
    int[] dims = new int[labels.scores().length()];
    for (int i = 0; i < dims.length; i++) {
      int ofQuery = labels.query().indexOf(labels.scores().charAt(i));
      int ofKey = labels.key().indexOf(labels.scores().charAt(i));
      boolean isHead = ofQuery == labels.query().length() - 2;
      dims[i] = isHead ? config().numHeads : ofQuery >= 0 ? query.dim(ofQuery) : value.dim(ofKey);
    }
    return Shape.of(dims);
  }

  private AttentionLabels labels(Shape query) {
    return AttentionLabels.of(query.rank(), config().attentionAxes);
  }

  @Override
  protected void buildChildren(List<Shape> inputs) {
    Config config = config();
    int given = inputs.size() - (config.attentionMask ? 1 : 0);
    Shape query = inputs.get(0);
    project("query_dense", "query", query, config.keyDim, ActivationFunction.LINEAR);
    project("key_dense", "key", inputs.get(given - 1), config.keyDim, ActivationFunction.LINEAR);
    if (config.useGate) {
      ActivationFunction sigmoid = ActivationFunction.named("sigmoid");
      project("_gate_dense", "gate", query, config.valueDim, sigmoid);
    }
    project("value_dense", "value", inputs.get(1), config.valueDim, ActivationFunction.LINEAR);
    String free = AttentionLabels.letters(0, query.rank() - 1);
    String bound = AttentionLabels.letters(query.rank() - 1, 2);
    Shape last = outputDims(query);
    String made = AttentionLabels.letters(query.rank() + 1, last.rank());
    Shape heads =
        query.slice(0, query.rank() - 1).concat(Shape.of(config.numHeads, config.valueDim));
    String equation = "%s%s,%s%s->%s%s".formatted(free, bound, bound, made, free, made);
    add("output_dense", "attention_output", equation, made, last, heads, ActivationFunction.LINEAR);
  }

  private void project(String part, String name, Shape input, int size, ActivationFunction f) {
    String free = AttentionLabels.letters(0, input.rank() - 1);
    String bound = AttentionLabels.letters(input.rank() - 1, 1);
    String made = AttentionLabels.letters(input.rank(), 2);
    String equation = "%s%s,%s%s->%s%s".formatted(free, bound, bound, made, free, made);
    add(part, name, equation, made, Shape.of(config().numHeads, size), input, f);
  }

  private void add(
      String part,
      String name,
      String equation,
      String made,
      Shape last,
      Shape input,
      ActivationFunction activation) {
    Config config = config();
    int open = equation.length() - equation.indexOf('>') - 2 - last.rank();
    List<Integer> outputShape = new ArrayList<>(Collections.nCopies(open, null));
    Arrays.stream(last.dims()).forEach(outputShape::add);
    EinsumDense.Config dense =
        new EinsumDense.Config(
            equation,
            outputShape,
            activation,
            config.useBias ? made : null,
            config.kernelInitializer,
            config.biasInitializer,
            config.kernelRegularizer,
            config.biasRegularizer,
            config.kernelConstraint,
            config.biasConstraint);
    Options options = Options.named(name).withDType(dtypePolicy()).withTrainable(trainable());
    EinsumDense layer = new EinsumDense(dense, options);
    layer.build(List.of(input));
    parts.put(part, layer);
  }

  @Override
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    ScoreMasks.requireOneEach(inputs, masks, described());
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return config().call.outputMasks(masks);
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    return forward(inputs, List.of(), mode);
  }

  @Override
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    int given = inputs.size() - (config().attentionMask ? 1 : 0);
    Pass query = part("query_dense", inputs.get(0), mode);
    Pass key = part("key_dense", inputs.get(given - 1), mode);
    Pass value = part("value_dense", inputs.get(1), mode);
    Pass gate = config().useGate ? part("_gate_dense", inputs.get(0), mode) : null;
    Pass heads =
        new ScaledDotProduct(this, labels(inputs.get(0).shape()))
            .apply(query.output(), key.output(), value.output(), mask(inputs, masks), mode);
    Tensor joined = heads.outputs().get(0);
    Pass output =
        part(
            "output_dense",
            gate == null ? joined : TensorMath.product(joined, gate.output()),
            mode);
    List<Tensor> outputs = new ArrayList<>(heads.outputs());
    outputs.set(0, output.output());
    return new Pass(
        outputs,
        (gradients, weights) -> {
          Tensor ofJoined = output.back(gradients.get(0), weights).get(0);
          List<Tensor> above = new ArrayList<>(gradients);
          above.set(0, gate == null ? ofJoined : TensorMath.product(ofJoined, gate.output()));
          List<Tensor> ofHeads = heads.pullback().apply(above, weights);
          Tensor ofQuery = query.back(ofHeads.get(0), weights).get(0);
          Tensor ofKey = key.back(ofHeads.get(1), weights).get(0);
          Tensor ofValue = value.back(ofHeads.get(2), weights).get(0);
          if (gate != null) {
            Tensor ofGate = gate.back(TensorMath.product(ofJoined, joined), weights).get(0);
            ofQuery = TensorMath.sum(ofQuery, ofGate);
          }
          List<Tensor> back = new ArrayList<>(Collections.nCopies(inputs.size(), null));
          back.set(0, ofQuery);
          back.set(1, given == 3 ? ofValue : TensorMath.sum(ofValue, ofKey));
          if (given == 3) {
            back.set(2, ofKey);
          }
          return back;
        },
        List.of(),
        List.of());
  }

  private Pass part(String part, Tensor x, Mode mode) {
    return parts.get(part).call(List.of(x), mode).widened();
  }

  /** All masks in one, of shape (batch, queries, keys); null if there is none. */
  private Tensor mask(List<Tensor> inputs, List<Tensor> masks) {
    Config config = config();
    DType dtype = inputs.get(0).dtype();
    int queries = inputs.get(0).shape().dim(1);
    int keys = inputs.get(1).shape().dim(1);
    int given = inputs.size() - (config.attentionMask ? 1 : 0);
    Tensor all = config.attentionMask ? inputs.get(given) : null;
    for (int i = 0; i < Math.min(given, masks.size()); i++) {
      Tensor mask = masks.get(i);
      all =
          ScoreMasks.and(
              all, i == 0 ? ScoreMasks.ofQueries(mask, dtype) : ScoreMasks.ofKeys(mask, dtype));
    }
    if (config.call.useCausalMask()) {
      all = ScoreMasks.and(all, ScoreMasks.causal(queries, keys, dtype));
    }
    return config.slidingWindow == null
        ? all
        : ScoreMasks.and(all, ScoreMasks.window(queries, keys, config.slidingWindow, dtype));
  }
}

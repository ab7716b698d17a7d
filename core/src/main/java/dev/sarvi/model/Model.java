package dev.sarvi.model;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Tracer;
import dev.sarvi.plan.Plan;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Compilation;
import dev.sarvi.train.Data;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.Loss;
import dev.sarvi.train.LossScaleOptimizer;
import dev.sarvi.train.Metric;
import dev.sarvi.train.Optimizer;
import dev.sarvi.train.Trainable;
import dev.sarvi.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network of layers that can be run, trained and saved; itself a layer, so models nest. Made by
 * {@link #of} from symbolic tensors, or as a {@link Sequential}.
 *
 * <p>Prediction may run in many threads at once; training must not run at the same time.
 */
public abstract class Model extends Layer implements Trainable {
  private static final int BATCH_SIZE = 32;

  private Compilation compilation;
  private String notCompiled = "";

  /** A model has no config of its own: its layers are its config. */
  public record Config() {}

  Model(Options options) {
    super(new Config(), options);
  }

  /** The model from an input to an output. */
  public static Model of(SymbolicTensor input, SymbolicTensor output) {
    return of(List.of(input), List.of(output), Options.DEFAULT);
  }

  /** The model from inputs to outputs. */
  public static Model of(
      List<SymbolicTensor> inputs, List<SymbolicTensor> outputs, Options options) {
    return of(Ports.of(inputs), Ports.of(outputs), options);
  }

  /**
   * The model from inputs to outputs, in an order or by keys. Inputs may be any tensors, also of
   * the midst of another model: its layers, and their weights, are then shared.
   *
   * @throws IllegalArgumentException if the outputs depend on something else than the inputs
   */
  public static Model of(Ports inputs, Ports outputs, Options options) {
    Ports[] ends = Excerpt.of(inputs, outputs);
    return new Functional(ends[0], ends[1], options);
  }

  /** What it consists of, in Keras's order; in a functional model this includes the inputs. */
  public abstract List<Operation> operations();

  /** Those of {@link #operations()} that are layers: all but functions such as {@code add}. */
  public final List<Layer> layers() {
    return operations().stream().filter(Layer.class::isInstance).map(Layer.class::cast).toList();
  }

  /** The calls and their order; empty where the inputs are not known yet. */
  abstract Optional<Graph> known();

  /** The calls and their order. */
  final Graph graph() {
    return known()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    described() + " has not been built: its input shape is not known"));
  }

  /** The same; a model whose inputs were not known yet takes these. */
  abstract Graph graphOn(List<Shape> inputs);

  /** Where the data comes in. */
  public final List<SymbolicTensor> inputs() {
    return graph().inputs();
  }

  /** Where the results come out. */
  public final List<SymbolicTensor> outputs() {
    return graph().outputs();
  }

  /**
   * The layer of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final Layer layer(String name) {
    return layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No such layer: "
                        + name
                        + ". Existing layers are: "
                        + layers().stream().map(Layer::name).toList()));
  }

  /** The keys by which it takes its inputs, sorted; empty if it takes them in their order. */
  public List<String> inputKeys() {
    return List.of();
  }

  /** The keys by which it gives its outputs, sorted; empty if it gives them in their order. */
  public List<String> outputKeys() {
    return List.of();
  }

  /** The keys of the inputs, or else the names of their layers. */
  public final List<String> inputNames() {
    return inputKeys().isEmpty() ? layerNames(inputs()) : inputKeys();
  }

  /** The keys of the outputs, or else the names of the layers that give them. */
  @Override
  public final List<String> outputNames() {
    return outputKeys().isEmpty() ? layerNames(outputs()) : outputKeys();
  }

  private static List<String> layerNames(List<SymbolicTensor> tensors) {
    return tensors.stream().map(tensor -> tensor.node().operation().name()).toList();
  }

  /** Says how it is trained: one loss for all outputs, and the metrics of its only output. */
  public final void compile(Optimizer optimizer, Loss loss, Metric... metrics) {
    compile(Compilation.of(optimizer, loss, metrics));
  }

  /**
   * Says how it is trained. As in Keras, a model of the policy {@code mixed_float16} puts a {@link
   * LossScaleOptimizer} around the optimizer, unless it is one.
   */
  public final void compile(Compilation compilation) {
    Optimizer optimizer = compilation.optimizer();
    boolean scaling =
        dtypePolicy().name().equals("mixed_float16") && !(optimizer instanceof LossScaleOptimizer);
    this.compilation =
        scaling ? compilation.withOptimizer(new LossScaleOptimizer(optimizer)) : compilation;
    notCompiled = "";
  }

  /** Says why the compilation that a file holds cannot be used; training will repeat it. */
  public final void leaveUncompiled(String reason) {
    compilation = null;
    notCompiled = reason;
  }

  /** Why the compilation that a file held cannot be used; empty if there is no such reason. */
  public final String reasonNotCompiled() {
    return notCompiled;
  }

  /** How it is trained; empty before {@code compile}. */
  public final Optional<Compilation> compilation() {
    return Optional.ofNullable(compilation);
  }

  /** Trains on an input and a target, the samples along the first axis. */
  public final History fit(Tensor input, Tensor target, Fit options) {
    return fit(Data.of(input, target), options);
  }

  /**
   * Trains.
   *
   * @throws IllegalStateException if it was not compiled
   * @throws IllegalArgumentException if the data do not fit the model or its losses
   */
  public final History fit(Data data, Fit options) {
    return trainer().fit(data, options);
  }

  /** Loss and metrics, in batches of 32. */
  public final Map<String, Double> evaluate(Tensor input, Tensor target) {
    return evaluate(Data.of(input, target), BATCH_SIZE);
  }

  /**
   * Loss and metrics, in Keras's order of the keys.
   *
   * @throws IllegalStateException if it was not compiled
   * @throws IllegalArgumentException if the data do not fit the model or its losses
   */
  public final Map<String, Double> evaluate(Data data, int batchSize) {
    return trainer().evaluate(data, batchSize);
  }

  /** The output for an input, in batches of 32. */
  public final Tensor predict(Tensor input) {
    List<Tensor> outputs = predict(List.of(input), BATCH_SIZE);
    if (outputs.size() != 1) {
      throw new IllegalStateException(
          described() + " has " + outputs.size() + " outputs: predict with a list of inputs");
    }
    return outputs.get(0);
  }

  /**
   * The outputs for inputs. The size of the batches does not change the result.
   *
   * @throws IllegalArgumentException if the data do not fit the model
   */
  public final List<Tensor> predict(List<Tensor> inputs, int batchSize) {
    Data data = Data.of(inputs, List.of());
    return Prediction.of(this, Data.of(feed(data.inputs()), List.of()), batchSize);
  }

  /**
   * Computes the output for an input, as one batch, into a tensor that is there. Many calls with
   * one shape of input allocate next to nothing.
   *
   * @param into of the output's shape and type
   * @throws IllegalArgumentException if input or output do not fit the model
   */
  public final void predict(Tensor input, Tensor into) {
    List<Tensor> inputs = feed(List.of(input));
    plan(inputs.get(0).shape()).predict(inputs, List.of(into));
  }

  /**
   * How it predicts on inputs of these shapes, the batch included. {@code predict} makes such plans
   * by itself; this is for looking at one ({@link Plan#describe}), or for using it without the
   * checks and copies of {@code predict}.
   *
   * @throws IllegalArgumentException if it cannot work on such inputs
   */
  public final Plan plan(Shape... inputs) {
    return graphOn(List.of(inputs)).plan(this, List.of(inputs));
  }

  /**
   * The outputs by {@link #outputNames()}, for inputs by {@link #inputNames()}.
   *
   * @throws IllegalArgumentException if an input is missing, or does not fit the model
   */
  public final Map<String, Tensor> predict(Map<String, Tensor> inputs, int batchSize) {
    List<Tensor> outputs = predict(Ports.inOrder("inputs", inputNames(), inputs), batchSize);
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      named.put(outputNames().get(i), outputs.get(i));
    }
    return named;
  }

  /**
   * What it is trained or measured on, by {@link #inputNames()} and {@link #outputNames()}.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public final Data data(Map<String, Tensor> inputs, Map<String, Tensor> targets) {
    return Data.of(
        Ports.inOrder("inputs", inputNames(), inputs),
        Ports.inOrder("targets", outputNames(), targets));
  }

  /** The layers with output shapes and numbers of weights, as Keras prints them. */
  public final String summary() {
    return Summary.of(this, known());
  }

  private Trainer trainer() {
    if (compilation == null) {
      throw new IllegalStateException(
          "You must call `compile()` before using the model. Received: "
              + described()
              + (notCompiled.isEmpty() ? "" : ", whose file cannot be continued: " + notCompiled));
    }
    return new Trainer(this, compilation);
  }

  @Override
  public final List<Tensor> feed(List<Tensor> inputs) {
    if (!isBuilt()) {
      build(
          known()
              .map(graph -> graph.inputs().stream().map(SymbolicTensor::shape).toList())
              .orElseGet(
                  () -> inputs.stream().map(x -> x.shape().with(0, Shape.UNKNOWN)).toList()));
    }
    return Feed.fit(this, inputs(), inputs);
  }

  @Override
  public final List<Layer> children() {
    return layers();
  }

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    return graphOn(inputs).outputShapes(inputs);
  }

  /** Its layers convert for themselves. */
  @Override
  protected final boolean takesAnyType() {
    return true;
  }

  @Override
  protected final List<DType> inputDTypes(List<DType> given) {
    return inputs().stream().map(SymbolicTensor::dtype).toList();
  }

  @Override
  public final List<DType> outputDTypes(List<DType> inputs, int outputs) {
    return outputs().stream().map(SymbolicTensor::dtype).toList();
  }

  /** Masks are not known to plans. */
  @Override
  public final boolean makesMasks() {
    return graph().makesMasks();
  }

  @Override
  protected final List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    return makesMasks() ? tracer.call(this, inputs) : graph().trace(inputs, tracer);
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    return forward(inputs, List.of(), mode);
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    return graph().run(inputs, masks, mode);
  }

  /** Masks are for its layers to use, or to drop. */
  @Override
  protected final void requireMasks(List<Shape> inputs, List<Shape> masks) {}

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  /** None: had its layers passed any on, the pass would have them. */
  @Override
  protected final List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return List.of();
  }
}

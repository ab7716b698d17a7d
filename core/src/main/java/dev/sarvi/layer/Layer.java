package dev.sarvi.layer;

import dev.sarvi.config.DTypePolicy;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A layer: a config that is a value, and an identity. Two layers of equal config are two layers;
 * one layer applied twice shares its weights. A layer declares its weights for an input shape;
 * {@link #build} makes them. Prediction only reads them, so many threads may call one built layer.
 *
 * <p>It is composed in three ways: alone ({@link #call(Tensor)}), onto a Sequential, or onto a
 * symbolic tensor ({@link #apply}). See <a href="https://keras.io/api/layers/base_layer/">Keras:
 * the base Layer class</a>.
 */
public abstract class Layer extends Operation {
  private final Options options;
  private final DTypePolicy dtypePolicy;
  private boolean trainable;
  private List<Variable> ownVariables = List.of();
  private List<Shape> inputShapes;
  private volatile List<Shape> lastShapes = List.of();
  private final AtomicBoolean saidToDropMasks = new AtomicBoolean();

  /** A layer of this config. */
  protected Layer(Record config, Options options) {
    super(config, options.name());
    this.options = options;
    this.dtypePolicy = options.dtypePolicy() == null ? DTypePolicy.global() : options.dtypePolicy();
    this.trainable = options.trainable();
  }

  /** What every layer takes. */
  public final Options options() {
    return options;
  }

  /** In which types it computes and keeps its weights. */
  public final DTypePolicy dtypePolicy() {
    return dtypePolicy;
  }

  /** To this type inputs and weights are rounded, and outputs have it. */
  public final DType computeDType() {
    return dtypePolicy.computeDType();
  }

  /** The type of the weights. */
  public final DType variableDType() {
    return dtypePolicy.variableDType();
  }

  /** The type of the weights, as Keras has it. */
  public final DType dtype() {
    return variableDType();
  }

  /** Whether its weights are trained. A frozen BatchNormalization also runs as in prediction. */
  public final boolean trainable() {
    return trainable;
  }

  /** Trains or freezes this layer and all inside it. */
  public final void setTrainable(boolean trainable) {
    this.trainable = trainable;
    children().forEach(child -> child.setTrainable(trainable));
  }

  /**
   * {@code package>Name} where the layer's class is not Keras's but registered as one of its custom
   * objects.
   */
  public Optional<String> registered() {
    return Optional.empty();
  }

  /** The layers inside this one. */
  public List<Layer> children() {
    return List.copyOf(parts().values());
  }

  /** Those of the layers inside for which Keras has names, by these, such as {@code cell}. */
  public Map<String, Layer> parts() {
    return Map.of();
  }

  /** Whether the weights were made. */
  public final boolean isBuilt() {
    return inputShapes != null;
  }

  /** The shapes this layer was built for, or null before that. */
  public final List<Shape> inputShapes() {
    return inputShapes;
  }

  /**
   * Makes the weights, once; a second call is ignored.
   *
   * @param inputs the shapes of the inputs, the batch first
   * @throws IllegalArgumentException if the layer cannot work on these shapes
   */
  @Override
  public final void build(List<Shape> inputs) {
    if (isBuilt()) {
      return;
    }
    outputShapes(inputs);
    List<Variable> made = new ArrayList<>();
    for (WeightSpec spec : weights(inputs)) {
      if (!spec.shape().isKnown()) {
        throw new IllegalArgumentException(
            "Shapes used to initialize variables must be fully-defined (no `None` dimensions)."
                + " Received: shape="
                + spec.shape()
                + " for variable path='"
                + name()
                + "/"
                + spec.name()
                + "'");
      }
      made.add(new Variable(this, spec, Seeds.next()));
    }
    buildChildren(inputs);
    ownVariables = List.copyOf(made);
    inputShapes = List.copyOf(inputs);
    if (!options.weights().isEmpty()) {
      setWeights(options.weights());
    }
  }

  /** The weights this layer needs on such inputs. */
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return List.of();
  }

  /**
   * A variable that is no weight: it is neither counted nor saved, and gradients do not move it.
   */
  protected final Variable unsaved(WeightSpec spec) {
    return new Variable(this, spec, Seeds.next());
  }

  /** Builds the layers inside this one. */
  protected void buildChildren(List<Shape> inputs) {}

  @Override
  protected DType outputDType(List<DType> inputs) {
    return takesAnyType() ? inputDTypes(inputs).get(0) : computeDType();
  }

  /**
   * The mathematics, on inputs of fitting shapes. They are {@code float32} or {@code float64},
   * rounded to the compute type where that has 16 bits; weights are read with {@link
   * Variable#computeValue}. A layer that {@link #takesAnyType} gets and gives what there is.
   */
  protected abstract Pass forward(List<Tensor> inputs, Mode mode);

  /**
   * Whether {@code forward} does no arithmetic: it only moves elements, so that they may be of any
   * type, and integers stay what they are.
   */
  protected boolean takesAnyType() {
    return false;
  }

  /**
   * The types to which inputs are cast: the compute type, but integers stay for a layer that {@link
   * #takesAnyType}, unless its inputs would differ then.
   */
  protected List<DType> inputDTypes(List<DType> given) {
    DType one = takesAnyType() && !given.isEmpty() ? kept(given.get(0)) : computeDType();
    for (DType type : given) {
      one = kept(type) == one ? one : computeDType();
    }
    return Collections.nCopies(given.size(), one);
  }

  private DType kept(DType type) {
    return type.isFloating() ? computeDType() : type;
  }

  /**
   * The same with masks of the inputs; most layers compute the same under any mask.
   *
   * @param masks empty if there are none, else one for each input, null where it has none
   */
  protected Pass forward(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    return forward(inputs, mode);
  }

  /**
   * In steps where all that comes in and goes out has a type in which kernels compute; else there
   * are conversions, and it is called as a whole.
   */
  @Override
  public final List<Tracer.Value> trace(List<Tracer.Value> inputs, Tracer tracer) {
    List<DType> given = inputs.stream().map(Tracer.Value::dtype).toList();
    boolean isPlain =
        takesAnyType()
            || (variableDType() == computeDType() && computeDType().arithmetic() == computeDType());
    return isPlain && inputDTypes(given).equals(given)
        ? steps(inputs, tracer)
        : tracer.call(this, inputs);
  }

  /**
   * What it does in prediction, without masks: the same as {@code forward}, to the bit.
   *
   * @return the outputs
   */
  protected List<Tracer.Value> steps(List<Tracer.Value> inputs, Tracer tracer) {
    return tracer.call(this, inputs);
  }

  /** Whether outputs, its own or those inside it, may carry masks where inputs carry none. */
  public boolean makesMasks() {
    return children().stream().anyMatch(Layer::makesMasks);
  }

  /**
   * The masks that it computes with, of those that it is given or that its inputs carry.
   *
   * @param masks empty if there are none, else one for each input, null where it has none
   */
  protected List<Tensor> usedMasks(List<Tensor> inputs, List<Tensor> masks) {
    return masks;
  }

  /** Whether masks get past it; one that does not drops them, and says so once. */
  public boolean supportsMasking() {
    return false;
  }

  /**
   * The masks of the outputs of a layer that {@link #supportsMasking}; unless it says otherwise
   * those of its inputs.
   *
   * @param masks of the inputs: empty if there are none, else one for each, null where it has none
   * @return in the same form
   */
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return masks;
  }

  @Override
  public final Pass call(List<Tensor> inputs, Mode mode) {
    return call(inputs, List.of(), mode);
  }

  @Override
  public final Pass call(List<Tensor> inputs, List<Tensor> given, Mode mode) {
    boolean isMasked = !given.isEmpty() && given.stream().anyMatch(Objects::nonNull);
    List<Tensor> masks = isMasked ? given : List.of();
    requireFit(inputs);
    List<DType> fed = inputDTypes(TypeBorder.types(inputs));
    List<Tensor> cast = TypeBorder.cast(List.copyOf(inputs), fed);
    Pass computed = compute(cast, usedMasks(inputs, masks), fed, mode);
    Pass pass = ActivityPenalty.onto(computed, options.activityRegularizer());
    return TypeBorder.givingGradientsOf(inputs, fed, pass)
        .withMasks(masksAfter(computed, cast, masks));
  }

  /** Most calls have inputs of the shapes that the call before had. */
  private void requireFit(List<Tensor> inputs) {
    List<Shape> known = lastShapes;
    boolean isKnown = isBuilt() && known.size() == inputs.size();
    for (int i = 0; isKnown && i < inputs.size(); i++) {
      isKnown = known.get(i).equals(inputs.get(i).shape());
    }
    if (!isKnown) {
      List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
      build(shapes.stream().map(Shape::anyBatch).toList());
      outputShapes(shapes);
      lastShapes = shapes;
    }
  }

  private Pass compute(List<Tensor> inputs, List<Tensor> masks, List<DType> fed, Mode mode) {
    if (takesAnyType()) {
      return forward(inputs, masks, mode);
    }
    Pass pass = forward(TypeBorder.widened(inputs), masks, mode);
    return TypeBorder.rounded(pass, fed, outputDTypes(fed, pass.outputs().size()));
  }

  private List<Tensor> masksAfter(Pass pass, List<Tensor> inputs, List<Tensor> masks) {
    if (!pass.masks().isEmpty()) {
      return pass.masks();
    } else if (supportsMasking()) {
      return outputMasks(inputs, masks);
    }
    if (!masks.isEmpty() && saidToDropMasks.compareAndSet(false, true)) {
      System.getLogger(Layer.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "{0} was passed an input with a mask attached to it. However, this layer does not"
                  + " support masking and will therefore destroy the mask information. Downstream"
                  + " layers will not see the mask.",
              described());
    }
    return List.of();
  }

  /** Runs the layer alone, for prediction; it is built on the first call. */
  public final Tensor call(Tensor input) {
    return predict(List.of(input), List.of());
  }

  /** Runs the layer alone under a mask, for prediction. */
  public final Tensor call(Tensor input, Tensor mask) {
    requireMasks(List.of(input.shape()), List.of(mask.shape()));
    return predict(List.of(input), List.of(mask));
  }

  private Tensor predict(List<Tensor> inputs, List<Tensor> masks) {
    return call(inputs, masks, Mode.INFERENCE).committed().output();
  }

  /** The weights of this layer itself, in the order declared. */
  public final List<Variable> ownVariables() {
    return ownVariables;
  }

  /** All weights, those of the layers inside included. */
  public final List<Variable> variables() {
    Set<Variable> all = new LinkedHashSet<>(ownVariables);
    children().forEach(child -> all.addAll(child.variables()));
    return List.copyOf(all);
  }

  /** The weights that gradients move: of a layer that is frozen none, those inside it included. */
  public final List<Variable> trainableVariables() {
    if (!trainable) {
      return List.of();
    }
    Set<Variable> all = new LinkedHashSet<>(ownVariables);
    all.removeIf(variable -> !variable.isTrainable());
    children().forEach(child -> all.addAll(child.trainableVariables()));
    return List.copyOf(all);
  }

  /** Sets all weights, in the order of {@link #variables()}. */
  public final void setWeights(List<Tensor> weights) {
    List<Variable> variables = variables();
    if (weights.size() != variables.size()) {
      throw new IllegalArgumentException(
          "Layer "
              + name()
              + " expects "
              + variables.size()
              + " weights. Received: "
              + weights.size());
    }
    for (int i = 0; i < weights.size(); i++) {
      Variable variable = variables.get(i);
      if (!variable.shape().equals(weights.get(i).shape())) {
        variable.assign(weights.get(i)); // throws, before anything was set
      }
    }
    for (int i = 0; i < weights.size(); i++) {
      variables.get(i).assign(weights.get(i));
    }
  }

  /** Refuses an input of another rank, in Keras's words. */
  protected final void requireRank(Shape input, int rank) {
    if (input.rank() != rank) {
      throw new IllegalArgumentException(
          described()
              + " expected ndim="
              + rank
              + ", found ndim="
              + input.rank()
              + ". Full shape received: "
              + input);
    }
  }

  @Override
  protected final String described() {
    return "Layer \"" + name() + "\" (" + className() + ")";
  }
}

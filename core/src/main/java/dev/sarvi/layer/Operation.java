package dev.sarvi.layer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the nodes of a graph call: a {@link Layer}, or a function of tensors that has neither
 * weights nor a mode, as {@code keras.ops} has them. It has identity; its config is a value. See <a
 * href="https://keras.io/api/ops/">Keras: ops</a>.
 */
public abstract class Operation {
  private final Record config;
  private final String name;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * An operation of this config.
   *
   * @param name null for an automatic one, from the class's simple name
   */
  protected Operation(Record config, String name) {
    this.config = config;
    this.name = name == null ? Names.next(getClass().getSimpleName()) : name;
  }

  /** Keras's name of the class: {@code Dense}, {@code TrueDivide}. */
  public String className() {
    return getClass().getSimpleName();
  }

  /** Its own arguments: a record whose components are the keys of its Keras config. */
  public Record config() {
    return config;
  }

  /** Given, or automatic: {@code conv2d}, {@code conv2d_1}, ... */
  public final String name() {
    return name;
  }

  /** Makes the weights, once, if there are any. */
  public void build(List<Shape> inputs) {}

  /**
   * The shapes of the outputs.
   *
   * @throws IllegalArgumentException if it cannot work on such inputs, naming itself, what was
   *     expected and what was received
   */
  public abstract List<Shape> outputShapes(List<Shape> inputs);

  /** The element type of the outputs. */
  protected abstract DType outputDType(List<DType> inputs);

  /** The element types of this many outputs; models may have outputs of several. */
  public List<DType> outputDTypes(List<DType> inputs, int outputs) {
    return Collections.nCopies(outputs, outputDType(inputs));
  }

  /** Runs it. */
  public abstract Pass call(List<Tensor> inputs, Mode mode);

  /**
   * Runs it on inputs of which some elements do not count. Functions of tensors know nothing of
   * masks, and their outputs have none.
   *
   * @param masks empty if there are none, else one for each input, null where it has none; 1 keeps
   *     an element, 0 drops it
   */
  public Pass call(List<Tensor> inputs, List<Tensor> masks, Mode mode) {
    return call(inputs, mode);
  }

  /**
   * Takes down what it does in prediction. An operation that says nothing else is called as a
   * whole, which allocates its outputs.
   *
   * @return the outputs
   */
  public List<Tracer.Value> trace(List<Tracer.Value> inputs, Tracer tracer) {
    return tracer.call(this, inputs);
  }

  /**
   * Refuses masks that it is given and cannot use.
   *
   * @param masks one for each input, null where there is none
   */
  protected void requireMasks(List<Shape> inputs, List<Shape> masks) {
    throw new IllegalArgumentException(described() + " takes no mask. Received: mask=" + masks);
  }

  /** Composes it onto symbolic tensors; a layer is built on the first call. */
  public final SymbolicTensor apply(SymbolicTensor... inputs) {
    return applyAll(List.of(inputs)).outputs().get(0);
  }

  /**
   * Composes it onto a symbolic tensor under a mask, which takes the place of one that the tensor
   * carries.
   *
   * @throws IllegalArgumentException if it takes no mask, or not such a one
   */
  public final SymbolicTensor applyMasked(SymbolicTensor input, SymbolicTensor mask) {
    return applyAll(List.of(input), List.of(mask)).outputs().get(0);
  }

  /** Composes it onto symbolic tensors. */
  public final Node applyAll(List<SymbolicTensor> inputs) {
    return applyAll(inputs, List.of());
  }

  /**
   * Composes it onto symbolic tensors under masks.
   *
   * @param masks empty if there are none, else one for each input, null to leave it the one that it
   *     carries
   */
  public final Node applyAll(List<SymbolicTensor> inputs, List<SymbolicTensor> masks) {
    List<Shape> shapes = inputs.stream().map(SymbolicTensor::shape).toList();
    if (!masks.isEmpty()) {
      requireMasks(shapes, masks.stream().map(mask -> mask == null ? null : mask.shape()).toList());
    }
    build(shapes);
    List<Shape> outputs = outputShapes(shapes);
    List<DType> given = inputs.stream().map(SymbolicTensor::dtype).toList();
    Node node = new Node(this, inputs, masks, outputs, outputDTypes(given, outputs.size()));
    nodes.add(node);
    return node;
  }

  /** Its calls on symbolic tensors, in order. */
  public final List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The first output of its first call on symbolic tensors. */
  public final SymbolicTensor output() {
    if (nodes.isEmpty()) {
      throw new IllegalStateException(
          "Layer " + name + " has never been called on a symbolic tensor and thus has no output.");
    }
    return nodes.get(0).outputs().get(0);
  }

  /** How it begins an error message: {@code Layer "dense" (Dense)}. */
  protected String described() {
    return "Operation \"" + name + "\" (" + className() + ")";
  }

  /** Class, name and config. */
  @Override
  public String toString() {
    return className() + " \"" + name + "\" " + config;
  }
}

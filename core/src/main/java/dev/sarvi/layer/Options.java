package dev.sarvi.layer;

import dev.sarvi.config.DTypePolicy;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What every layer takes besides its own config. A value: each {@code with...} gives a changed
 * copy.
 */
public final class Options {
  /** Keras's defaults. */
  public static final Options DEFAULT = new Options();

  private String name;
  private boolean trainable = true;
  private DTypePolicy dtypePolicy;
  private Shape inputShape;
  private Shape batchInputShape;
  private int batchSize = Shape.UNKNOWN;
  private List<Tensor> weights = List.of();
  private Regularizer activityRegularizer;

  private Options() {}

  private Options with(Consumer<Options> change) {
    Options copy = new Options();
    copy.name = name;
    copy.trainable = trainable;
    copy.dtypePolicy = dtypePolicy;
    copy.inputShape = inputShape;
    copy.batchInputShape = batchInputShape;
    copy.batchSize = batchSize;
    copy.weights = weights;
    copy.activityRegularizer = activityRegularizer;
    change.accept(copy);
    return copy;
  }

  /** Defaults with a name. */
  public static Options named(String name) {
    return DEFAULT.withName(name);
  }

  /**
   * With a name.
   *
   * @throws IllegalArgumentException if it contains a slash
   */
  public Options withName(String name) {
    if (name != null && name.contains("/")) {
      throw new IllegalArgumentException(
          "Argument `name` must be a string and cannot contain character `/`. Received: name="
              + name);
    }
    return with(copy -> copy.name = name);
  }

  /** Trained, or frozen. */
  public Options withTrainable(boolean trainable) {
    return with(copy -> copy.trainable = trainable);
  }

  /**
   * With a type for weights and computation.
   *
   * @throws IllegalArgumentException if it is not a floating type
   */
  public Options withDType(DType dtype) {
    return withDType(DTypePolicy.of(dtype));
  }

  /**
   * With a policy, by its Keras name: {@code mixed_float16}, {@code bfloat16}, ...
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Options withDType(String policy) {
    return withDType(DTypePolicy.of(policy));
  }

  /** With a policy for weights and computation; null for the global one. */
  public Options withDType(DTypePolicy policy) {
    return with(copy -> copy.dtypePolicy = policy);
  }

  /** With the shape of one sample, for the first layer of a Sequential. */
  public Options withInputShape(int... dims) {
    return with(copy -> copy.inputShape = Shape.of(dims));
  }

  /** With a fixed batch size, beside an input shape. */
  public Options withBatchSize(int batchSize) {
    return with(copy -> copy.batchSize = batchSize);
  }

  /** With the shape of a batch; it wins over an input shape. {@link Shape#UNKNOWN}: any size. */
  public Options withBatchInputShape(int... dims) {
    return with(copy -> copy.batchInputShape = Shape.of(dims));
  }

  /** With initial weights, in the layer's order, set when it is built. */
  public Options withWeights(Tensor... weights) {
    return with(copy -> copy.weights = List.of(weights));
  }

  /** With a penalty on the layer's output, divided by the batch size; null for none. */
  public Options withActivityRegularizer(Regularizer activityRegularizer) {
    return with(copy -> copy.activityRegularizer = activityRegularizer);
  }

  /** The layer's name; null for an automatic one ({@code p_re_lu}, {@code p_re_lu_1}, ...). */
  public String name() {
    return name;
  }

  /** Whether the layer's weights are trained. */
  public boolean trainable() {
    return trainable;
  }

  /** The types of weights and computation; null for the global policy. */
  public DTypePolicy dtypePolicy() {
    return dtypePolicy;
  }

  /** Initial weights; empty for none. */
  public List<Tensor> weights() {
    return weights;
  }

  /** The penalty on the output, or null. */
  public Regularizer activityRegularizer() {
    return activityRegularizer;
  }

  /** The shape of a batch of inputs, as far as it was given. */
  public Optional<Shape> fullInputShape() {
    if (batchInputShape != null) {
      return Optional.of(batchInputShape);
    }
    return Optional.ofNullable(inputShape).map(shape -> shape.batched(batchSize));
  }
}

package dev.sarvi.layer.activation;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Optional;

/**
 * A function of {@code keras.activations} with its arguments: a value, equal to any other of the
 * same name and arguments. See <a href="https://keras.io/api/layers/activations/">Keras:
 * activations</a>.
 */
public final class NamedActivation implements ActivationFunction {
  private final ActivationType<?> type;
  private final Record arguments;
  private final TensorFunction function;

  NamedActivation(ActivationType<?> type, Record arguments, TensorFunction function) {
    this.type = type;
    this.arguments = arguments;
    this.function = function;
  }

  /** Keras's name. */
  public String name() {
    return type.name();
  }

  /** A record whose components are Keras's arguments. */
  public Record arguments() {
    return arguments;
  }

  /** What it computes. */
  public TensorFunction function() {
    return function;
  }

  /** Whether the name says it all: then that is what files hold. */
  public boolean hasDefaults() {
    return type.required().isEmpty() && arguments.equals(type.defaults());
  }

  /**
   * The layer that computes the same, if Keras has one: the only form in which files can hold
   * arguments.
   */
  public Optional<Layer> layer() {
    Layer layer = null;
    if (arguments instanceof Activations.Relu relu) {
      layer = new ReLU(relu.maxValue(), relu.negativeSlope(), relu.threshold());
    } else if (arguments instanceof Activations.LeakyRelu leaky) {
      layer = new LeakyReLU(leaky.negativeSlope());
    } else if (name().equals("elu")) {
      layer = new ELU(((Activations.Alpha) arguments).alpha());
    } else if (name().equals("softmax") && ((Activations.Axis) arguments).axis() != null) {
      layer = new Softmax(new Softmax.Config(((Activations.Axis) arguments).axis()));
    }
    return Optional.ofNullable(layer);
  }

  @Override
  public Shape outputShape(Shape input) {
    return function.outputShape(input);
  }

  @Override
  public Pass apply(Tensor input, Mode mode) {
    return function.apply(input);
  }

  @Override
  public Tracer.Value steps(Tracer.Value input, Tracer tracer) {
    return function.steps(input, tracer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedActivation that
        && name().equals(that.name())
        && arguments.equals(that.arguments);
  }

  @Override
  public int hashCode() {
    return 31 * name().hashCode() + arguments.hashCode();
  }

  /** The name, and the arguments where they are not the defaults. */
  @Override
  public String toString() {
    String all = arguments.toString();
    return hasDefaults() ? name() : name() + all.substring(all.indexOf('['));
  }
}

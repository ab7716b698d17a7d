package dev.sarvi.layer.activation;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Applies an activation function, given by its name or as a value. Input of any shape, output the
 * same, but for {@code glu}, which halves an axis. See <a
 * href="https://keras.io/api/layers/core_layers/activation/">Keras: Activation</a>.
 */
public final class Activation extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Activation.class,
          new Config(ActivationFunction.LINEAR),
          Set.of("activation"),
          Activation::new);

  /**
   * The arguments.
   *
   * @param activation a function by name, or a layer
   */
  public record Config(ActivationFunction activation) {}

  /** Of a name, such as {@code "gelu"}. */
  public Activation(String name) {
    this(new Config(ActivationFunction.named(name)));
  }

  /** Of a function with arguments, such as {@code Activations.gelu(true)}. */
  public Activation(ActivationFunction activation) {
    this(new Config(activation));
  }

  /** Of a config. */
  public Activation(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public Activation(Config config, Options options) {
    super(config, options);
  }

  /**
   * {@code Activation("selu")}, which R calls {@code layer_activation_selu}; Keras has no layer of
   * that name.
   */
  public static Activation selu() {
    return new Activation("selu");
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public List<Layer> children() {
    return config().activation.layers();
  }

  @Override
  public Shape outputShape(Shape input) {
    return config().activation.outputShape(input);
  }

  @Override
  protected void buildChildren(Shape input) {
    config().activation.build(input);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value input, Tracer tracer) {
    return config().activation.steps(input, tracer);
  }

  @Override
  protected Pass forward(Tensor input, Mode mode) {
    return config().activation.apply(input, mode);
  }
}

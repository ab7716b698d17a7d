package dev.sarvi.layer.core;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Where a model's data comes in. Usually made by {@link Input}. See <a
 * href="https://keras.io/api/layers/core_layers/input/">Keras: Input</a>.
 */
public final class InputLayer extends Layer {
  /** What may be fed; whatever it is called, it comes as floats: false is 0, true is 1. */
  private static final List<String> FED =
      List.of(
          "float32", "float64", "bool", "int8", "int16", "int32", "int64", "uint8", "uint16",
          "uint32", "uint64");

  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          InputLayer.class,
          new Config(Shape.of()),
          java.util.Set.of("batchShape"),
          InputLayer::new);

  /**
   * The arguments.
   *
   * @param batchShape the shape of a batch, such as {@code (None, 28, 28, 1)}
   * @param dtype Keras's name of what is fed
   */
  public record Config(Shape batchShape, String dtype) {
    /** Refuses elements that cannot be fed. */
    public Config {
      if (!FED.contains(dtype)) {
        throw new IllegalArgumentException(
            "dtype of an input is not supported. Expected one of: "
                + String.join(", ", FED)
                + ". Received: dtype="
                + dtype);
      }
    }

    /** An input of {@code float32}. */
    public Config(Shape batchShape) {
      this(batchShape, "float32");
    }
  }

  /** An input of this config. */
  public InputLayer(Config config, Options options) {
    super(config, options);
    applyAll(List.of());
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(config().batchShape());
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    throw new IllegalStateException(described() + " is fed by its model and cannot be called");
  }
}

package dev.sarvi.layer.core;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Where a model's data comes in. Usually made by {@link Input}. See <a
 * href="https://keras.io/api/layers/core_layers/input/">Keras: Input</a>.
 */
public final class InputLayer extends Layer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          InputLayer.class, new Config(Shape.of()), Set.of("batchShape"), InputLayer::new);

  /**
   * The arguments.
   *
   * @param batchShape the shape of a batch, such as {@code (None, 28, 28, 1)}
   * @param dtype of what is fed, integers too; other data are cast to it
   */
  public record Config(Shape batchShape, DType dtype) {
    /** An input of {@code float32}. */
    public Config(Shape batchShape) {
      this(batchShape, DType.FLOAT32);
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
  protected DType outputDType(List<DType> inputs) {
    return config().dtype();
  }

  @Override
  protected Pass forward(List<Tensor> inputs, Mode mode) {
    throw new IllegalStateException(described() + " is fed by its model and cannot be called");
  }
}

package dev.sarvi.model;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * A network of layers that can be run, trained and saved; itself a layer, so models nest. Made by
 * {@link #of} from symbolic tensors, or as a {@link Sequential}.
 *
 * <p>Prediction may run in many threads at once; training must not run at the same time.
 */
public abstract class Model extends Layer {
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
    return new Functional(inputs, outputs, options);
  }

  /** The layers in Keras's order; those of a functional model include its inputs. */
  public abstract List<Layer> layers();

  /** The calls and their order. */
  abstract Graph graph();

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

  @Override
  public final List<Layer> children() {
    return layers();
  }

  @Override
  public final List<Shape> outputShapes(List<Shape> inputs) {
    return graphOn(inputs).outputShapes(inputs);
  }

  @Override
  protected final Pass forward(List<Tensor> inputs, Mode mode) {
    return graph().run(inputs, mode);
  }
}

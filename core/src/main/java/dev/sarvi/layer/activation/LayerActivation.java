package dev.sarvi.layer.activation;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** A layer used as another layer's activation. */
public record LayerActivation(Layer layer) implements ActivationFunction {
  @Override
  public Shape outputShape(Shape input) {
    return layer.outputShapes(List.of(input)).get(0);
  }

  @Override
  public Pass apply(Tensor input, Mode mode) {
    return layer.call(List.of(input), mode).widened();
  }

  @Override
  public Tracer.Value steps(Tracer.Value input, Tracer tracer) {
    return tracer.apply(layer, List.of(input)).get(0);
  }

  @Override
  public List<Layer> layers() {
    return List.of(layer);
  }
}

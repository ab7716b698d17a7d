package dev.sarvi.keras;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Makes a Sequential: its layers one after the other, the input first or its shape beside them. */
final class SequentialReader {
  private final LayerReader layers;
  private final String place;
  private final Json config;

  SequentialReader(LayerReader layers, KerasObject object) {
    this.layers = layers;
    this.place = object.json().place();
    this.config = object.config().at(place);
  }

  Sequential read() {
    ConfigReader reader = new ConfigReader(config);
    Options options =
        LayerReader.options(reader).withDType(LayerReader.policy(reader.take("dtype")));
    Json buildInputShape = reader.take("build_input_shape");
    List<Layer> inside = new ArrayList<>();
    for (Json layer : reader.take("layers").list()) {
      inside.add(layers.read(layer));
    }
    reader.refuseOthers();
    Sequential model = new Sequential(options);
    for (Layer layer : inside) {
      LayerReader.composing(place + ", layer \"" + layer.name() + "\"", () -> add(layer, model));
    }
    boolean hasInput =
        !inside.isEmpty()
            && (inside.get(0) instanceof InputLayer
                || inside.get(0).options().fullInputShape().isPresent());
    if (!hasInput) {
      if (buildInputShape.isNull()) {
        throw KerasFileException.unexpected(
            place, "an InputLayer first, or build_input_shape", "a model whose input is not known");
      }
      List<Shape> input = List.of(ConfigReader.shape(buildInputShape));
      LayerReader.composing(place, () -> model.outputShapes(input));
    }
    return model;
  }

  private static Sequential add(Layer layer, Sequential model) {
    return layer instanceof InputLayer ? model.add(layer.output()) : model.add(layer);
  }
}

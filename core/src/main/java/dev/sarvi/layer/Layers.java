package dev.sarvi.layer;

import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.core.InputLayer;
import java.util.List;
import java.util.Optional;

/**
 * The list of known layers: what files may name, and what the contract test walks. Adding a layer
 * adds a line.
 */
public final class Layers {
  private static final List<LayerType<?>> KNOWN =
      List.of(
          InputLayer.TYPE,
          ReLU.TYPE,
          LeakyReLU.TYPE,
          PReLU.TYPE,
          ELU.TYPE,
          ThresholdedReLU.TYPE,
          Softmax.TYPE,
          Activation.TYPE);

  private Layers() {}

  /** All of them. */
  public static List<LayerType<?>> known() {
    return KNOWN;
  }

  /** The kind of layer with this Keras class name. */
  public static Optional<LayerType<?>> named(String className) {
    return KNOWN.stream().filter(type -> type.className().equals(className)).findFirst();
  }
}

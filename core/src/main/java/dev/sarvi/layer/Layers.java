package dev.sarvi.layer;

import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.merging.Concatenate;
import dev.sarvi.layer.merging.Multiply;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.pooling.AveragePooling2D;
import dev.sarvi.layer.pooling.GlobalAveragePooling2D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.layer.reshaping.ZeroPadding2D;
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
          Activation.TYPE,
          Dense.TYPE,
          Conv2D.TYPE,
          MaxPooling2D.TYPE,
          AveragePooling2D.TYPE,
          GlobalAveragePooling2D.TYPE,
          BatchNormalization.TYPE,
          Dropout.TYPE,
          Flatten.TYPE,
          Reshape.TYPE,
          ZeroPadding2D.TYPE,
          Add.TYPE,
          Multiply.TYPE,
          Concatenate.TYPE);

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

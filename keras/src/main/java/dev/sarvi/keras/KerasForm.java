package dev.sarvi.keras;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.ThresholdedReLU;

/**
 * What a layer is in Keras 3.
 *
 * @param className Keras's class
 * @param config that class's arguments
 */
record KerasForm(String className, Record config) {
  /** The layer itself, but for {@code ThresholdedReLU}, which Keras 3 has as a case of ReLU. */
  static KerasForm of(Layer layer) {
    if (layer instanceof ThresholdedReLU thresholded) {
      return new KerasForm("ReLU", new ReLU.Config(null, 0, thresholded.config().theta()));
    }
    return new KerasForm(layer.getClass().getSimpleName(), layer.config());
  }
}

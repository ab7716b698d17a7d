package dev.sarvi.keras.upgrade;

import java.util.Map;

/** What layers and models were called before. */
final class ClassNames {
  private static final Map<String, String> NOW =
      Map.ofEntries(
          Map.entry("Model", "Functional"),
          Map.entry("Graph", "Functional"),
          Map.entry("Convolution1D", "Conv1D"),
          Map.entry("Convolution2D", "Conv2D"),
          Map.entry("Convolution3D", "Conv3D"),
          Map.entry("Deconvolution2D", "Conv2DTranspose"),
          Map.entry("Convolution2DTranspose", "Conv2DTranspose"),
          Map.entry("SeparableConvolution2D", "SeparableConv2D"),
          Map.entry("AtrousConvolution1D", "Conv1D"),
          Map.entry("AtrousConvolution2D", "Conv2D"),
          Map.entry("BatchNormalizationV1", "BatchNormalization"),
          Map.entry("SyncBatchNormalization", "BatchNormalization"),
          Map.entry("BatchNormalizationV2", "BatchNormalization"));

  private ClassNames() {}

  /** Keras 3's name; the same if it has not changed. */
  static String upgraded(String className) {
    return NOW.getOrDefault(className, className);
  }
}

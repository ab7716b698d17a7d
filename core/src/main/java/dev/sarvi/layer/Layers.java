package dev.sarvi.layer;

import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.convolution.Conv1D;
import dev.sarvi.layer.convolution.Conv1DTranspose;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.convolution.Conv2DTranspose;
import dev.sarvi.layer.convolution.Conv3D;
import dev.sarvi.layer.convolution.Conv3DTranspose;
import dev.sarvi.layer.convolution.DepthwiseConv1D;
import dev.sarvi.layer.convolution.DepthwiseConv2D;
import dev.sarvi.layer.convolution.SeparableConv1D;
import dev.sarvi.layer.convolution.SeparableConv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Embedding;
import dev.sarvi.layer.core.Identity;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.layer.core.LayerScale;
import dev.sarvi.layer.core.Masking;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.merging.Average;
import dev.sarvi.layer.merging.Concatenate;
import dev.sarvi.layer.merging.CustomScaleLayer;
import dev.sarvi.layer.merging.Dot;
import dev.sarvi.layer.merging.Maximum;
import dev.sarvi.layer.merging.Minimum;
import dev.sarvi.layer.merging.Multiply;
import dev.sarvi.layer.merging.Subtract;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.normalization.GroupNormalization;
import dev.sarvi.layer.normalization.LayerNormalization;
import dev.sarvi.layer.normalization.RMSNormalization;
import dev.sarvi.layer.normalization.UnitNormalization;
import dev.sarvi.layer.pooling.AveragePooling1D;
import dev.sarvi.layer.pooling.AveragePooling2D;
import dev.sarvi.layer.pooling.AveragePooling3D;
import dev.sarvi.layer.pooling.GlobalAveragePooling1D;
import dev.sarvi.layer.pooling.GlobalAveragePooling2D;
import dev.sarvi.layer.pooling.GlobalAveragePooling3D;
import dev.sarvi.layer.pooling.GlobalMaxPooling1D;
import dev.sarvi.layer.pooling.GlobalMaxPooling2D;
import dev.sarvi.layer.pooling.GlobalMaxPooling3D;
import dev.sarvi.layer.pooling.MaxPooling1D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.pooling.MaxPooling3D;
import dev.sarvi.layer.preprocessing.Normalization;
import dev.sarvi.layer.preprocessing.Rescaling;
import dev.sarvi.layer.regularization.ActivityRegularization;
import dev.sarvi.layer.regularization.AlphaDropout;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.regularization.GaussianDropout;
import dev.sarvi.layer.regularization.GaussianNoise;
import dev.sarvi.layer.regularization.SpatialDropout1D;
import dev.sarvi.layer.regularization.SpatialDropout2D;
import dev.sarvi.layer.regularization.SpatialDropout3D;
import dev.sarvi.layer.regularization.StochasticDepth;
import dev.sarvi.layer.reshaping.Cropping1D;
import dev.sarvi.layer.reshaping.Cropping2D;
import dev.sarvi.layer.reshaping.Cropping3D;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Permute;
import dev.sarvi.layer.reshaping.RepeatVector;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.layer.reshaping.UpSampling1D;
import dev.sarvi.layer.reshaping.UpSampling2D;
import dev.sarvi.layer.reshaping.UpSampling3D;
import dev.sarvi.layer.reshaping.ZeroPadding1D;
import dev.sarvi.layer.reshaping.ZeroPadding2D;
import dev.sarvi.layer.reshaping.ZeroPadding3D;
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
          Embedding.TYPE,
          Identity.TYPE,
          LayerScale.TYPE,
          Masking.TYPE,
          Conv1D.TYPE,
          Conv2D.TYPE,
          Conv3D.TYPE,
          Conv1DTranspose.TYPE,
          Conv2DTranspose.TYPE,
          Conv3DTranspose.TYPE,
          DepthwiseConv1D.TYPE,
          DepthwiseConv2D.TYPE,
          SeparableConv1D.TYPE,
          SeparableConv2D.TYPE,
          MaxPooling1D.TYPE,
          MaxPooling2D.TYPE,
          MaxPooling3D.TYPE,
          AveragePooling1D.TYPE,
          AveragePooling2D.TYPE,
          AveragePooling3D.TYPE,
          GlobalMaxPooling1D.TYPE,
          GlobalMaxPooling2D.TYPE,
          GlobalMaxPooling3D.TYPE,
          GlobalAveragePooling1D.TYPE,
          GlobalAveragePooling2D.TYPE,
          GlobalAveragePooling3D.TYPE,
          BatchNormalization.TYPE,
          LayerNormalization.TYPE,
          GroupNormalization.TYPE,
          RMSNormalization.TYPE,
          UnitNormalization.TYPE,
          Dropout.TYPE,
          SpatialDropout1D.TYPE,
          SpatialDropout2D.TYPE,
          SpatialDropout3D.TYPE,
          GaussianNoise.TYPE,
          GaussianDropout.TYPE,
          AlphaDropout.TYPE,
          ActivityRegularization.TYPE,
          StochasticDepth.TYPE,
          Flatten.TYPE,
          Reshape.TYPE,
          Permute.TYPE,
          RepeatVector.TYPE,
          ZeroPadding1D.TYPE,
          ZeroPadding2D.TYPE,
          ZeroPadding3D.TYPE,
          Cropping1D.TYPE,
          Cropping2D.TYPE,
          Cropping3D.TYPE,
          UpSampling1D.TYPE,
          UpSampling2D.TYPE,
          UpSampling3D.TYPE,
          Add.TYPE,
          Subtract.TYPE,
          Multiply.TYPE,
          Average.TYPE,
          Maximum.TYPE,
          Minimum.TYPE,
          CustomScaleLayer.TYPE,
          Concatenate.TYPE,
          Dot.TYPE,
          Rescaling.TYPE,
          Normalization.TYPE);

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

package dev.sarvi.layer;

import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.attention.AdditiveAttention;
import dev.sarvi.layer.attention.Attention;
import dev.sarvi.layer.attention.MultiHeadAttention;
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
import dev.sarvi.layer.core.EinsumDense;
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
import dev.sarvi.layer.recurrent.Bidirectional;
import dev.sarvi.layer.recurrent.GRU;
import dev.sarvi.layer.recurrent.GRUCell;
import dev.sarvi.layer.recurrent.LSTM;
import dev.sarvi.layer.recurrent.LSTMCell;
import dev.sarvi.layer.recurrent.RNN;
import dev.sarvi.layer.recurrent.SimpleRNN;
import dev.sarvi.layer.recurrent.SimpleRNNCell;
import dev.sarvi.layer.recurrent.StackedRNNCells;
import dev.sarvi.layer.recurrent.TimeDistributed;
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
 * adds a line. They are listed by class and not by {@code TYPE}, so that a program that reads one
 * file initializes the layers in it and no others.
 */
public final class Layers {
  private static final List<Class<? extends Layer>> KNOWN =
      List.of(
          InputLayer.class,
          ReLU.class,
          LeakyReLU.class,
          PReLU.class,
          ELU.class,
          ThresholdedReLU.class,
          Softmax.class,
          Activation.class,
          Dense.class,
          Embedding.class,
          EinsumDense.class,
          Identity.class,
          LayerScale.class,
          Masking.class,
          Conv1D.class,
          Conv2D.class,
          Conv3D.class,
          Conv1DTranspose.class,
          Conv2DTranspose.class,
          Conv3DTranspose.class,
          DepthwiseConv1D.class,
          DepthwiseConv2D.class,
          SeparableConv1D.class,
          SeparableConv2D.class,
          MaxPooling1D.class,
          MaxPooling2D.class,
          MaxPooling3D.class,
          AveragePooling1D.class,
          AveragePooling2D.class,
          AveragePooling3D.class,
          GlobalMaxPooling1D.class,
          GlobalMaxPooling2D.class,
          GlobalMaxPooling3D.class,
          GlobalAveragePooling1D.class,
          GlobalAveragePooling2D.class,
          GlobalAveragePooling3D.class,
          BatchNormalization.class,
          LayerNormalization.class,
          GroupNormalization.class,
          RMSNormalization.class,
          UnitNormalization.class,
          Dropout.class,
          SpatialDropout1D.class,
          SpatialDropout2D.class,
          SpatialDropout3D.class,
          GaussianNoise.class,
          GaussianDropout.class,
          AlphaDropout.class,
          ActivityRegularization.class,
          StochasticDepth.class,
          Flatten.class,
          Reshape.class,
          Permute.class,
          RepeatVector.class,
          ZeroPadding1D.class,
          ZeroPadding2D.class,
          ZeroPadding3D.class,
          Cropping1D.class,
          Cropping2D.class,
          Cropping3D.class,
          UpSampling1D.class,
          UpSampling2D.class,
          UpSampling3D.class,
          Add.class,
          Subtract.class,
          Multiply.class,
          Average.class,
          Maximum.class,
          Minimum.class,
          CustomScaleLayer.class,
          Concatenate.class,
          Dot.class,
          MultiHeadAttention.class,
          Attention.class,
          AdditiveAttention.class,
          SimpleRNN.class,
          LSTM.class,
          GRU.class,
          RNN.class,
          Bidirectional.class,
          TimeDistributed.class,
          SimpleRNNCell.class,
          LSTMCell.class,
          GRUCell.class,
          StackedRNNCells.class,
          Rescaling.class,
          Normalization.class);

  private Layers() {}

  /** All of them. */
  public static List<LayerType<?>> known() {
    return KNOWN.stream().<LayerType<?>>map(Layers::type).toList();
  }

  /** The kind of layer with this Keras class name. */
  public static Optional<LayerType<?>> named(String className) {
    return KNOWN.stream()
        .filter(layer -> layer.getSimpleName().equals(className))
        .findFirst()
        .map(Layers::type);
  }

  private static LayerType<?> type(Class<? extends Layer> layer) {
    try {
      return (LayerType<?>) layer.getField("TYPE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Every layer has a constant TYPE: " + layer, e);
    }
  }
}

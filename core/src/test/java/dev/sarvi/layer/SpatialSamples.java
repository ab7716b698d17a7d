package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.convolution.BaseConv;
import dev.sarvi.layer.convolution.BaseConvTranspose;
import dev.sarvi.layer.convolution.BaseDepthwiseConv;
import dev.sarvi.layer.convolution.BaseSeparableConv;
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
import dev.sarvi.layer.pooling.AveragePooling1D;
import dev.sarvi.layer.pooling.AveragePooling2D;
import dev.sarvi.layer.pooling.AveragePooling3D;
import dev.sarvi.layer.pooling.BaseGlobalPooling;
import dev.sarvi.layer.pooling.BasePooling;
import dev.sarvi.layer.pooling.GlobalAveragePooling1D;
import dev.sarvi.layer.pooling.GlobalAveragePooling2D;
import dev.sarvi.layer.pooling.GlobalAveragePooling3D;
import dev.sarvi.layer.pooling.GlobalMaxPooling1D;
import dev.sarvi.layer.pooling.GlobalMaxPooling2D;
import dev.sarvi.layer.pooling.GlobalMaxPooling3D;
import dev.sarvi.layer.pooling.MaxPooling1D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.pooling.MaxPooling3D;
import dev.sarvi.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The samples of the layers that slide over space. */
final class SpatialSamples {
  /** Of one, two and three axes of space. */
  static final List<Shape> SIZES =
      List.of(Shape.of(2, 7, 6), Shape.of(2, 5, 4, 6), Shape.of(2, 4, 5, 6, 2));

  private static final String FIRST = "channels_first";

  private SpatialSamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "Conv1D" -> convolution(1, Conv1D::new);
      case "Conv2D" -> convolution(2, Conv2D::new);
      case "Conv3D" -> convolution(3, Conv3D::new);
      case "Conv1DTranspose" -> transposed(1, Conv1DTranspose::new);
      case "Conv2DTranspose" -> transposed(2, Conv2DTranspose::new);
      case "Conv3DTranspose" -> transposed(3, Conv3DTranspose::new);
      case "DepthwiseConv1D" -> depthwise(1, DepthwiseConv1D::new);
      case "DepthwiseConv2D" -> depthwise(2, DepthwiseConv2D::new);
      case "SeparableConv1D" -> separable(1, SeparableConv1D::new);
      case "SeparableConv2D" -> separable(2, SeparableConv2D::new);
      case "MaxPooling1D" -> pooling(1, MaxPooling1D::new);
      case "MaxPooling2D" -> pooling(2, MaxPooling2D::new);
      case "MaxPooling3D" -> pooling(3, MaxPooling3D::new);
      case "AveragePooling1D" -> pooling(1, AveragePooling1D::new);
      case "AveragePooling2D" -> pooling(2, AveragePooling2D::new);
      case "AveragePooling3D" -> pooling(3, AveragePooling3D::new);
      case "GlobalMaxPooling1D" -> global(1, GlobalMaxPooling1D::new);
      case "GlobalMaxPooling2D" -> global(2, GlobalMaxPooling2D::new);
      case "GlobalMaxPooling3D" -> global(3, GlobalMaxPooling3D::new);
      case "GlobalAveragePooling1D" -> global(1, GlobalAveragePooling1D::new);
      case "GlobalAveragePooling2D" -> global(2, GlobalAveragePooling2D::new);
      case "GlobalAveragePooling3D" -> global(3, GlobalAveragePooling3D::new);
      default -> MarginSamples.of(type);
    };
  }

  /** The same sizes, or others, for another number of axes. */
  private static List<Integer> cycled(int rank, Integer... sizes) {
    return Stream.iterate(0, i -> i + 1).limit(rank).map(i -> sizes[i % sizes.length]).toList();
  }

  private static <C extends Record> List<Sample> all(
      int rank, BiFunction<C, Options, Layer> make, Stream<C> configs) {
    List<C> list = configs.toList();
    Shape size = SIZES.get(rank - 1);
    return Stream.concat(
            list.stream().map(config -> sample(config, make, size)),
            Stream.of(sample(list.get(0), make, size.with(0, 0))))
        .toList();
  }

  private static List<Sample> convolution(
      int rank, BiFunction<BaseConv.Config, Options, Layer> make) {
    BaseConv.Config three = new BaseConv.Config(4, Collections.nCopies(rank, 3));
    BaseConv.Config one = new BaseConv.Config(4, Collections.nCopies(rank, 1));
    BaseConv.Config uneven = new BaseConv.Config(6, cycled(rank, 2, 4));
    return all(
        rank,
        make,
        Stream.of(
            three,
            three.withPadding("same").withActivation(ActivationFunction.named("sigmoid")),
            three.withStrides(2).withPadding("same"),
            three.withDilationRate(2).withPadding("same").withUseBias(false),
            three.withGroups(2),
            uneven.withGroups(2).withPadding("same"),
            one,
            one.withGroups(2),
            one.withStrides(2),
            three.withPadding(rank == 1 ? "causal" : "valid"),
            uneven.withPadding("same").withStrides(2).withDataFormat(FIRST),
            one.withDataFormat(FIRST).withActivation(ActivationFunction.named("softmax"))));
  }

  private static List<Sample> transposed(
      int rank, BiFunction<BaseConvTranspose.Config, Options, Layer> make) {
    BaseConvTranspose.Config three =
        new BaseConvTranspose.Config(3, Collections.nCopies(rank, 3)).withStrides(2);
    BaseConvTranspose.Config uneven = new BaseConvTranspose.Config(2, cycled(rank, 2, 4));
    return all(
        rank,
        make,
        Stream.of(
            three,
            three.withPadding("same").withActivation(ActivationFunction.named("sigmoid")),
            three.withPadding("same").withOutputPadding(1).withUseBias(false),
            three.withOutputPadding(0),
            uneven.withPadding("same").withDilationRate(2),
            uneven.withStrides(3).withDataFormat(FIRST),
            new BaseConvTranspose.Config(3, Collections.nCopies(rank, 1))));
  }

  private static List<Sample> depthwise(
      int rank, BiFunction<BaseDepthwiseConv.Config, Options, Layer> make) {
    BaseDepthwiseConv.Config three = new BaseDepthwiseConv.Config(Collections.nCopies(rank, 3));
    BaseDepthwiseConv.Config uneven = new BaseDepthwiseConv.Config(cycled(rank, 2, 4));
    return all(
        rank,
        make,
        Stream.of(
            three,
            three.withStrides(2).withPadding("same").withUseBias(false),
            three.withDilationRate(2).withPadding("same").withDepthMultiplier(2),
            uneven.withDepthMultiplier(3).withActivation(ActivationFunction.named("tanh")),
            uneven.withPadding("same").withDataFormat(FIRST),
            new BaseDepthwiseConv.Config(Collections.nCopies(rank, 1)).withStrides(2)));
  }

  private static List<Sample> separable(
      int rank, BiFunction<BaseSeparableConv.Config, Options, Layer> make) {
    BaseSeparableConv.Config three = new BaseSeparableConv.Config(4, Collections.nCopies(rank, 3));
    BaseSeparableConv.Config uneven = new BaseSeparableConv.Config(3, cycled(rank, 2, 4));
    return all(
        rank,
        make,
        Stream.of(
            three,
            three.withStrides(2).withPadding("same").withUseBias(false),
            three.withDilationRate(2).withPadding("same").withDepthMultiplier(2),
            uneven.withActivation(ActivationFunction.named("sigmoid")).withDataFormat(FIRST)));
  }

  private static List<Sample> pooling(
      int rank, BiFunction<BasePooling.Config, Options, Layer> make) {
    BasePooling.Config two = config(rank, 2);
    return all(
        rank,
        make,
        Stream.of(
            two,
            two.withPadding("same"),
            config(rank, 3, 2).withStrides(1).withPadding("same"),
            config(rank, 2, 3).withStrides(3),
            config(rank, 1).withStrides(2),
            two.withDataFormat(FIRST)));
  }

  private static BasePooling.Config config(int rank, Integer... sizes) {
    return new BasePooling.Config(cycled(rank, sizes), "valid", null, null);
  }

  private static List<Sample> global(
      int rank, BiFunction<BaseGlobalPooling.Config, Options, Layer> make) {
    BaseGlobalPooling.Config config = new BaseGlobalPooling.Config();
    return all(
        rank,
        make,
        Stream.of(
            config,
            config.withKeepdims(true),
            config.withDataFormat(FIRST),
            new BaseGlobalPooling.Config(FIRST, true)));
  }
}

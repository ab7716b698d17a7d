package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.reshaping.BaseCropping;
import dev.sarvi.layer.reshaping.BaseZeroPadding;
import dev.sarvi.layer.reshaping.Cropping1D;
import dev.sarvi.layer.reshaping.Cropping2D;
import dev.sarvi.layer.reshaping.Cropping3D;
import dev.sarvi.layer.reshaping.UpSampling1D;
import dev.sarvi.layer.reshaping.UpSampling2D;
import dev.sarvi.layer.reshaping.UpSampling3D;
import dev.sarvi.layer.reshaping.ZeroPadding1D;
import dev.sarvi.layer.reshaping.ZeroPadding2D;
import dev.sarvi.layer.reshaping.ZeroPadding3D;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The samples of the layers that make space larger or smaller. */
final class MarginSamples {
  private static final Shape SEQUENCES = SpatialSamples.SIZES.get(0);
  private static final Shape IMAGES = SpatialSamples.SIZES.get(1);
  private static final Shape VOLUMES = SpatialSamples.SIZES.get(2);
  private static final String FIRST = "channels_first";
  private static final List<Integer> NONE = List.of(0);

  private MarginSamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "ZeroPadding1D" ->
          List.of(
              sample(new ZeroPadding1D.Config(), ZeroPadding1D::new, SEQUENCES),
              sample(new ZeroPadding1D.Config(List.of(0, 3), FIRST), ZeroPadding1D::new, SEQUENCES),
              sample(new ZeroPadding1D.Config(NONE, null), ZeroPadding1D::new, SEQUENCES));
      case "ZeroPadding2D" ->
          padded(ZeroPadding2D::new, IMAGES, List.of(List.of(0, 1), List.of(2, 3)));
      case "ZeroPadding3D" ->
          padded(ZeroPadding3D::new, VOLUMES, List.of(List.of(0, 1), List.of(2, 3), List.of(1)));
      case "Cropping1D" ->
          List.of(
              sample(new Cropping1D.Config(), Cropping1D::new, SEQUENCES),
              sample(new Cropping1D.Config(List.of(0, 3)), Cropping1D::new, SEQUENCES),
              sample(new Cropping1D.Config(NONE), Cropping1D::new, SEQUENCES));
      case "Cropping2D" -> cropped(Cropping2D::new, IMAGES, List.of(List.of(0, 1), List.of(2, 1)));
      case "Cropping3D" ->
          cropped(Cropping3D::new, VOLUMES, List.of(List.of(0, 1), NONE, List.of(1, 0)));
      case "UpSampling1D" ->
          List.of(
              sample(new UpSampling1D.Config(), UpSampling1D::new, SEQUENCES),
              sample(new UpSampling1D.Config(1), UpSampling1D::new, SEQUENCES),
              sample(new UpSampling1D.Config(3), UpSampling1D::new, SEQUENCES.with(0, 0)));
      case "UpSampling2D" -> upSampled();
      case "UpSampling3D" ->
          List.of(
              sample(new UpSampling3D.Config(), UpSampling3D::new, VOLUMES),
              sample(new UpSampling3D.Config(List.of(1, 2, 3), FIRST), UpSampling3D::new, VOLUMES));
      default -> ElementarySamples.of(type);
    };
  }

  private static List<Sample> padded(
      BiFunction<BaseZeroPadding.Config, Options, Layer> make,
      Shape input,
      List<List<Integer>> padding) {
    BaseZeroPadding.Config config = new BaseZeroPadding.Config(padding, null);
    return List.of(
        sample(config, make, input),
        sample(config, make, input.with(0, 0)),
        sample(config, make, input.with(1, 0)),
        sample(config.withDataFormat(FIRST), make, input));
  }

  private static List<Sample> cropped(
      BiFunction<BaseCropping.Config, Options, Layer> make,
      Shape input,
      List<List<Integer>> cropping) {
    BaseCropping.Config config = new BaseCropping.Config(cropping, null);
    return List.of(
        sample(config, make, input),
        sample(config, make, input.with(0, 0)),
        sample(config.withDataFormat(FIRST), make, input));
  }

  private static List<Sample> upSampled() {
    List<Sample> samples = new ArrayList<>();
    UpSampling2D.Config config = new UpSampling2D.Config().withSize(2, 3);
    for (String name : List.of("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5")) {
      UpSampling2D.Config named = config.withInterpolation(name);
      samples.add(sample(named, UpSampling2D::new, IMAGES));
      samples.add(sample(named.withDataFormat(FIRST), UpSampling2D::new, IMAGES));
      samples.add(sample(named.withSize(1, 4), UpSampling2D::new, IMAGES.with(0, 0)));
    }
    return samples;
  }
}

package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.core.Identity;
import dev.sarvi.layer.core.LayerScale;
import dev.sarvi.layer.merging.Average;
import dev.sarvi.layer.merging.CustomScaleLayer;
import dev.sarvi.layer.merging.Maximum;
import dev.sarvi.layer.merging.Minimum;
import dev.sarvi.layer.merging.Subtract;
import dev.sarvi.layer.regularization.ActivityRegularization;
import dev.sarvi.layer.regularization.AlphaDropout;
import dev.sarvi.layer.regularization.BaseSpatialDropout;
import dev.sarvi.layer.regularization.GaussianDropout;
import dev.sarvi.layer.regularization.GaussianNoise;
import dev.sarvi.layer.regularization.SpatialDropout1D;
import dev.sarvi.layer.regularization.SpatialDropout2D;
import dev.sarvi.layer.regularization.SpatialDropout3D;
import dev.sarvi.layer.regularization.StochasticDepth;
import dev.sarvi.layer.reshaping.Permute;
import dev.sarvi.layer.reshaping.RepeatVector;
import dev.sarvi.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The samples of layers that move, merge or disturb what they get. */
final class ElementarySamples {
  private static final Shape VECTORS = Shape.of(3, 13);
  private static final Shape NO_VECTORS = Shape.of(0, 13);
  private static final Shape SEQUENCES = SpatialSamples.SIZES.get(0);
  private static final Shape IMAGES = SpatialSamples.SIZES.get(1);
  private static final Shape VOLUMES = SpatialSamples.SIZES.get(2);

  private ElementarySamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "Identity" -> anywhere(new Identity.Config(), Identity::new);
      case "LayerScale" ->
          List.of(
              sample(new LayerScale.Config(0.5, 13), LayerScale::new, VECTORS),
              sample(new LayerScale.Config(-2, 6), LayerScale::new, IMAGES),
              sample(new LayerScale.Config(1e-6, 13), LayerScale::new, NO_VECTORS));
      case "Subtract" -> pairs(new Subtract.Config(), Subtract::new);
      case "CustomScaleLayer" -> pairs(new CustomScaleLayer.Config(0.17), CustomScaleLayer::new);
      case "Average" -> CompanySamples.merged(o -> new Average(new Average.Config(), o));
      case "Maximum" -> CompanySamples.merged(o -> new Maximum(new Maximum.Config(), o));
      case "Minimum" -> CompanySamples.merged(o -> new Minimum(new Minimum.Config(), o));
      case "Permute" -> permuted();
      case "RepeatVector" ->
          List.of(
              sample(new RepeatVector.Config(1), RepeatVector::new, VECTORS),
              sample(new RepeatVector.Config(3), RepeatVector::new, NO_VECTORS),
              sample(new RepeatVector.Config(3), RepeatVector::new, Shape.of(2, 1)),
              sample(new RepeatVector.Config(4), RepeatVector::new, VECTORS));
      default -> random(type);
    };
  }

  private static List<Sample> random(LayerType<?> type) {
    return switch (type.className()) {
      case "GaussianNoise" -> anywhere(new GaussianNoise.Config(0.3), GaussianNoise::new);
      case "GaussianDropout" -> anywhere(new GaussianDropout.Config(0.3), GaussianDropout::new);
      case "StochasticDepth" -> anywhere(new StochasticDepth.Config(0.5), StochasticDepth::new);
      case "ActivityRegularization" ->
          anywhere(new ActivityRegularization.Config(), ActivityRegularization::new);
      case "AlphaDropout" ->
          List.of(
              sample(new AlphaDropout.Config(0.4), AlphaDropout::new, VECTORS),
              sample(new AlphaDropout.Config(0), AlphaDropout::new, VECTORS),
              sample(
                  new AlphaDropout.Config(0.4, 5L, Arrays.asList(null, 1, 1, 6)),
                  AlphaDropout::new,
                  IMAGES));
      case "SpatialDropout1D" ->
          List.of(
              sample(new SpatialDropout1D.Config(0.4), SpatialDropout1D::new, SEQUENCES),
              sample(new SpatialDropout1D.Config(1), SpatialDropout1D::new, SEQUENCES));
      case "SpatialDropout2D" -> dropped(SpatialDropout2D::new, IMAGES);
      case "SpatialDropout3D" -> dropped(SpatialDropout3D::new, VOLUMES);
      default -> NormalizationSamples.of(type);
    };
  }

  private static <C extends Record> List<Sample> anywhere(
      C config, BiFunction<C, Options, Layer> make) {
    return Stream.of(Shape.of(5), VECTORS, NO_VECTORS, IMAGES)
        .map(shape -> sample(config, make, shape))
        .toList();
  }

  private static <C extends Record> List<Sample> pairs(
      C config, BiFunction<C, Options, Layer> make) {
    return List.of(
        sample(config, make, VECTORS, VECTORS),
        sample(config, make, NO_VECTORS, NO_VECTORS),
        sample(config, make, Shape.of(2, 6), IMAGES),
        sample(config, make, IMAGES, Shape.of(2, 5, 1, 1)));
  }

  private static List<Sample> permuted() {
    return List.of(
        sample(new Permute.Config(List.of(1)), Permute::new, VECTORS),
        sample(new Permute.Config(List.of(2, 1)), Permute::new, SEQUENCES),
        sample(new Permute.Config(List.of(2, 3, 1)), Permute::new, IMAGES),
        sample(new Permute.Config(List.of(3, 1, 2)), Permute::new, IMAGES.with(0, 0)),
        sample(new Permute.Config(List.of(4, 2, 3, 1)), Permute::new, VOLUMES));
  }

  private static List<Sample> dropped(
      BiFunction<BaseSpatialDropout.Config, Options, Layer> make, Shape input) {
    return Stream.of(
            new BaseSpatialDropout.Config(0.4),
            new BaseSpatialDropout.Config(0),
            new BaseSpatialDropout.Config(0.4, "channels_first", 7L))
        .map(config -> sample(config, make, input))
        .toList();
  }
}

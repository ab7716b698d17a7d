package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.RandomUniform;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.normalization.GroupNormalization;
import dev.sarvi.layer.normalization.LayerNormalization;
import dev.sarvi.layer.normalization.RMSNormalization;
import dev.sarvi.layer.normalization.UnitNormalization;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** The samples of layers that normalize by their input alone. */
final class NormalizationSamples {
  private static final Initializer RANDOM = new RandomUniform(0.5, 1.5, 3L);
  private static final Shape VECTORS = Shape.of(3, 13);
  private static final Shape NO_VECTORS = Shape.of(0, 13);
  private static final Shape IMAGES = SpatialSamples.SIZES.get(1);
  private static final List<List<Integer>> AXES =
      List.of(List.of(-1), List.of(1), List.of(1, 2), List.of(-1, 1), List.of(1, 2, 3));

  private NormalizationSamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "LayerNormalization" -> byLayer();
      case "GroupNormalization" -> byGroup();
      case "RMSNormalization" -> byRootMeanSquare();
      case "UnitNormalization" -> unit();
      default -> PreprocessingSamples.of(type);
    };
  }

  private static List<Sample> byLayer() {
    List<Sample> samples = new ArrayList<>();
    for (List<Integer> axes : AXES) {
      LayerNormalization.Config config =
          new LayerNormalization.Config(axes, 0.01).withInitializers(RANDOM, RANDOM);
      samples.add(sample(config, LayerNormalization::new, IMAGES));
      samples.add(sample(config.with(false, true), LayerNormalization::new, IMAGES));
      samples.add(sample(config.withRmsScaling(true), LayerNormalization::new, IMAGES));
    }
    LayerNormalization.Config config = new LayerNormalization.Config();
    samples.add(sample(config, LayerNormalization::new, VECTORS));
    samples.add(sample(config, LayerNormalization::new, NO_VECTORS));
    samples.add(sample(config, LayerNormalization::new, Shape.of(2, 65)));
    samples.add(sample(config.with(true, false), LayerNormalization::new, VECTORS));
    samples.add(sample(config.with(false, false), LayerNormalization::new, VECTORS));
    return samples;
  }

  private static List<Sample> byGroup() {
    List<Sample> samples = new ArrayList<>();
    for (int groups : new int[] {1, 2, 3, -1}) {
      GroupNormalization.Config config =
          new GroupNormalization.Config(groups, -1, 0.01).withInitializers(RANDOM, RANDOM);
      samples.add(sample(config, GroupNormalization::new, IMAGES));
    }
    GroupNormalization.Config config =
        new GroupNormalization.Config(2, -2, 0.01).withInitializers(RANDOM, RANDOM);
    samples.add(sample(config, GroupNormalization::new, IMAGES));
    samples.add(sample(config.with(false, true), GroupNormalization::new, IMAGES));
    samples.add(sample(config.with(true, false), GroupNormalization::new, IMAGES));
    samples.add(sample(config.with(false, false), GroupNormalization::new, IMAGES));
    samples.add(
        sample(new GroupNormalization.Config(1, 1, 0.01), GroupNormalization::new, NO_VECTORS));
    return samples;
  }

  private static List<Sample> byRootMeanSquare() {
    List<Sample> samples = new ArrayList<>();
    for (List<Integer> axes : AXES) {
      RMSNormalization.Config config = new RMSNormalization.Config(axes, 0.01);
      samples.add(sample(config, RMSNormalization::new, IMAGES));
    }
    samples.add(sample(new RMSNormalization.Config(), RMSNormalization::new, VECTORS));
    samples.add(sample(new RMSNormalization.Config(), RMSNormalization::new, NO_VECTORS));
    return samples;
  }

  private static List<Sample> unit() {
    List<Sample> samples = new ArrayList<>();
    for (List<Integer> axes : AXES) {
      samples.add(sample(new UnitNormalization.Config(axes), UnitNormalization::new, IMAGES));
    }
    samples.add(sample(new UnitNormalization.Config(), UnitNormalization::new, Shape.of(5)));
    samples.add(sample(new UnitNormalization.Config(), UnitNormalization::new, NO_VECTORS));
    return samples;
  }
}

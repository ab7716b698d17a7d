package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.merging.Dot;
import dev.sarvi.layer.preprocessing.Normalization;
import dev.sarvi.layer.preprocessing.Numbers;
import dev.sarvi.layer.preprocessing.Rescaling;
import dev.sarvi.tensor.Shape;
import java.util.List;

/** The samples of layers that prepare data, and of products of two inputs. */
final class PreprocessingSamples {
  private static final Shape VECTORS = Shape.of(3, 13);
  private static final Shape NO_VECTORS = Shape.of(0, 13);
  private static final Shape SEQUENCES = Shape.of(3, 4, 13);
  private static final Shape IMAGES = Shape.of(2, 5, 4, 3);
  private static final Numbers THREE = Numbers.of(0.5, 2, -1);
  private static final Numbers VARIANCES = Numbers.of(0, 0.25, 9);

  private PreprocessingSamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "Rescaling" ->
          List.of(
              sample(new Rescaling.Config(1 / 256.0), Rescaling::new, VECTORS),
              sample(new Rescaling.Config(THREE, Numbers.of(-1)), Rescaling::new, IMAGES),
              sample(new Rescaling.Config(THREE, VARIANCES), Rescaling::new, Shape.of(0, 3)));
      case "Normalization" -> normalized();
      case "Dot" -> multiplied();
      default -> RecurrentSamples.of(type);
    };
  }

  private static List<Sample> normalized() {
    Numbers four = new Numbers(Shape.of(4, 1), List.of(1.0, 2.0, 3.0, 4.0));
    Numbers one = Numbers.of(2);
    return List.of(
        sample(new Normalization.Config(), Normalization::new, VECTORS),
        sample(new Normalization.Config(), Normalization::new, NO_VECTORS),
        sample(new Normalization.Config(null, null, null, false), Normalization::new, IMAGES),
        sample(
            new Normalization.Config(List.of(-1, 1), null, null, true), Normalization::new, IMAGES),
        sample(new Normalization.Config(THREE, Numbers.of(0.5, 2, 1)), Normalization::new, IMAGES),
        sample(new Normalization.Config(one, one), Normalization::new, IMAGES),
        sample(
            new Normalization.Config(List.of(3, 2), four, four, false), Normalization::new, IMAGES),
        sample(
            new Normalization.Config(List.of(-1), THREE, VARIANCES, true),
            Normalization::new,
            IMAGES));
  }

  private static List<Sample> multiplied() {
    return List.of(
        sample(new Dot.Config(List.of(1), false), Dot::new, VECTORS, VECTORS),
        sample(new Dot.Config(List.of(-1), true), Dot::new, VECTORS, VECTORS),
        sample(new Dot.Config(List.of(1), false), Dot::new, NO_VECTORS, NO_VECTORS),
        sample(new Dot.Config(List.of(2, 1), true), Dot::new, SEQUENCES, VECTORS),
        sample(new Dot.Config(List.of(-1, 2), false), Dot::new, SEQUENCES, Shape.of(3, 2, 13)),
        sample(new Dot.Config(List.of(1, -1), true), Dot::new, IMAGES, Shape.of(2, 7, 5)),
        sample(new Dot.Config(List.of(2, 1), false), Dot::new, IMAGES, Shape.of(2, 4, 2, 3)));
  }
}

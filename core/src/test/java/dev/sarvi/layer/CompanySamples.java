package dev.sarvi.layer;

import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.RandomUniform;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Embedding;
import dev.sarvi.layer.core.Masking;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.merging.Concatenate;
import dev.sarvi.layer.merging.Multiply;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The samples of the layers that stand beside the activations. */
final class CompanySamples {
  private static final Initializer RANDOM = new RandomUniform(0.5, 1.5, 3L);
  private static final Shape IMAGES = Shape.of(2, 5, 4, 6);
  private static final Shape NO_IMAGES = Shape.of(0, 5, 4, 6);
  private static final Shape VECTORS = Shape.of(3, 13);

  private CompanySamples() {}

  static List<Sample> of(LayerType<?> type) {
    return switch (type.className()) {
      case "Dense" -> dense();
      case "Embedding" -> embedding();
      case "Masking" ->
          Stream.of(VECTORS, Shape.of(2, 3, 5), Shape.of(0, 5))
              .map(shape -> sample(new Masking.Config(1.5), Masking::new, shape))
              .toList();
      case "BatchNormalization" -> normalization();
      case "Dropout" ->
          List.of(
              sample(new Dropout.Config(0.4), Dropout::new, VECTORS),
              sample(new Dropout.Config(0), Dropout::new, VECTORS),
              sample(new Dropout.Config(1), Dropout::new, VECTORS),
              sample(new Dropout.Config(0.4, 5L, null), Dropout::new, IMAGES),
              sample(
                  new Dropout.Config(0.4, 5L, Arrays.asList(null, 1, 1, 6)), Dropout::new, IMAGES));
      case "Flatten" ->
          List.of(
              sample(new Flatten.Config(), Flatten::new, IMAGES),
              sample(new Flatten.Config(), Flatten::new, Shape.of(3)),
              sample(new Flatten.Config(null), Flatten::new, NO_IMAGES),
              sample(new Flatten.Config("channels_first"), Flatten::new, IMAGES),
              sample(new Flatten.Config("channels_first"), Flatten::new, Shape.of(2, 3, 4)),
              sample(new Flatten.Config("channels_first"), Flatten::new, VECTORS));
      case "Reshape" ->
          Stream.of(List.of(-1, 12), List.of(120), List.of(2, 3, -1, 4), List.of(5, 4, 6))
              .map(target -> sample(new Reshape.Config(target), Reshape::new, IMAGES))
              .toList();
      case "Add" -> merged(options -> new Add(new Add.Config(), options));
      case "Multiply" -> merged(options -> new Multiply(new Multiply.Config(), options));
      case "Concatenate" ->
          List.of(
              sample(new Concatenate.Config(), Concatenate::new, VECTORS, Shape.of(3, 1)),
              sample(new Concatenate.Config(0), Concatenate::new, VECTORS, Shape.of(1, 13)),
              sample(new Concatenate.Config(-2), Concatenate::new, IMAGES, Shape.of(2, 5, 1, 6)),
              sample(new Concatenate.Config(1), Concatenate::new, IMAGES, NO_ROWS, IMAGES),
              sample(new Concatenate.Config(1), Concatenate::new, IMAGES));
      default -> SpatialSamples.of(type);
    };
  }

  private static final Shape NO_ROWS = Shape.of(2, 0, 4, 6);

  private static List<Sample> dense() {
    Dense.Config config = new Dense.Config(5);
    return List.of(
        sample(config, Dense::new, VECTORS),
        sample(config, Dense::new, Shape.of(0, 13)),
        sample(config, Dense::new, Shape.of(2, 3, 4, 7)),
        sample(config.withUseBias(false), Dense::new, Shape.of(1, 1)),
        sample(config.withActivation(ActivationFunction.named("tanh")), Dense::new, VECTORS),
        new Sample(
            "Dense with a layer as activation",
            options ->
                new Dense(
                    config.withActivation(
                        ActivationFunction.of(
                            new PReLU(new PReLU.Config().withAlphaInitializer(RANDOM), options))),
                    options),
            List.of(VECTORS)));
  }

  /** The random inputs are from -3 to 3; fractions are cut off. */
  private static List<Sample> embedding() {
    return Stream.of(VECTORS, Shape.of(4), Shape.of(0, 5), Shape.of(2, 3, 2))
        .flatMap(
            shape ->
                Stream.of(new Embedding.Config(5, 4), new Embedding.Config(3, 1).withMaskZero(true))
                    .map(config -> sample(config, Embedding::new, shape)))
        .toList();
  }

  private static List<Sample> normalization() {
    BatchNormalization.Config config =
        new BatchNormalization.Config(
            -1, 0.9, 0.01, true, true, RANDOM, RANDOM, RANDOM, RANDOM, null, null, null, null);
    return List.of(
        sample(new BatchNormalization.Config(), BatchNormalization::new, VECTORS),
        sample(config, BatchNormalization::new, IMAGES),
        sample(config.with(false, true), BatchNormalization::new, IMAGES),
        sample(config.with(true, false), BatchNormalization::new, IMAGES),
        sample(config.with(false, false), BatchNormalization::new, Shape.of(2, 3, 4)),
        sample(new BatchNormalization.Config(1, 0.9, 0.01), BatchNormalization::new, IMAGES));
  }

  static List<Sample> merged(Function<Options, Layer> make) {
    return Stream.of(
            List.of(VECTORS),
            List.of(VECTORS, VECTORS),
            List.of(VECTORS, Shape.of(3, 1), VECTORS),
            List.of(Shape.of(2, 6), IMAGES, Shape.of(2, 5, 1, 1)))
        .map(
            shapes ->
                new Sample(make.apply(Options.DEFAULT).getClass().getSimpleName(), make, shapes))
        .toList();
  }

  static <C extends Record> Sample sample(
      C config, BiFunction<C, Options, Layer> make, Shape... inputs) {
    String what = make.apply(config, Options.DEFAULT).getClass().getSimpleName();
    return new Sample(
        what + config.toString().substring("Config".length()),
        options -> make.apply(config, options),
        List.of(inputs));
  }
}

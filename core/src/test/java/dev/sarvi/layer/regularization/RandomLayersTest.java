package dev.sarvi.layer.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What random layers draw: seeds, statistics, and what is drawn together. */
class RandomLayersTest {
  private static final Mode TRAINING = Mode.training(20261121, 3);
  private static final Shape MANY = Shape.of(50, 13, 65);
  private static final Options NAMED = Options.named("noise");

  static List<Layer> layers() {
    return List.of(
        new Dropout(new Dropout.Config(0.3), NAMED),
        new SpatialDropout1D(new SpatialDropout1D.Config(0.3), NAMED),
        new GaussianNoise(new GaussianNoise.Config(0.3), NAMED),
        new GaussianDropout(new GaussianDropout.Config(0.3), NAMED),
        new AlphaDropout(new AlphaDropout.Config(0.3), NAMED),
        new StochasticDepth(new StochasticDepth.Config(0.3), NAMED));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void predictionGivesTheInput(Layer layer) {
    Tensor x = normal(MANY);
    assertThat(layer.call(x)).isSameAs(x);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void drawsDependOnSeedStepAndName(Layer layer) {
    Tensor x = normal(MANY);
    Tensor once = output(layer, x, TRAINING);
    assertThat(output(layer, x, TRAINING).sameBits(once)).isTrue();
    assertThat(output(layer, x, Mode.training(20261121, 4)).sameBits(once)).isFalse();
    assertThat(output(layer, x, Mode.training(1, 3)).sameBits(once)).isFalse();
  }

  /** The mean stays; so does, for inputs of mean 0 and variance 1, AlphaDropout's variance. */
  @ParameterizedTest
  @MethodSource("layers")
  void theMeanStays(Layer layer) {
    Tensor x = normal(MANY);
    double mean = layer instanceof StochasticDepth ? 0 : 1; // too few draws for a mean of 1
    Tensor shifted = layer instanceof AlphaDropout ? x : x.map(value -> value + mean);
    Tensor y = output(layer, shifted, TRAINING);
    double expected = layer instanceof AlphaDropout ? 0 : mean;
    assertThat(TensorMath.total(y) / y.size()).isCloseTo(expected, within(0.05));
  }

  @Test
  void theSpreadIsTheDocumentedOne() {
    Tensor ones = Tensor.full(MANY, DType.FLOAT32, 1);
    assertThat(variance(output(new GaussianNoise(0.3), ones, TRAINING)))
        .isCloseTo(0.09, within(0.003));
    assertThat(variance(output(new GaussianDropout(0.2), ones, TRAINING)))
        .isCloseTo(0.25, within(0.01));
    assertThat(variance(output(new Dropout(0.2), ones, TRAINING))).isCloseTo(0.25, within(0.01));
    assertThat(variance(output(new AlphaDropout(0.3), normal(MANY), TRAINING)))
        .isCloseTo(1, within(0.02));
  }

  @Test
  void dropsWholeChannels() {
    Tensor ones = Tensor.full(Shape.of(40, 3, 4, 25), DType.FLOAT32, 1);
    Tensor last = output(new SpatialDropout2D(0.4), ones, TRAINING);
    Tensor first =
        output(
            new SpatialDropout2D(new BaseSpatialDropout.Config(0.4, "channels_first", null)),
            ones,
            TRAINING);
    int kept = 0;
    for (int sample = 0; sample < 40; sample++) {
      for (int channel = 0; channel < 25; channel++) {
        double value = last.get(sample, 0, 0, channel);
        assertThat(value).isIn(0.0, (double) (1 / 0.6f));
        kept += value == 0 ? 0 : 1;
        for (int place = 0; place < 12; place++) {
          assertThat(last.get(sample, place / 4, place % 4, channel)).isEqualTo(value);
        }
      }
      for (int channel = 0; channel < 3; channel++) {
        for (int place = 0; place < 100; place++) {
          assertThat(first.get(sample, channel, place / 25, place % 25))
              .isEqualTo(first.get(sample, channel, 0, 0));
        }
      }
    }
    assertThat(kept / 1000.0).isCloseTo(0.6, within(0.06));
  }

  @Test
  void dropsTogetherWhereTheNoiseShapeIsOne() {
    AlphaDropout layer =
        new AlphaDropout(new AlphaDropout.Config(0.5, 3L, Arrays.asList(null, 1, 65)));
    Tensor y = output(layer, Tensor.zeros(MANY), TRAINING);
    for (int channel = 0; channel < 65; channel++) {
      for (int step = 1; step < 13; step++) {
        assertThat(y.get(7, step, channel)).isEqualTo(y.get(7, 0, channel));
      }
    }
    assertThat(
            y.rows(7, 8)
                .map(value -> value > 0 ? 1 : 0)
                .sameBits(Tensor.zeros(Shape.of(1, 13, 65))))
        .isFalse();
  }

  @Test
  void argumentsOutOfRangeAreRefusedInKerasWords() {
    assertThatThrownBy(() -> new GaussianNoise(1.5))
        .hasMessage(
            "Invalid value received for argument `stddev`. Expected a float value between 0 and 1."
                + " Received: stddev=1.5");
    assertThatThrownBy(() -> new SpatialDropout1D(-0.5)).hasMessageContaining("`rate`");
    assertThatThrownBy(() -> output(new GaussianDropout(1), normal(MANY), TRAINING))
        .hasMessageContaining("rate below 1 in training. Received: rate=1.0");
    assertThatThrownBy(() -> new SpatialDropout2D(0.5).call(normal(MANY)))
        .hasMessageContaining("expected ndim=4, found ndim=3. Full shape received: (None, 13, 65)");
  }

  @Test
  void activityRegularizationAddsItsPenaltyAndItsGradient() {
    Layer layer = new ActivityRegularization(0.5, 0.25);
    Tensor x = Tensor.of(Shape.of(2, 2), 1f, -2f, 3f, 0.5f);
    Pass pass = layer.call(List.of(x), TRAINING);
    assertThat(pass.output()).isEqualTo(x);
    assertThat(pass.losses()).containsExactly((0.5 * 6.5 + 0.25 * 14.25) / 2);
    Tensor back =
        pass.pullback()
            .apply(List.of(Tensor.zeros(x.shape())), new WeightGradients(new ArrayList<>()))
            .get(0);
    assertThat(back.floats()).containsExactly(0.5f, -0.75f, 1f, 0.375f);
  }

  private static Tensor output(Layer layer, Tensor x, Mode mode) {
    return layer.call(List.of(x), mode).output();
  }

  private static Tensor normal(Shape shape) {
    Random random = new Random(20261121);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(shape, values);
  }

  private static double variance(Tensor tensor) {
    double mean = TensorMath.total(tensor) / tensor.size();
    return TensorMath.total(tensor.map(value -> (value - mean) * (value - mean))) / tensor.size();
  }
}

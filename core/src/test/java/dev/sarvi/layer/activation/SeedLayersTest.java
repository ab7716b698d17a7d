package dev.sarvi.layer.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.initializer.Constant;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.core.Input;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values of Keras's own tests and of runs of Keras 3.15.1, slopes at the kinks, and what is refused
 * in which words.
 */
class SeedLayersTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;
  private static final float[] GRID = {-INF, -10, -1, -.5f, 0, .5f, 1, 5, 6, 7, INF, NAN};

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(new ReLU(), new float[] {0, 0, 0, 0, 0, .5f, 1, 5, 6, 7, INF, NAN}),
        Arguments.of(new ReLU(6), new float[] {0, 0, 0, 0, 0, .5f, 1, 5, 6, 6, 6, NAN}),
        Arguments.of(
            new ReLU(6.0, 0.1, 0), new float[] {-INF, -1, -.1f, -.05f, 0, .5f, 1, 5, 6, 6, 6, NAN}),
        Arguments.of(new ReLU(null, 0, 1), new float[] {0, 0, 0, 0, 0, 0, 0, 5, 6, 7, INF, 0}),
        Arguments.of(
            new ReLU(null, 0.1, 1),
            new float[] {-INF, -1.1f, -.2f, -.15f, -.1f, -.05f, 0, 5, 6, 7, INF, NAN}),
        Arguments.of(new ReLU(2.0, 0, 5), new float[] {0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0}),
        Arguments.of(new LeakyReLU(0), new float[] {NAN, 0, 0, 0, 0, .5f, 1, 5, 6, 7, INF, NAN}),
        Arguments.of(
            new LeakyReLU(2), new float[] {-INF, -20, -2, -1, 0, .5f, 1, 5, 6, 7, INF, NAN}),
        Arguments.of(
            new ELU(),
            new float[] {-1, -.9999546f, -.6321205f, -.3934693f, 0, .5f, 1, 5, 6, 7, INF, NAN}),
        Arguments.of(prelu(0), new float[] {NAN, 0, 0, 0, 0, .5f, 1, 5, 6, 7, INF, NAN}),
        Arguments.of(prelu(-1), new float[] {INF, 10, 1, .5f, 0, .5f, 1, 5, 6, 7, INF, NAN}),
        Arguments.of(new ThresholdedReLU(), new float[] {NAN, 0, 0, 0, 0, 0, 0, 5, 6, 7, INF, NAN}),
        Arguments.of(
            Activation.selu(),
            new float[] {
              -1.758099f,
              -1.758019f,
              -1.111331f,
              -.6917582f,
              0,
              .5253505f,
              1.050701f,
              5.253505f,
              6.304206f,
              7.354907f,
              INF,
              NAN
            }));
  }

  private static PReLU prelu(double alpha) {
    return new PReLU(new PReLU.Config().withAlphaInitializer(new Constant(alpha)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreKeras(Layer layer, float[] expected) {
    Tensor y = layer.call(Tensor.of(Shape.of(1, GRID.length), GRID));
    for (int i = 0; i < GRID.length; i++) {
      String where = layer + " at " + GRID[i];
      if (Float.isNaN(expected[i]) || Float.isInfinite(expected[i]) || expected[i] == 0) {
        assertThat(Float.valueOf((float) y.at(i) + 0f))
            .as(where)
            .isEqualTo(Float.valueOf(expected[i] + 0f));
      } else {
        assertThat(y.at(i)).as(where).isCloseTo(expected[i], Offset.offset(1e-6 * 7));
      }
    }
  }

  static Stream<Arguments> slopes() {
    return Stream.of(
        Arguments.of(new ReLU(), 0, 0),
        Arguments.of(new ReLU(6), 0, 0),
        Arguments.of(new ReLU(6), 6, 0),
        Arguments.of(new ReLU(5), 5, 1),
        Arguments.of(new ReLU(5), 5.1, 0),
        Arguments.of(new ReLU(5.0, 0.1, 0), 0, 0),
        Arguments.of(new ReLU(null, 0, 1), 1, 0),
        Arguments.of(new LeakyReLU(0.25), 0, 0.25),
        Arguments.of(new ELU(0.7), 0, 0.7),
        Arguments.of(prelu(0.25), 0, 0),
        Arguments.of(new ThresholdedReLU(), 1, 0),
        Arguments.of(new Activation("selu"), 0, 1.7580993408473766),
        Arguments.of(new Activation("relu6"), 6, 0),
        Arguments.of(new Activation("sigmoid"), 0, 0.25),
        Arguments.of(new Activation("softplus"), 0, 0.5));
  }

  @ParameterizedTest
  @MethodSource("slopes")
  void slopesAtTheKinksAreStated(Layer layer, double x, double slope) {
    Pass pass = layer.call(List.of(Tensor.of(Shape.of(1, 1), (float) x)), Mode.INFERENCE);
    Tensor one = Tensor.of(Shape.of(1, 1), 1f);
    Tensor back = pass.pullback().apply(List.of(one), new WeightGradients(List.of())).get(0);
    assertThat(back.at(0)).isEqualTo((float) slope);
  }

  @Test
  void alphaHasTheGradientOfKeras() {
    PReLU layer = prelu(0.25);
    Pass pass = layer.call(List.of(Tensor.of(Shape.of(3, 1), -2f, 0f, 3f)), Mode.INFERENCE);
    WeightGradients weights = new WeightGradients(layer.trainableVariables());
    Tensor back =
        pass.pullback().apply(List.of(Tensor.of(Shape.of(3, 1), 1f, 1f, 1f)), weights).get(0);
    assertThat(back.floats()).containsExactly(.25f, 0, 1);
    assertThat(weights.of(layer.ownVariables().get(0)).floats()).containsExactly(-2);
  }

  @Test
  void softmaxMasks() {
    Tensor x = Tensor.of(Shape.of(3, 4), 1f, 2f, 5f, 1f, 1f, 1f, 1f, 1f, 3f, 1f, 2f, 4f);
    Tensor mask = Tensor.of(Shape.of(3, 4), 1f, 1f, 0f, 0f, 0f, 0f, 0f, 0f, 1f, 1f, 1f, 1f);
    Tensor y = new Softmax().call(x, mask);
    float[] expected = {
      .268941f, .731059f, 0, 0, 0, 0, 0, 0, .236883f, .032059f, .087144f, .643914f
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(y.at(i)).isCloseTo(expected[i], Offset.offset(1e-6));
    }
    Tensor two = Tensor.of(Shape.of(2, 3), 1f, 2f, 1f, 1f, 2f, 1f);
    Tensor keep = Tensor.of(Shape.of(2, 3), 1f, 0f, 1f, 0f, 1f, 0f);
    Tensor both = new Softmax(1, 0).call(two, keep);
    assertThat(both.get(0, 0)).isCloseTo(.21194154, Offset.offset(1e-6));
    assertThat(both.get(1, 1)).isCloseTo(.57611686, Offset.offset(1e-6));
    assertThat(both.get(0, 1)).isZero();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(
            () -> new ReLU(-1),
            "max_value of a ReLU layer cannot be a negative value. Received: max_value=-1"),
        refusal(
            () -> new ReLU(null, -0.5, 0),
            "negative_slope of a ReLU layer cannot be None or a negative value. Received:"
                + " negative_slope=-0.5"),
        refusal(
            () -> new ReLU(null, 0, -2),
            "threshold of a ReLU layer cannot be None or a negative value. Received: threshold=-2"),
        refusal(
            () -> new LeakyReLU(-1),
            "The negative_slope value of a Leaky ReLU layer cannot be None or negative value."
                + " Expected a float. Received: negative_slope=-1"),
        refusal(
            () -> new ThresholdedReLU(-10),
            "The theta value of a Thresholded ReLU layer should be >=0. Received: -10"),
        refusal(
            () -> new Activation("foo"), "Could not interpret activation function identifier: foo"),
        refusal(
            () -> new Activation("LeakyReLU"),
            "Could not interpret activation function identifier: LeakyReLU"),
        refusal(() -> Options.named("a/b"), "cannot contain character `/`"),
        refusal(() -> DType.of("float8"), "float32, float64"),
        refusal(
            () -> PReLU.withSharedAxes(4).build(List.of(Shape.of(-1, 2, 3))), "shared_axes=[4]"),
        refusal(
            () -> new PReLU().apply(Input.of(Shape.UNKNOWN, 4)),
            "Shapes used to initialize variables must be fully-defined (no `None` dimensions)."
                + " Received: shape=(None, 4)"),
        refusal(
            () -> {
              Layer built = PReLU.withSharedAxes(1);
              built.call(Tensor.zeros(Shape.of(2, 5, 3)));
              built.call(Tensor.zeros(Shape.of(2, 9, 4)));
            },
            "expected axis 2 of input shape to have value 3, but received input with shape (2, 9,"
                + " 4)"),
        refusal(
            () -> {
              Layer built = new PReLU();
              built.call(Tensor.zeros(Shape.of(2, 5, 3)));
              built.call(Tensor.zeros(Shape.of(2, 3)));
            },
            "expected ndim=3, found ndim=2. Full shape received: (2, 3)"),
        refusal(() -> new Softmax(3).call(Tensor.zeros(Shape.of(2, 3))), "axis=[3]"),
        refusal(
            () -> new Softmax().call(Tensor.zeros(Shape.of(1, 3)), Tensor.zeros(Shape.of(2, 3))),
            "must be broadcastable"),
        refusal(
            () -> new Softmax().call(Tensor.zeros(Shape.of(2, 3)), Tensor.zeros(Shape.of(1, 2, 3))),
            "must not have more dimensions"));
  }

  private static Arguments refusal(ThrowingCallable call, String words) {
    return Arguments.of(words, call);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void wrongArgumentsAreRefusedInTheWordsOfKeras(String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void optionsReachTheLayer() {
    Tensor alpha = Tensor.of(Shape.of(3), 1f, 2f, 3f);
    Options options =
        Options.named("mine")
            .withTrainable(false)
            .withInputShape(3)
            .withBatchSize(4)
            .withWeights(alpha);
    assertThat(options.fullInputShape()).contains(Shape.of(4, 3));
    assertThat(options.withBatchInputShape(5, 3).fullInputShape()).contains(Shape.of(5, 3));
    PReLU layer = new PReLU(new PReLU.Config(), options);
    SymbolicTensor y = layer.apply(Input.of(3));
    assertThat(y.shape()).isEqualTo(Shape.of(-1, 3));
    assertThat(layer.name()).isEqualTo("mine");
    assertThat(layer.trainableVariables()).isEmpty();
    assertThat(layer.ownVariables().get(0).value().floats()).containsExactly(1, 2, 3);
    assertThat(layer.ownVariables().get(0).path()).isEqualTo("mine/alpha");
    Layer wide = new LeakyReLU(new LeakyReLU.Config(), Options.DEFAULT.withDType(DType.FLOAT64));
    assertThat(wide.call(alpha).dtype()).isEqualTo(DType.FLOAT64);
  }
}

package dev.sarvi.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.merging.Concatenate;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.pooling.AveragePooling2D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.layer.reshaping.ZeroPadding2D;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is particular to the layers that stand beside the activations. */
class CompanyLayersTest {
  private static final int ANY = Shape.UNKNOWN;

  @Test
  void batchStatisticsNormalizeInTrainingAndMoveTheMovingOnes() {
    BatchNormalization layer = new BatchNormalization(new BatchNormalization.Config(-1, 0.75, 0));
    Tensor x = Tensor.of(Shape.of(4, 2), 1f, 10, 3, 10, 5, 30, 7, 30);
    layer.build(List.of(x.shape()));
    Pass pass = layer.call(List.of(x), Mode.training(1, 0));
    float a = (float) (3 / Math.sqrt(5));
    float b = (float) (1 / Math.sqrt(5));
    assertThat(pass.output().floats())
        .containsExactly(new float[] {-a, -1, -b, -1, b, 1, a, 1}, within(1e-6f));
    assertThat(layer.call(x).floats()).isEqualTo(x.floats()); // nothing is committed yet
    pass.committed();
    List<Variable> variables = layer.variables();
    assertThat(variables)
        .extracting(v -> v.spec().name())
        .containsExactly("gamma", "beta", "moving_mean", "moving_variance");
    assertThat(variables.get(2).value().floats()).containsExactly(1, 5);
    assertThat(variables.get(3).value().floats()).containsExactly(2, 25.75f);
    assertThat(layer.trainableVariables()).hasSize(2);
  }

  @Test
  void frozenBatchNormalizationPredicts() {
    BatchNormalization layer = new BatchNormalization();
    Tensor x = Tensor.of(Shape.of(2, 1), 3f, 5f);
    Tensor predicted = layer.call(x);
    layer.setTrainable(false);
    Pass pass = layer.call(List.of(x), Mode.training(1, 0));
    assertThat(pass.output().sameBits(predicted)).isTrue();
    assertThat(pass.stateUpdates()).isEmpty();
  }

  @Test
  void dropoutDropsItsRateAndDependsOnSeedStepAndName() {
    Dropout layer = new Dropout(new Dropout.Config(0.25), Options.named("drop"));
    Tensor ones = Tensor.full(Shape.of(100, 100), DType.FLOAT32, 1);
    Tensor y = layer.call(List.of(ones), Mode.training(7, 3)).output();
    int dropped = 0;
    for (float value : y.floats()) {
      assertThat(value == 0 || value == 1 / 0.75f).isTrue();
      dropped += value == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(2300, 2700);
    Dropout twin = new Dropout(new Dropout.Config(0.25), Options.named("drop"));
    Dropout other = new Dropout(new Dropout.Config(0.25), Options.named("other"));
    assertThat(twin.call(List.of(ones), Mode.training(7, 3)).output().sameBits(y)).isTrue();
    assertThat(other.call(List.of(ones), Mode.training(7, 3)).output().sameBits(y)).isFalse();
    assertThat(twin.call(List.of(ones), Mode.training(7, 4)).output().sameBits(y)).isFalse();
    assertThat(twin.call(List.of(ones), Mode.training(8, 3)).output().sameBits(y)).isFalse();
    assertThat(twin.call(ones)).isSameAs(ones);
  }

  @Test
  void dropoutDropsTogetherWhatTheNoiseShapeJoins() {
    Dropout layer = new Dropout(new Dropout.Config(0.5, 11L, List.of(1, 8)));
    Tensor ones = Tensor.full(Shape.of(5, 8), DType.FLOAT32, 1);
    Tensor y = layer.call(List.of(ones), Mode.training(0, 0)).output();
    for (int row = 1; row < 5; row++) {
      assertThat(y.rows(row, row + 1).sameBits(y.rows(0, 1))).isTrue();
    }
    refused(() -> layer.call(Tensor.zeros(Shape.of(5, 7))), "noise_shape");
  }

  @Test
  void activationLayerIsAPartOfTheLayer() {
    PReLU prelu = new PReLU();
    Dense dense = new Dense(new Dense.Config(3).withActivation(ActivationFunction.of(prelu)));
    dense.build(List.of(Shape.of(ANY, 2)));
    assertThat(dense.children()).containsExactly(prelu);
    assertThat(dense.variables())
        .extracting(v -> v.spec().name())
        .containsExactly("kernel", "bias", "alpha");
  }

  @Test
  void unknownDimensionsStayUnknown() {
    assertThat(new Conv2D(4, 3).outputShape(Shape.of(ANY, ANY, 8, 3)))
        .isEqualTo(Shape.of(ANY, ANY, 6, 4));
    assertThat(new MaxPooling2D().outputShape(Shape.of(ANY, ANY, 9, 3)))
        .isEqualTo(Shape.of(ANY, ANY, 4, 3));
    assertThat(new ZeroPadding2D().outputShape(Shape.of(ANY, ANY, 3, 2)))
        .isEqualTo(Shape.of(ANY, ANY, 5, 2));
    assertThat(new Flatten().outputShape(Shape.of(ANY, ANY, 3))).isEqualTo(Shape.of(ANY, ANY));
    assertThat(new Reshape(-1, 3).outputShape(Shape.of(ANY, ANY))).isEqualTo(Shape.of(ANY, ANY, 3));
    assertThat(new Add().outputShapes(List.of(Shape.of(ANY, ANY, 3), Shape.of(ANY, 5, 3))))
        .containsExactly(Shape.of(ANY, ANY, 3));
    assertThat(new Concatenate().outputShapes(List.of(Shape.of(ANY, ANY, 2), Shape.of(ANY, 4, 2))))
        .containsExactly(Shape.of(ANY, 4, 4));
  }

  @Test
  void argumentsAreRefusedInTheWordsOfKeras() {
    refused(() -> new Dense(0), "`units`, expected a positive integer. Received: units=0");
    refused(
        () -> new Conv2D(0, 3),
        "`filters`. Expected a strictly positive value. Received filters=0.");
    refused(
        () -> new Conv2D(4, 0),
        "`kernel_size` argument must be a tuple of 2 integers. Received kernel_size=(0, 0),"
            + " including values {0} that do not satisfy `value > 0`");
    Conv2D.Config conv = new Conv2D.Config(4, List.of(3, 3));
    refused(() -> new Conv2D(new Conv2D.Config(4, List.of(3))), "Received kernel_size=(3,)");
    refused(() -> conv.withGroups(3), "groups=3, filters=4.");
    refused(() -> conv.withGroups(0), "number of groups must be a positive integer");
    refused(() -> conv.withPadding("causal"), "must be a list/tuple or one of {'same', 'valid'}");
    refused(() -> conv.withStrides(2, 2).withDilationRate(2, 2), "not supported in conjunction");
    assertThat(conv.withPadding("SAME").padding()).isEqualTo("same");
    refused(() -> new Flatten.Config("foo"), "Received: data_format=foo");
    refused(
        () -> new ZeroPadding2D(new ZeroPadding2D.Config(List.of(List.of(1, 1)), null)),
        "two elements");
    refused(() -> new ZeroPadding2D(1, -2), "Received 2nd entry of padding=(-2, -2)");
    refused(() -> new Dropout(1.5), "between 0 and 1. Received: rate=1.5");
    refused(() -> new Dropout.Config(0.5, null, List.of(2, 0)), "value at index 1: 0");
    refused(() -> new Reshape(-1, -1), "at most one unknown dimension");
    refused(() -> new Reshape(-2, 3), "must be a non-negative integer");
    refused(() -> new MaxPooling2D(0), "`pool_size` argument");
  }

  @Test
  void shapesAreRefusedNamingTheLayer() {
    Dense dense = new Dense(new Dense.Config(3), Options.named("head"));
    refused(() -> dense.build(List.of(Shape.of(5))), "\"head\" (Dense) expected min_ndim=2");
    refused(() -> dense.build(List.of(Shape.of(ANY, ANY))), "head/kernel");
    dense.build(List.of(Shape.of(ANY, 4)));
    refused(
        () -> dense.call(Tensor.zeros(Shape.of(2, 5))),
        "expected axis -1 of input shape to have value 4, but received input with shape (2, 5)");
    refused(
        () -> new Conv2D(4, 3).build(List.of(Shape.of(ANY, 8, 8))),
        "expected min_ndim=4, found ndim=3");
    refused(
        () -> new Conv2D(4, 3).build(List.of(Shape.of(ANY, 2, 8, 3))),
        "Computed output size would be zero or negative");
    refused(
        () ->
            new Conv2D(new Conv2D.Config(4, List.of(3, 3)).withGroups(2))
                .build(List.of(Shape.of(ANY, 8, 8, 3))),
        "Received groups=2, but the input has 3 channels");
    refused(
        () -> new AveragePooling2D(4).build(List.of(Shape.of(ANY, 3, 3, 2))), "`pool_size=(4, 4)`");
    refused(() -> new Reshape(3).build(List.of(Shape.of(ANY, 8))), "input_shape=(8,)");
    refused(
        () -> new Add().build(List.of(Shape.of(ANY, 3), Shape.of(ANY, 4))),
        "Inputs have incompatible shapes. Received shapes (3,) and (4,)");
    refused(
        () -> new Add().build(List.of(Shape.of(2, 3), Shape.of(4, 3))), "different batch sizes");
    refused(
        () -> new Concatenate(1).build(List.of(Shape.of(ANY, 3, 2), Shape.of(ANY, 4, 3))),
        "matching shapes except for the concatenation axis");
    refused(
        () ->
            new BatchNormalization(new BatchNormalization.Config(3, 0.9, 0.1))
                .build(List.of(Shape.of(ANY, 3))),
        "Axis 3 is out of bounds");
  }

  private static Offset<Float> within(float offset) {
    return Offset.offset(offset);
  }

  private static void refused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}

package dev.sarvi.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.Sarvi;
import dev.sarvi.config.DTypePolicy;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every known layer with every policy, and on integers. */
class LayerTypesTest {
  private static final long SEED = 20261121;
  private static final List<DTypePolicy> HALVES =
      Stream.of("float16", "bfloat16", "mixed_float16", "mixed_bfloat16")
          .map(DTypePolicy::of)
          .toList();
  private static final List<Mode> MODES = List.of(Mode.INFERENCE, Mode.training(SEED, 3));

  static Stream<Sample> samples() {
    return LayerSamples.all().stream();
  }

  /** With 16 bits a layer gives what float32 gives on rounded inputs and weights, rounded once. */
  @ParameterizedTest
  @MethodSource("samples")
  void halvesAreRoundedAtTheBorder(Sample sample) {
    for (DTypePolicy policy : HALVES) {
      Layer half = sample.make().apply(Options.named("same").withDType(policy));
      half.build(sample.inputs());
      if (!half.children().isEmpty()) {
        return; // they have borders of their own, where the sums before them are rounded
      }
      Layer single = sample.make().apply(Options.named("same").withDType(DType.FLOAT32));
      single.build(sample.inputs());
      assertThat(half.variables()).allMatch(weight -> weight.dtype() == weight.value().dtype());
      single.setWeights(half.variables().stream().map(Variable::computeValue).toList());
      for (Mode mode : MODES) {
        compare(half, single, random(sample.inputs(), 0), mode);
      }
    }
  }

  private static void compare(Layer half, Layer single, List<Tensor> any, Mode mode) {
    DType type = half.computeDType();
    Pass pass = half.call(any, mode);
    Pass expected = single.call(rounded(any, type), mode);
    assertThat(pass.outputs()).allMatch(output -> output.dtype() == type);
    assertSame(pass.outputs(), expected.outputs(), type);
    List<Tensor> above = random(pass.outputs().stream().map(Tensor::shape).toList(), 77);
    WeightGradients gradients = new WeightGradients(half.trainableVariables());
    WeightGradients expectedGradients = new WeightGradients(single.trainableVariables());
    List<Tensor> back =
        pass.pullback().apply(above.stream().map(g -> g.cast(type)).toList(), gradients);
    List<Tensor> expectedBack = expected.pullback().apply(rounded(above, type), expectedGradients);
    assertThat(back).allMatch(gradient -> gradient.dtype() == DType.FLOAT64); // as what was given
    assertSame(back, expectedBack.stream().map(g -> g.cast(type)).toList(), DType.FLOAT64);
    for (int i = 0; i < half.trainableVariables().size(); i++) {
      Variable weight = half.trainableVariables().get(i);
      Tensor gradient = expectedGradients.of(single.trainableVariables().get(i));
      DType through = weight.spec().autocast() ? type : DType.FLOAT32;
      assertSame(List.of(gradients.of(weight)), List.of(gradient.cast(through)), weight.dtype());
    }
    List<Tensor> states = pass.stateUpdates().stream().map(StateUpdate::value).toList();
    assertSame(states, expected.stateUpdates().stream().map(StateUpdate::value).toList(), null);
  }

  private static void assertSame(List<Tensor> actual, List<Tensor> expected, DType type) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      Tensor value = type == null ? expected.get(i) : expected.get(i).cast(type);
      assertThat(actual.get(i).sameBits(value)).as("%s is %s", actual.get(i), value).isTrue();
    }
  }

  /** Integers are their values, in the compute type; what only moves elements leaves them as is. */
  @ParameterizedTest
  @MethodSource("samples")
  void integersAreTheirValues(Sample sample) {
    for (DType type : List.of(DType.INT32, DType.UINT8, DType.BOOL)) {
      Layer layer = sample.make().apply(Options.named("same"));
      List<Tensor> integers =
          random(sample.inputs(), 5).stream().map(x -> x.map(Math::abs).cast(type)).toList();
      for (Mode mode : MODES) {
        Pass pass = layer.call(integers, mode);
        Pass expected = layer.call(rounded(integers, DType.FLOAT32), mode);
        DType given = layer.outputDType(integers.stream().map(Tensor::dtype).toList());
        assertThat(pass.outputs()).allMatch(output -> output.dtype() == given);
        assertSame(pass.outputs(), expected.outputs(), given);
        List<Tensor> above = random(pass.outputs().stream().map(Tensor::shape).toList(), 9);
        List<Tensor> fitting = above.stream().map(g -> g.cast(given)).toList();
        assertThat(pass.pullback().apply(fitting, new WeightGradients(layer.trainableVariables())))
            .containsOnlyNulls();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float16", "bfloat16", "float32", "float64"})
  void symbolicTensorsKnowTheirType(String policy) {
    SymbolicTensor input = Input.of(4);
    assertThat(input.dtype()).isEqualTo(DType.FLOAT32);
    Layer dense = new Dense(new Dense.Config(2), Options.DEFAULT.withDType(policy));
    assertThat(dense.apply(input).dtype()).isEqualTo(DType.of(policy));
    SymbolicTensor words = Input.of(Shape.of(3, 2), DType.INT32);
    assertThat(words.dtype()).isEqualTo(DType.INT32);
    assertThat(new Flatten().apply(words).dtype()).isEqualTo(DType.INT32);
    assertThat(dense.dtypePolicy()).hasToString(policy);
  }

  @Test
  void weightsAreRoundedOnceForEachValue() {
    Dense dense = new Dense(new Dense.Config(3), Options.DEFAULT.withDType("mixed_bfloat16"));
    dense.build(List.of(Shape.of(-1, 2)));
    Variable kernel = dense.variables().get(0);
    assertThat(kernel.dtype()).isEqualTo(DType.FLOAT32);
    kernel.assign(Tensor.full(kernel.shape(), DType.FLOAT32, 0.1));
    Tensor rounded = kernel.computeValue();
    assertThat(rounded.at(0)).isEqualTo(0.10009765625);
    assertThat(kernel.value().at(0)).isEqualTo(0.1f);
    assertThat(kernel.computeValue()).isSameAs(rounded);
    kernel.assign(Tensor.full(kernel.shape(), DType.FLOAT32, 0.2));
    assertThat(kernel.computeValue().at(0)).isEqualTo(DType.BFLOAT16.round(0.2));
    Dense single = new Dense(3);
    single.build(List.of(Shape.of(-1, 2)));
    assertThat(single.variables().get(0).computeValue())
        .isSameAs(single.variables().get(0).value());
  }

  @Test
  void theGlobalPolicyIsThatOfLayersWithoutOne() {
    try {
      Sarvi.setDTypePolicy("mixed_float16");
      Dense dense = new Dense(3);
      assertThat(dense.dtypePolicy().name()).isEqualTo("mixed_float16");
      assertThat(dense.computeDType()).isEqualTo(DType.FLOAT16);
      assertThat(dense.variableDType()).isEqualTo(DType.FLOAT32);
      assertThat(dense.dtype()).isEqualTo(DType.FLOAT32);
      assertThat(Input.of(3).dtype()).isEqualTo(DType.FLOAT32);
    } finally {
      Sarvi.setDTypePolicy("float32");
    }
    assertThat(new Dense(3).dtypePolicy()).isEqualTo(DTypePolicy.FLOAT32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"foo", "int32", "bool", "mixed_float32", "mixed_int8", "mixed_", "", "FLOAT16"})
  void refusesWhatIsNoPolicy(String name) {
    assertThatThrownBy(() -> Options.DEFAULT.withDType(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot convert '"
                + name
                + "' to a mixed precision DTypePolicy. Valid policies include 'mixed_float16',"
                + " 'mixed_bfloat16', and the name of any float dtype such as 'float32'.");
  }

  @Test
  void policiesAreKerassOnly() {
    assertThatThrownBy(() -> new DTypePolicy("float16", DType.FLOAT16, DType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DTypePolicy("mixed_float16", DType.FLOAT16, DType.FLOAT16))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DTypePolicy.of(DType.INT8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Tensor> rounded(List<Tensor> tensors, DType type) {
    return tensors.stream().map(x -> x.cast(type).cast(DType.FLOAT32)).toList();
  }

  private static List<Tensor> random(List<Shape> shapes, long salt) {
    List<Tensor> tensors = new ArrayList<>();
    for (Shape shape : shapes) {
      Random random = new Random(SEED + salt + tensors.size());
      tensors.add(Tensor.of(shape, random.doubles(shape.size(), -3, 3).toArray()));
    }
    return tensors;
  }
}

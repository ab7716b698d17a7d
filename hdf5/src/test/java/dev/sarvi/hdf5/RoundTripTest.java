package dev.sarvi.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again. */
class RoundTripTest {
  private static final int[] SIZES = {0, 1, 13, 65, 4099, 70_000};

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void floats(Hdf5Type type) {
    var root = new GroupBuilder();
    for (int size : SIZES) {
      root.dataset("of" + size, Elements.of(exactFloats(size)).as(type), size);
    }
    Hdf5Group read = Fixtures.writtenAndRead(root);
    for (int size : SIZES) {
      Hdf5Dataset dataset = read.dataset("of" + size);
      assertThat(dataset.type()).isEqualTo(type);
      assertThat(dataset.shape()).containsExactly(size);
      assertThat(dataset.count()).isEqualTo(size);
      assertThat(dataset.readFloats()).isEqualTo(exactFloats(size));
      float[] shifted = new float[size + 2];
      dataset.readFloats(shifted, 1);
      assertThat(Arrays.copyOfRange(shifted, 1, size + 1)).isEqualTo(exactFloats(size));
      double[] doubles =
          IntStream.range(0, size).mapToDouble(i -> exactFloats(1 + i % 127)[i % 127]).toArray();
      assertThat(dataset.readDoubles()).isEqualTo(doubles);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void halves(Hdf5Type type) {
    var root = new GroupBuilder();
    for (int size : SIZES) {
      root.dataset("of" + size, Elements.halves(type, halves(size)), size);
    }
    Hdf5Group read = Fixtures.writtenAndRead(root);
    for (int size : SIZES) {
      Hdf5Dataset dataset = read.dataset("of" + size);
      assertThat(dataset.type()).isEqualTo(type);
      assertThat(dataset.readHalves()).isEqualTo(halves(size));
      assertThatThrownBy(dataset::readFloats)
          .isInstanceOf(Hdf5Exception.class)
          .hasMessageContaining("expected integers or floats of 32 or 64 bits")
          .hasMessageContaining("of type " + type);
    }
    Elements floats = Elements.of(1f);
    assertThatThrownBy(() -> floats.as(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a float type of 32 or 64 bits. Received: " + type);
  }

  /** Bits that are all different while there are few. */
  static short[] halves(int size) {
    short[] halves = new short[size];
    for (int i = 0; i < size; i++) {
      halves[i] = (short) (i * 40_503);
    }
    return halves;
  }

  @ParameterizedTest
  @CsvSource({
    "INT8, -128, 127",
    "UINT8, 0, 255",
    "INT16, -32768, 32767",
    "UINT16, 0, 65535",
    "INT32, -2147483648, 2147483647",
    "UINT32, 0, 4294967295",
    "INT64, -9223372036854775808, 9223372036854775807",
    "UINT64, 0, 9223372036854775807"
  })
  void integers(Hdf5Type type, long least, long greatest) {
    long[] values = {least, 0, 1, greatest - 1, greatest};
    Hdf5Dataset read =
        Fixtures.writtenAndRead(root(Elements.of(values).as(type), values.length)).dataset("data");
    assertThat(read.type()).isEqualTo(type);
    assertThat(read.readLongs()).containsExactly(values);
    assertThat(read.readFloats()).startsWith((float) least, 0f, 1f);
    assertThat(read.readBytes()).hasSize(values.length * type.size());
    if (type.size() < 8) {
      assertThatThrownBy(() -> Elements.of(greatest + 1).as(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Expected numbers that fit in %s. Received: %d", type, greatest + 1);
      assertThatThrownBy(() -> Elements.of(least - 1).as(type))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Multiples of a quarter below 32: every float type holds them. */
  private static float[] exactFloats(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i % 127 * 0.25f - 16;
    }
    return values;
  }

  private static GroupBuilder root(Elements elements, long... shape) {
    var root = new GroupBuilder();
    root.dataset("data", elements, shape);
    return root;
  }

  @Test
  void shapes() {
    var root = new GroupBuilder();
    root.dataset("scalar", Elements.of(7));
    root.dataset("cube", Elements.of(1f, 2, 3, 4, 5, 6), 1, 2, 3);
    root.dataset("hollow", Elements.of(new float[0]), 2, 0, 3);
    Hdf5Group read = Fixtures.writtenAndRead(root);
    assertThat(read.dataset("scalar").shape()).isEmpty();
    assertThat(read.dataset("scalar").readLongs()).containsExactly(7);
    assertThat(read.dataset("cube").shape()).containsExactly(1, 2, 3);
    assertThat(read.dataset("cube").readFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.dataset("hollow").shape()).containsExactly(2, 0, 3);
    assertThat(read.dataset("hollow").readFloats()).isEmpty();
  }

  @Test
  void opaqueValuesAndText() {
    byte[] bytes = {1, 2, 3, 4, 5, 6};
    var root = root(Elements.opaque(bytes, 3), 2);
    root.dataset("text", Elements.of(List.of("a", "", "h\u00e9llo")), 3);
    root.dataset("bytes", Elements.opaque(bytes, 2), 3);
    Hdf5Group read = Fixtures.writtenAndRead(root);
    assertThat(read.dataset("data").type()).isEqualTo(Hdf5Type.OPAQUE);
    assertThat(read.dataset("data").readBytes()).isEqualTo(bytes);
    assertThat(read.dataset("text").readStrings()).containsExactly("a", "", "h\u00e9llo");
    // Two opaque bytes are bfloat16 only where Keras's mark says so.
    assertThat(read.dataset("bytes").type()).isEqualTo(Hdf5Type.OPAQUE);
  }

  @Test
  void attributes() {
    var root = root(Elements.of(1f));
    List<String> names = IntStream.range(0, 3000).mapToObj(i -> "layer_" + i).toList();
    String config = "{\"h\u00e9\": 1}".repeat(20_000);
    root.group("layers")
        .attribute("model_config", config)
        .attribute("empty", "")
        .attribute("layer_names", names)
        .attribute("none", List.of())
        .attribute("number", Elements.of(3L))
        .attribute("matrix", Elements.of(1.5, 2, 3, 4, 5, 6), 2, 3);
    Hdf5Group layers = Fixtures.writtenAndRead(root).group("layers");
    assertThat(layers.attributes().keySet())
        .containsExactly("model_config", "empty", "layer_names", "none", "number", "matrix");
    assertThat(layers.attribute("model_config").orElseThrow().readString()).isEqualTo(config);
    assertThat(layers.attribute("empty").orElseThrow().readString()).isEmpty();
    assertThat(layers.attribute("layer_names").orElseThrow().readStrings()).isEqualTo(names);
    assertThat(layers.attribute("none").orElseThrow().readStrings()).isEmpty();
    assertThat(layers.attribute("number").orElseThrow().readLongs()).containsExactly(3);
    assertThat(layers.attribute("matrix").orElseThrow().shape()).containsExactly(2, 3);
    assertThat(layers.attribute("absent")).isEmpty();
    assertThatThrownBy(() -> layers.attributes().get("layer_names").readString())
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage("Attribute layer_names of /layers: expected one text. Found: 3000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 256, 257, 8193})
  void groupsOfAnySize(int size) {
    var root = new GroupBuilder();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add("child_" + i);
      root.group("many/child_" + i);
    }
    root.group("many");
    Collections.sort(names);
    List<Hdf5Node> children = Fixtures.writtenAndRead(root).group("many").children();
    assertThat(children).extracting(Hdf5Node::name).isEqualTo(names);
  }

  @Test
  void theSameTreeGivesTheSameBytes() {
    var root = root(Elements.halves(Hdf5Type.BFLOAT16, halves(2)), 2);
    root.group("b/a").attribute("name", "x");
    assertThat(Fixtures.written(root)).isEqualTo(Fixtures.written(root));
  }

  @Test
  void refusesWhatCannotBeWritten() {
    var root = root(Elements.of(1f));
    assertThatThrownBy(() -> root.dataset("data", Elements.of(2f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a path where nothing stands yet. Received: data");
    assertThatThrownBy(() -> root.group("data/below"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected the path of a group. Received: data/below, where data is a dataset");
    assertThatThrownBy(() -> root.group("a//b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a path of names between slashes. Received: a//b");
    assertThatThrownBy(() -> root.dataset("x", Elements.of(1f, 2f), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Dataset x: expected a shape of 2 elements. Received: [3]");
    assertThatThrownBy(() -> root.dataset("x", Elements.of(1f, 2f), -1, -2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.attribute("x", Elements.of(new float[16_384]), 16_384))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Attribute x: expected at most 65528 bytes");
    assertThatThrownBy(() -> root.attribute("x", "a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Elements.of(1f).as(Hdf5Type.INT8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a float type of 32 or 64 bits. Received: INT8");
    assertThatThrownBy(() -> Elements.of(1).as(Hdf5Type.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected an integer type. Received: FLOAT32");
    // None of these left a trace.
    assertThat(Fixtures.writtenAndRead(root).children()).hasSize(1);
    assertThat(Fixtures.writtenAndRead(root).attributes()).isEmpty();
  }
}

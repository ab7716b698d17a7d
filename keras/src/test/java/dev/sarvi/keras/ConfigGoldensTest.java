package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.config.Components;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.constraint.Constraints;
import dev.sarvi.constraint.NonNeg;
import dev.sarvi.initializer.Identity;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Initializers;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.regularizer.L2;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.regularizer.Regularizers;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every initializer, regularizer and constraint, as real Keras names, writes and computes it. */
class ConfigGoldensTest {
  private static final JsonObject GOLDENS = Goldens.json("goldens/configs.json").getAsJsonObject();

  /** STFT is left out; the others are names of base classes, which nobody can use. */
  private static final Set<String> LEFT_OUT =
      Set.of("STFT", "Initializer", "Regularizer", "Constraint");

  record InitializerHolder(Initializer thing) {}

  record RegularizerHolder(Regularizer thing) {}

  record ConstraintHolder(Constraint thing) {}

  private static final Map<String, Record> HOLDERS =
      Map.of(
          "initializers", new InitializerHolder(new Zeros()),
          "regularizers", new RegularizerHolder(new L2()),
          "constraints", new ConstraintHolder(new NonNeg()));

  /** One case: a thing as Keras wrote it, on one weight. */
  record Golden(String kind, JsonObject json) {
    JsonElement serialized() {
      return json.get("serialized");
    }

    Record thing() {
      return (Record) read(kind, serialized());
    }

    Tensor array(String name) {
      JsonObject array = json.getAsJsonObject(name);
      double[] values =
          array.getAsJsonArray("values").asList().stream()
              .mapToDouble(JsonElement::getAsDouble)
              .toArray();
      List<Integer> dims =
          array.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsInt).toList();
      return Tensor.of(Shape.of(dims), values);
    }

    @Override
    public String toString() {
      JsonObject object = serialized().getAsJsonObject();
      return object.get("class_name").getAsString() + " " + object.get("config");
    }
  }

  static Stream<Golden> goldens() {
    return HOLDERS.keySet().stream().sorted().flatMap(ConfigGoldensTest::goldens);
  }

  private static Stream<Golden> goldens(String kind) {
    return GOLDENS.getAsJsonArray(kind).asList().stream()
        .map(one -> new Golden(kind, one.getAsJsonObject()));
  }

  static Stream<Golden> goldensWithValues() {
    return goldens().filter(golden -> golden.json().size() > 2);
  }

  private static Object read(String kind, JsonElement json) {
    JsonObject config = new JsonObject();
    config.add("thing", json);
    Record holder = HOLDERS.get(kind);
    Record read = new ConfigReader(new Json(config, "golden")).record(holder, Set.of());
    return Components.value(read, read.getClass().getRecordComponents()[0]);
  }

  @Test
  void everyNameThatKerasTakesIsKnown() {
    for (String kind : HOLDERS.keySet()) {
      JsonObject names = GOLDENS.getAsJsonObject("names").getAsJsonObject(kind);
      for (Map.Entry<String, JsonElement> name : names.entrySet()) {
        String className = name.getValue().getAsString();
        if (!LEFT_OUT.contains(className)) {
          Object named = read(kind, new JsonPrimitive(name.getKey()));
          assertThat(named.getClass().getSimpleName()).isEqualTo(className);
        }
      }
    }
  }

  @Test
  void everyKnownThingHasAGolden() {
    List<String> classes =
        goldens().map(golden -> golden.thing().getClass().getSimpleName()).toList();
    Stream.of(Initializers.known(), Regularizers.known(), Constraints.known())
        .flatMap(List::stream)
        .forEach(known -> assertThat(classes).contains(known.getClass().getSimpleName()));
  }

  /** Keys that Keras 3.5 does not know are left out where they hold nothing. */
  @ParameterizedTest
  @MethodSource("goldens")
  void isWrittenAsKerasWritesIt(Golden golden) {
    JsonObject expected = golden.serialized().getAsJsonObject().deepCopy();
    JsonObject config = expected.getAsJsonObject("config");
    Stream.of("input_axes", "output_axes").filter(config::has).forEach(config::remove);
    if (golden.thing() instanceof Identity identity) {
      config.addProperty("gain", identity.gain()); // which Keras forgets
    }
    assertThat(write(golden.kind(), golden.thing())).isEqualTo(expected);
  }

  @Test
  void theGainOfAnIdentityIsKept() {
    Initializer identity = new Identity(-2.5);
    assertThat(read("initializers", write("initializers", (Record) identity))).isEqualTo(identity);
  }

  private static JsonObject write(String kind, Record thing) {
    return new ConfigWriter(layer -> new JsonObject()).named("keras." + kind, thing);
  }

  @ParameterizedTest
  @MethodSource("goldensWithValues")
  void computesWhatKerasComputes(Golden golden) {
    Tensor weight = golden.array("weight");
    Object thing = golden.thing();
    if (thing instanceof Initializer initializer) {
      same(golden, "value", initializer.create(weight.shape(), DType.FLOAT64, 1));
    } else if (thing instanceof Regularizer regularizer) {
      Tensor penalty = Tensor.scalar(DType.FLOAT64, regularizer.penalty(weight));
      same(golden, "penalty", penalty);
      same(golden, "gradient", regularizer.gradient(weight));
    } else if (thing instanceof Constraint constraint) {
      same(golden, "projected", constraint.project(weight));
      Tensor projected = constraint.project(weight.cast(DType.FLOAT32));
      assertThat(projected.dtype()).isEqualTo(DType.FLOAT32);
      Goldens.assertClose(projected, golden.array("projected"), 1e-6, "projected in float32");
    }
  }

  private static void same(Golden golden, String name, Tensor actual) {
    Goldens.assertClose(actual, golden.array(name), Goldens.tolerance(DType.FLOAT64), name);
  }
}

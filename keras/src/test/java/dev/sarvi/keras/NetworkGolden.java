package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A known network, and what Keras computes of it: {@code interop/make_network_goldens.py} says what
 * stands where.
 */
record NetworkGolden(String name, JsonObject json) {
  private static final int INPUT = 1_000_000;
  private static final int TARGET = 2_000_000;
  private static final int PROJECTION = 3_000_000;
  private static final String FOLDER = "goldens/networks/";

  /** One of a network's output tensors, as the golden describes it. */
  record Output(Shape shape, double scale, List<Double> values, double projection) {
    /** The largest difference from it, relative to its largest value. */
    double difference(Tensor tensor) {
      assertThat(tensor.shape()).isEqualTo(shape);
      int step = Math.max(1, tensor.size() / values.size());
      double difference =
          Math.abs(norm(tensor).projection() - projection) / Math.sqrt(tensor.size());
      for (int i = 0; i < values.size(); i++) {
        difference = Math.max(difference, Math.abs(tensor.at(i * step) - values.get(i)));
      }
      return difference / scale;
    }
  }

  /** A tensor's norm, and its product with seeded numbers. */
  record Norm(double norm, double projection) {}

  static List<NetworkGolden> all() {
    List<NetworkGolden> all = new ArrayList<>();
    for (JsonElement name : Goldens.json(FOLDER + "index.json").getAsJsonArray()) {
      String id = name.getAsString();
      all.add(new NetworkGolden(id, Goldens.json(FOLDER + id + ".json").getAsJsonObject()));
    }
    return all;
  }

  /** The network with its seeded weights, all of it of this type. */
  Model model(DType dtype) {
    Model model = Keras.modelFromJson(architecture().replace("\"float32\"", "\"" + dtype + "\""));
    List<Variable> weights = model.variables();
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(SeededNumbers.weight(i, weights.get(i)));
    }
    return model;
  }

  private String architecture() {
    try (InputStream in = Files.newInputStream(Goldens.file(FOLDER + name + ".json.gz"))) {
      return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String family() {
    return json.get("family").getAsString();
  }

  int parameters() {
    return json.get("parameters").getAsInt();
  }

  List<Tensor> inputs(Model model) {
    List<Tensor> inputs = new ArrayList<>();
    for (SymbolicTensor input : model.inputs()) {
      Shape shape = input.shape().with(0, json.get("batch").getAsInt());
      for (int axis = 1; axis < shape.rank(); axis++) {
        if (shape.dim(axis) == Shape.UNKNOWN) {
          shape = shape.with(axis, json.get("size").getAsInt());
        }
      }
      Tensor uniform = SeededNumbers.uniform(INPUT + inputs.size(), shape);
      inputs.add(asData(uniform).cast(input.dtype()));
    }
    return inputs;
  }

  private Tensor asData(Tensor uniform) {
    int words = json.get("words").getAsInt();
    if (words > 0) {
      return uniform.map(u -> Math.max(0, Math.floor(u * words)));
    }
    return json.get("pixels").getAsBoolean()
        ? uniform.map(u -> Math.floor((u + 1) * 128))
        : uniform;
  }

  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("outputs")) {
      JsonObject output = element.getAsJsonObject();
      List<Integer> dims =
          output.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsInt).toList();
      List<Double> values =
          output.getAsJsonArray("values").asList().stream().map(JsonElement::getAsDouble).toList();
      outputs.add(
          new Output(
              Shape.of(dims),
              output.get("scale").getAsDouble(),
              values,
              output.get("projection").getAsDouble()));
    }
    return outputs;
  }

  static Tensor target(int output, Tensor prediction) {
    return SeededNumbers.uniform(TARGET + output, prediction.shape()).cast(prediction.dtype());
  }

  double loss() {
    return json.get("loss").getAsDouble();
  }

  List<Norm> gradients() {
    return norms("gradients");
  }

  List<Norm> states() {
    return norms("states");
  }

  private List<Norm> norms(String key) {
    List<Norm> norms = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray(key)) {
      JsonArray pair = element.getAsJsonArray();
      norms.add(new Norm(pair.get(0).getAsDouble(), pair.get(1).getAsDouble()));
    }
    return norms;
  }

  /** How far Keras itself is away when it computes in float32. */
  double differenceOfKeras(String key) {
    return json.getAsJsonObject("keras").get(key).getAsDouble();
  }

  static Norm norm(Tensor tensor) {
    double squares = 0;
    double projection = 0;
    for (int i = 0; i < tensor.size(); i++) {
      double value = tensor.at(i);
      squares += value * value;
      projection += value * SeededNumbers.uniform(PROJECTION, i);
    }
    return new Norm(Math.sqrt(squares), projection);
  }

  @Override
  public String toString() {
    return name;
  }
}

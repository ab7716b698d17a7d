package dev.sarvi.keras;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ActivationType;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What interop/make_activation_goldens.py recorded: each function, on two backends of Keras, beside
 * what Sarvi gives for the same inputs.
 */
final class ActivationGoldens {
  private static final String FOLDER = "goldens/activations/";
  private static final Map<String, Tensor> INPUTS = Npz.read(Goldens.file(FOLDER + "inputs.npz"));
  private static final Map<String, Tensor> JAX = Npz.read(Goldens.file(FOLDER + "jax.npz"));
  private static final Map<String, Tensor> TENSORFLOW =
      Npz.read(Goldens.file(FOLDER + "tensorflow.npz"));

  private ActivationGoldens() {}

  /** A function with arguments, in an element type. */
  record Case(
      NamedActivation activation,
      DType dtype,
      List<ActivationPoint> output,
      List<ActivationPoint> gradient) {
    @Override
    public String toString() {
      return activation + " in " + dtype;
    }
  }

  /** All that was recorded. */
  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonElement element :
        Goldens.json(FOLDER + "index.json").getAsJsonObject().getAsJsonArray("cases")) {
      cases.add(read(element.getAsJsonObject()));
    }
    return cases;
  }

  private static Case read(JsonObject json) {
    NamedActivation activation = activation(json);
    DType dtype = DType.of(json.get("dtype").getAsString());
    Shape shape = ConfigReader.shape(new Json(json.get("shape"), "goldens"));
    Json output = new Json(json.get("output"), "goldens");
    int outputAt = output.list().get(0).integer();
    Shape outputShape = ConfigReader.shape(output.list().get(1));
    int at = json.get("at").getAsInt();
    double[] x = numbers(INPUTS, dtype, "x", at, shape);
    double[] g = numbers(INPUTS, dtype, "g", outputAt, outputShape);
    List<Tensor> ours = run(activation, dtype, Tensor.of(shape, x), Tensor.of(outputShape, g));
    List<Tensor> exact =
        run(activation, DType.FLOAT64, Tensor.of(shape, x), Tensor.of(outputShape, g));
    return new Case(
        activation,
        dtype,
        points(dtype, "output", outputAt, x, ours.get(0), exact.get(0)),
        points(dtype, "gradient", at, x, ours.get(1), exact.get(1)));
  }

  /** Of glu, whose output is shorter than its input, x says nothing. */
  private static List<ActivationPoint> points(
      DType dtype, String what, int at, double[] x, Tensor ours, Tensor exact) {
    double[] jax = numbers(JAX, dtype, what, at, ours.shape());
    double[] tensorflow = numbers(TENSORFLOW, dtype, what, at, ours.shape());
    return IntStream.range(0, ours.size())
        .mapToObj(
            i -> new ActivationPoint(x[i], ours.at(i), jax[i], tensorflow[i], exact.at(i), dtype))
        .toList();
  }

  private static NamedActivation activation(JsonObject json) {
    ActivationType<?> type = Activations.named(json.get("name").getAsString());
    Json arguments = new Json(json.get("arguments"), "goldens");
    ConfigReader reader = new ConfigReader(arguments);
    Record record = reader.record((Record) type.defaults(), type.required());
    reader.refuseOthers();
    return type.with(record);
  }

  private static double[] numbers(
      Map<String, Tensor> arrays, DType dtype, String what, int at, Shape shape) {
    Tensor flat = arrays.get(dtype + "/" + what);
    double[] numbers = new double[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = flat.at(at + i);
    }
    return numbers;
  }

  private static List<Tensor> run(NamedActivation activation, DType dtype, Tensor x, Tensor g) {
    Activation layer =
        new Activation(new Activation.Config(activation), Options.DEFAULT.withDType(dtype));
    Pass pass = layer.call(List.of(x.cast(dtype)), Mode.INFERENCE);
    WeightGradients none = new WeightGradients(List.of());
    Tensor back = pass.pullback().apply(List.of(g.cast(dtype)), none).get(0);
    return List.of(pass.output(), back);
  }
}

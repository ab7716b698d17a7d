package dev.sarvi.bench;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The rows of activations: each a network of one layer. */
final class ActivationRows {
  static final String GROUP = "activations";

  private static final String OTHER = GROUP + ", others";
  private static final String AWKWARD = GROUP + ", awkward shapes";
  private static final String DOUBLES = GROUP + ", float64";
  private static final Shape LARGE = Shape.of(32, 56, 56, 64);
  private static final Shape MEDIUM = Shape.of(256, 1024);
  private static final Shape TINY = Shape.of(1, 1024);
  private static final List<String> OTHERS =
      List.of(
          "relu6",
          "celu",
          "selu",
          "sigmoid",
          "log_sigmoid",
          "hard_sigmoid",
          "sparse_sigmoid",
          "tanh",
          "tanh_shrink",
          "hard_tanh",
          "softplus",
          "softsign",
          "squareplus",
          "sparse_plus",
          "soft_shrink",
          "hard_shrink",
          "silu",
          "hard_silu",
          "gelu",
          "mish",
          "exponential",
          "log_softmax");

  /** Those of the others that take an exponential: on large tensors it hides behind memory. */
  private static final Set<String> EXPONENTIAL =
      Set.of(
          "celu",
          "selu",
          "sigmoid",
          "log_sigmoid",
          "tanh",
          "tanh_shrink",
          "softplus",
          "silu",
          "gelu",
          "mish",
          "exponential");

  private ActivationRows() {}

  /** The layers that the project is about. */
  private static Map<String, Function<Options, Layer>> seeds() {
    Map<String, Function<Options, Layer>> seeds = new LinkedHashMap<>();
    seeds.put("ReLU", o -> new ReLU(new ReLU.Config(), o));
    seeds.put("ReLU(6, 0.1, 0.5)", o -> new ReLU(new ReLU.Config(6.0, 0.1, 0.5), o));
    seeds.put("LeakyReLU", o -> new LeakyReLU(new LeakyReLU.Config(), o));
    seeds.put("PReLU, alpha per channel", o -> new PReLU(sharedByPixels(), o));
    seeds.put("ELU", o -> new ELU(new ELU.Config(), o));
    seeds.put("ThresholdedReLU", o -> new ThresholdedReLU(new ThresholdedReLU.Config(), o));
    seeds.put("Softmax", o -> new Softmax(new Softmax.Config(), o));
    return seeds;
  }

  private static PReLU.Config sharedByPixels() {
    return new PReLU.Config().withSharedAxes(1, 2);
  }

  /** All rows. */
  static List<Work> all() {
    List<Work> rows = new ArrayList<>();
    seeds()
        .forEach(
            (name, layer) -> {
              for (Shape shape : List.of(LARGE, MEDIUM, TINY)) {
                boolean shared = name.startsWith("PReLU") && shape != LARGE;
                String called = shared ? "PReLU" : name;
                Function<Options, Layer> made =
                    shared ? o -> new PReLU(new PReLU.Config(), o) : layer;
                rows.add(row(GROUP, called, made, shape, Task.FORWARD));
                rows.add(row(GROUP, called, made, shape, Task.GRADIENTS));
              }
              rows.add(row(DOUBLES, name, layer, LARGE, DType.FLOAT64, Task.FORWARD));
              rows.add(row(DOUBLES, name, layer, LARGE, DType.FLOAT64, Task.GRADIENTS));
            });
    for (String name : OTHERS) {
      Function<Options, Layer> layer = options -> activation(name, options);
      rows.add(row(OTHER, name, layer, MEDIUM, Task.FORWARD));
      rows.add(row(OTHER, name, layer, MEDIUM, Task.GRADIENTS));
      if (EXPONENTIAL.contains(name)) {
        rows.add(row(OTHER, name, layer, LARGE, Task.FORWARD));
      }
    }
    rows.addAll(awkward());
    return rows;
  }

  private static Layer activation(String name, Options options) {
    Activation named = new Activation(name);
    return new Activation(named.config(), options);
  }

  private static List<Work> awkward() {
    List<Work> rows = new ArrayList<>();
    for (Task task : List.of(Task.FORWARD, Task.GRADIENTS)) {
      for (int channels : new int[] {1, 3, 7, 65}) {
        Shape shape = Shape.of(32, 56, 56, channels);
        rows.add(awkward("PReLU, alpha per channel", sharedByPixels(), shape, task));
        rows.add(row(AWKWARD, "Softmax", o -> new Softmax(new Softmax.Config(), o), shape, task));
      }
      PReLU.Config none = new PReLU.Config();
      Shape image = Shape.of(32, 56, 56, 64);
      rows.add(awkward("PReLU, shared [3]", none.withSharedAxes(3), image, task));
      rows.add(awkward("PReLU, shared [1]", none.withSharedAxes(1), image, task));
      rows.add(awkward("PReLU, nothing shared", none, image, task));
      Softmax.Config axis = new Softmax.Config(List.of(1));
      rows.add(row(AWKWARD, "Softmax, axis 1", o -> new Softmax(axis, o), image, task));
    }
    return rows;
  }

  private static Work awkward(String name, PReLU.Config config, Shape shape, Task task) {
    return row(AWKWARD, name, options -> new PReLU(config, options), shape, task);
  }

  private static Work row(
      String group, String name, Function<Options, Layer> layer, Shape shape, Task task) {
    return row(group, name, layer, shape, DType.FLOAT32, task);
  }

  private static Work row(
      String group,
      String name,
      Function<Options, Layer> layer,
      Shape shape,
      DType dtype,
      Task task) {
    String type = dtype == DType.FLOAT32 ? "" : " " + dtype;
    return Work.of(
        group, name + " " + shape + type, () -> network(layer, shape, dtype), task, shape.dim(0));
  }

  private static Model network(Function<Options, Layer> layer, Shape shape, DType dtype) {
    SymbolicTensor x = Input.of(shape.sample(), dtype);
    return Model.of(x, layer.apply(Options.DEFAULT.withDType(dtype)).apply(x));
  }
}

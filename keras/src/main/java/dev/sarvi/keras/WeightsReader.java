package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.hdf5.Hdf5Node;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a model's weights: all of them, each in its shape, and nothing else, or none. */
final class WeightsReader {
  /** The state of Keras's random layers, which has no meaning for other generators. */
  private static final String SEED_GENERATOR = "seed_generator";

  /** What is no weight of the model: what its optimizer and its metrics have counted. */
  private static final Set<String> OTHERS = Set.of("/" + WeightGroups.OPTIMIZER, "/metrics");

  private final Hdf5Group root;
  private final LoadOptions options;
  private final String place;
  private final Map<Variable, Tensor> values = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  /**
   * A reader of a weights file.
   *
   * @param place how errors name the file
   */
  WeightsReader(Hdf5Group root, LoadOptions options, String place) {
    this.root = root;
    this.options = options;
    this.place = place;
  }

  /** Sets the weights of a built model. */
  void readInto(Model model) {
    long total = total(model, options.limits(), place);
    long done = 0;
    for (WeightGroups.Group group : WeightGroups.of(model, root)) {
      for (int i = 0; i < group.variables().size(); i++) {
        Variable variable = group.variables().get(i);
        read(group.path(i), group.layer(), variable);
        done += variable.shape().size();
        options.progress().read(done, total);
      }
    }
    refuseOthers();
    values.forEach(Variable::assign);
  }

  /**
   * How many numbers a model's weights hold. To be asked before memory is taken: the config may ask
   * for any shape.
   */
  static long total(Model model, LoadLimits limits, String place) {
    long total = 0;
    for (Variable variable : model.variables()) {
      total += size(variable.shape(), place + ", weight " + variable.path());
    }
    if (total > limits.weightElements()) {
      throw KerasFileException.unexpected(
          place, "at most " + limits.weightElements() + " weights", total);
    }
    return total;
  }

  private static int size(Shape shape, String place) {
    try {
      return shape.size();
    } catch (ArithmeticException e) {
      throw KerasFileException.unexpected(place, "fewer than 2^31 elements", "shape " + shape);
    }
  }

  private void read(String path, Layer layer, Variable variable) {
    String of = place + ", layer \"" + layer.name() + "\" (" + layer.className() + ")";
    String weight = of + ", weight " + variable.spec().name() + " at " + path;
    if (!(root.find(path).orElse(null) instanceof Hdf5Dataset dataset)) {
      throw KerasFileException.unexpected(weight, "shape " + variable.shape(), "nothing");
    }
    read.add(dataset.path());
    checkShape(dataset, variable.shape(), weight);
    if (options.weights()) {
      values.put(variable, tensor(dataset, variable.shape(), variable.dtype(), weight));
    }
  }

  private static void checkShape(Hdf5Dataset dataset, Shape shape, String place) {
    long[] expected = Arrays.stream(shape.dims()).asLongStream().toArray();
    if (!Arrays.equals(dataset.shape(), expected)) {
      String found = Arrays.toString(dataset.shape()).replace('[', '(').replace(']', ')');
      throw KerasFileException.unexpected(place, "shape " + shape, "shape " + found);
    }
  }

  /** The values of a dataset, which must have that shape, in that type. */
  static Tensor tensor(Hdf5Dataset dataset, Shape shape, DType dtype, String place) {
    checkShape(dataset, shape, place);
    try {
      return StoredTensors.read(dataset, shape).cast(dtype);
    } catch (Hdf5Exception e) {
      throw new KerasFileException(place + ": " + e.getMessage(), e);
    }
  }

  private void refuseOthers() {
    Deque<Hdf5Node> rest = new ArrayDeque<>(root.children());
    while (!rest.isEmpty()) {
      Hdf5Node node = rest.pop();
      if (node.name().equals(SEED_GENERATOR) || OTHERS.contains(node.path())) {
        continue;
      }
      if (node instanceof Hdf5Group group) {
        group.children().forEach(rest::push);
      } else if (!read.contains(node.path())) {
        throw KerasFileException.unexpected(
            place, "only the weights of the model's layers", "also " + node.path());
      }
    }
  }
}

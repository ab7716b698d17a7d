package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5Attribute;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.keras.upgrade.Upgrade;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads weights in the layout of {@code .h5} files: for each layer of the model a group, with all
 * weights of that layer and of those inside it in their order.
 */
final class LegacyWeightsReader {
  private final Hdf5Group root;
  private final OldKernels kernels;
  private final LoadOptions options;
  private final String place;
  private final Map<Variable, Tensor> values = new LinkedHashMap<>();
  private long read;
  private long total;

  /**
   * A reader of a weights group, or of a file of weights alone.
   *
   * @param place how errors name the file
   */
  LegacyWeightsReader(Hdf5Group root, OldKernels kernels, LoadOptions options, String place) {
    this.root = root;
    this.kernels = kernels;
    this.options = options;
    this.place = place;
  }

  /** Whether weights stand there in this layout. */
  static boolean isHere(Hdf5Group root) {
    return root.attribute(LegacyWeights.LAYER_NAMES).isPresent()
        || root.attribute(LegacyWeights.LAYER_NAMES + 0).isPresent();
  }

  /**
   * Sets the weights of a model that was read from the same file: by the names of its layers if
   * they are those of the file, else by their order.
   */
  void readOwn(Model model) {
    Map<String, List<Hdf5Dataset>> groups = groups();
    List<Layer> layers = withWeights(model);
    List<String> names = layers.stream().map(Layer::name).toList();
    boolean same = groups.size() == names.size() && groups.keySet().containsAll(names);
    readInOrder(model, same ? names.stream().map(groups::get).toList() : null);
  }

  /** Sets the weights of a model: the layers that have any, in their order. */
  void readInOrder(Model model) {
    readInOrder(model, null);
  }

  private void readInOrder(Model model, List<List<Hdf5Dataset>> given) {
    List<List<Hdf5Dataset>> groups = given == null ? List.copyOf(groups().values()) : given;
    List<Layer> layers = withWeights(model);
    if (groups.size() != layers.size()) {
      throw KerasFileException.unexpected(
          place,
          "weights of " + layers.size() + " layers",
          "those of " + groups.size() + " layers: " + shown(groups().keySet()));
    }
    total = WeightsReader.total(model, options.limits(), place);
    for (int i = 0; i < layers.size(); i++) {
      read(layers.get(i), groups.get(i));
    }
    values.forEach(Variable::assign);
  }

  /** Sets the weights of the layers that have a name of the file's; the others stay. */
  void readByName(Model model) {
    Map<String, List<Hdf5Dataset>> groups = groups();
    total = WeightsReader.total(model, options.limits(), place);
    for (Layer layer : withWeights(model)) {
      if (groups.containsKey(layer.name())) {
        read(layer, groups.get(layer.name()));
      }
    }
    values.forEach(Variable::assign);
  }

  private static List<Layer> withWeights(Model model) {
    return model.layers().stream().filter(layer -> !layer.variables().isEmpty()).toList();
  }

  private static List<String> shown(Iterable<String> names) {
    List<String> shown = new ArrayList<>();
    names.forEach(shown::add);
    return shown.subList(0, Math.min(shown.size(), 10));
  }

  /** The weights of each layer of the file that has any. */
  private Map<String, List<Hdf5Dataset>> groups() {
    Map<String, List<Hdf5Dataset>> groups = new LinkedHashMap<>();
    for (String name : names(root, LegacyWeights.LAYER_NAMES)) {
      List<Hdf5Dataset> weights = datasets(root.group(name));
      if (!weights.isEmpty() && groups.put(Upgrade.layerName(name), weights) != null) {
        throw KerasFileException.unexpected(place, "one group for each layer", "two named " + name);
      }
    }
    return groups;
  }

  /** The datasets that a group lists. */
  static List<Hdf5Dataset> datasets(Hdf5Group group) {
    return names(group, LegacyWeights.WEIGHT_NAMES).stream().map(group::dataset).toList();
  }

  /** A list of names, which may be in several attributes, numbered from 0. */
  private static List<String> names(Hdf5Group group, String attribute) {
    Optional<Hdf5Attribute> whole = group.attribute(attribute);
    if (whole.isPresent()) {
      return whole.get().readStrings();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; group.attribute(attribute + i).isPresent(); i++) {
      names.addAll(group.attribute(attribute + i).get().readStrings());
    }
    return names;
  }

  private static String shownPaths(List<Hdf5Dataset> parts) {
    return String.join(", ", shown(parts.stream().map(Hdf5Dataset::path).toList()));
  }

  private Tensor value(List<Hdf5Dataset> parts, Variable variable, String place) {
    if (parts.size() == 1) {
      return kernels.read(parts.get(0), variable, place);
    }
    Shape each = OldGates.partShape(variable.shape(), parts.size());
    List<Tensor> gates =
        parts.stream()
            .map(part -> WeightsReader.tensor(part, each, variable.dtype(), place))
            .toList();
    return OldGates.join(gates, variable.shape());
  }

  private void read(Layer layer, List<Hdf5Dataset> weights) {
    String described =
        "%s, layer \"%s\" (%s)".formatted(place, layer.name(), layer.getClass().getSimpleName());
    List<Variable> variables = LegacyWeights.of(layer);
    List<List<Hdf5Dataset>> parts =
        variables.size() == weights.size()
            ? weights.stream().map(List::of).toList()
            : OldGates.parts(variables, weights);
    if (variables.size() != parts.size()) {
      throw KerasFileException.unexpected(
          described,
          variables.size() + " weights",
          shown(weights.stream().map(Hdf5Dataset::path).toList()));
    }
    for (int i = 0; i < parts.size(); i++) {
      Variable variable = variables.get(i);
      List<Hdf5Dataset> all = parts.get(i);
      String weight =
          "%s, weight %s at %s".formatted(described, variable.spec().name(), shownPaths(all));
      long count = all.stream().mapToLong(Hdf5Dataset::count).sum();
      if (options.weights()) {
        values.put(variable, value(all, variable, weight));
      } else if (count != variable.shape().size()) {
        throw KerasFileException.unexpected(
            weight, "shape " + variable.shape(), count + " numbers");
      }
      read += variable.shape().size();
      options.progress().read(read, total);
    }
  }
}

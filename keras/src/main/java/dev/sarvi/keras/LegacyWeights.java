package dev.sarvi.keras;

import dev.sarvi.hdf5.Elements;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.train.Optimizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model's weights in the layout of {@code .h5} files: a group for each layer of the model, with
 * all weights of that layer and of those inside it. They are matched by their order, which the
 * attributes {@code layer_names} and {@code weight_names} hold.
 */
final class LegacyWeights {
  static final String LAYER_NAMES = "layer_names";
  static final String WEIGHT_NAMES = "weight_names";

  /** Keras writes no attribute of more bytes; a longer list goes into several, numbered from 0. */
  private static final int LARGEST_ATTRIBUTE = 64_512;

  private LegacyWeights() {}

  /** Adds the groups of all layers. */
  static void add(GroupBuilder root, Model model) {
    names(root, LAYER_NAMES, model.layers().stream().map(Layer::name).toList());
    for (Layer layer : model.layers()) {
      Map<Variable, String> paths = paths(layer);
      GroupBuilder group = root.group(layer.name());
      List<Variable> ordered = inLegacyOrder(layer, List.copyOf(paths.keySet()));
      names(group, WEIGHT_NAMES, ordered.stream().map(paths::get).toList());
      ordered.forEach(variable -> WeightsWriter.add(group, paths.get(variable), variable.value()));
    }
    names(root.group("top_level_model_weights"), WEIGHT_NAMES, List.of());
  }

  /** Adds what an optimizer has learned. */
  static void add(GroupBuilder root, Optimizer optimizer) {
    Optimizer.State state = optimizer.state();
    List<String> paths = new ArrayList<>();
    paths.add(optimizer.name() + "/iteration");
    paths.add(optimizer.name() + "/learning_rate");
    root.dataset(paths.get(0), Elements.of(Math.toIntExact(state.iterations())));
    root.dataset(paths.get(1), Elements.of((float) state.learningRate()));
    for (int i = 0; i < state.slots().size(); i++) {
      paths.add(optimizer.name() + "/slot_" + i);
      WeightsWriter.add(root, paths.get(paths.size() - 1), state.slots().get(i));
    }
    names(root, WEIGHT_NAMES, paths);
  }

  /** The weights of a layer in the order that counts. */
  static List<Variable> of(Layer layer) {
    return inLegacyOrder(layer, List.copyOf(paths(layer).keySet()));
  }

  private static Map<Variable, String> paths(Layer layer) {
    Map<Variable, String> paths = new LinkedHashMap<>();
    collect(layer, layer.name(), paths);
    return paths;
  }

  private static void collect(Layer layer, String path, Map<Variable, String> paths) {
    for (Variable variable : WeightGroups.inKerasOrder(layer.ownVariables())) {
      paths.putIfAbsent(variable, path + "/" + variable.spec().name());
    }
    for (Layer inside : layer.children()) {
      collect(inside, path + "/" + inside.name(), paths);
    }
  }

  /** Those that are trained come first. */
  static List<Variable> inLegacyOrder(Layer layer, List<Variable> variables) {
    return !layer.trainable()
        ? variables
        : Stream.concat(
                variables.stream().filter(Variable::isTrainable),
                variables.stream().filter(variable -> !variable.isTrainable()))
            .toList();
  }

  /** Sets an attribute to a list of names, cut as Keras cuts it where it is long. */
  private static void names(GroupBuilder group, String attribute, List<String> names) {
    int longest = 1;
    for (String name : names) {
      longest = Math.max(longest, name.getBytes(StandardCharsets.UTF_8).length);
    }
    int most = LARGEST_ATTRIBUTE / longest;
    if (names.size() <= most) {
      group.attribute(attribute, names);
      return;
    }
    for (int start = 0; start < names.size(); start += most) {
      int end = Math.min(start + most, names.size());
      group.attribute(attribute + start / most, names.subList(start, end));
    }
  }
}

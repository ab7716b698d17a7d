package dev.sarvi.keras;

import com.google.gson.JsonElement;
import dev.sarvi.config.Components;
import dev.sarvi.config.Registry;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.LayerActivation;
import dev.sarvi.model.Model;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a model's weights stand in Keras's weights file: layers are named by class and counted in
 * their model's order, whatever their own names are; a layer that was met before is passed over.
 */
final class WeightGroups {
  /** What optimizers and other extras stand under. */
  static final String OPTIMIZER = "optimizer";

  private static final String VARS = "vars";

  private final Numbering numbering;
  private final Function<Layer, String> className;
  private final Set<Layer> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Group> groups = new ArrayList<>();

  private WeightGroups(Numbering numbering, Function<Layer, String> className) {
    this.numbering = numbering;
    this.className = className;
  }

  /** How the layers of a model are called and counted. */
  enum Numbering {
    /** Keras 3 and 2.15. */
    KERAS_3("layers", false),
    /** Keras 2.14. */
    KERAS_2_14("_layer_checkpoint_dependencies", false),
    /** Keras 2.12 and 2.13: a layer with weights counts twice. */
    KERAS_2_12("_layer_checkpoint_dependencies", true);

    private final String group;
    private final boolean weightedTwice;

    Numbering(String group, boolean weightedTwice) {
      this.group = group;
      this.weightedTwice = weightedTwice;
    }

    /** What a model's layers stand under. */
    String group() {
      return group;
    }
  }

  /**
   * The variables of one layer, those inside it left out.
   *
   * @param path such as {@code layers/dense/vars}
   */
  record Group(String path, Layer layer, List<Variable> variables) {
    String path(int index) {
      return path + "/" + index;
    }

    private boolean isIn(Hdf5Group root) {
      return variables.isEmpty() || root.find(path(variables.size() - 1)).isPresent();
    }
  }

  /** All groups, those without variables too, in the order in which Keras writes them. */
  static List<Group> of(Model model) {
    return of(model, Numbering.KERAS_3, layer -> KerasForm.of(layer).className());
  }

  private static List<Group> of(
      Model model, Numbering numbering, Function<Layer, String> className) {
    WeightGroups walk = new WeightGroups(numbering, className);
    walk.visit(model, "");
    return walk.groups;
  }

  /** The groups as a file has them; those of Keras 3 if it has none of them all. */
  static List<Group> of(Model model, Hdf5Group root) {
    for (Numbering numbering : Numbering.values()) {
      List<Group> groups = of(model, numbering, WeightGroups::classInFile);
      if (root.find(numbering.group).isPresent()
          && groups.stream().allMatch(group -> group.isIn(root))) {
        return groups;
      }
    }
    return of(model);
  }

  /** What the file called its class, if it was read from one: the caller may have given another. */
  private static String classInFile(Layer layer) {
    JsonElement read = FileWords.of(layer, "class_name");
    return read.isJsonPrimitive() ? read.getAsString() : KerasForm.of(layer).className();
  }

  private void visit(Layer layer, String path) {
    if (!met.add(layer)) {
      return;
    }
    groups.add(new Group(path + VARS, layer, inKerasOrder(layer.ownVariables())));
    if (layer instanceof Model model) {
      visitAll(model.layers(), path + numbering.group + "/");
    }
    visitConfig(layer.config(), path);
    layer.parts().forEach((name, inside) -> visit(inside, path + name + "/"));
  }

  /** The layers that a config holds: activations, and lists. */
  private void visitConfig(Record config, String path) {
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value = Components.value(config, component);
      String inside = path + ConfigKeys.of(component) + "/";
      if (value instanceof LayerActivation activation) {
        visit(activation.layer(), inside);
      } else if (ConfigKeys.isPart(component)) {
        visitConfig((Record) value, path);
      } else if (value instanceof List<?> list) {
        visitAll(
            list.stream().filter(Layer.class::isInstance).map(Layer.class::cast).toList(), inside);
      }
    }
  }

  private void visitAll(List<Layer> layers, String path) {
    Map<String, Integer> used = new HashMap<>();
    for (Layer layer : layers) {
      String name = Registry.snakeCase(className.apply(layer));
      boolean twice = numbering.weightedTwice && !layer.variables().isEmpty();
      int number = used.merge(name, twice ? 2 : 1, Integer::sum) - (twice ? 2 : 1);
      visit(layer, path + (number == 0 ? name : name + "_" + number) + "/");
    }
  }

  /** The weights of one layer, those first that were declared trainable. */
  static List<Variable> inKerasOrder(List<Variable> variables) {
    return Stream.concat(
            variables.stream().filter(variable -> variable.spec().trainable()),
            variables.stream().filter(variable -> !variable.spec().trainable()))
        .toList();
  }
}

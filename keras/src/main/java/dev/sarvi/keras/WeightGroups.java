package dev.sarvi.keras;

import dev.sarvi.config.Components;
import dev.sarvi.config.Registry;
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
import java.util.stream.Stream;

/**
 * Where a model's weights stand in Keras's weights file: layers are named by class and counted in
 * their model's order, whatever their own names are; a layer that was met before is passed over.
 */
final class WeightGroups {
  /** What optimizers and other extras stand under. */
  static final String OPTIMIZER = "optimizer";

  private static final String VARS = "vars";
  private static final String LAYERS = "layers";

  private final Set<Layer> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Group> groups = new ArrayList<>();

  private WeightGroups() {}

  /**
   * The variables of one layer, those inside it left out.
   *
   * @param path such as {@code layers/dense/vars}
   */
  record Group(String path, Layer layer, List<Variable> variables) {
    String path(int index) {
      return path + "/" + index;
    }
  }

  /** All groups, those without variables too, in the order in which Keras writes them. */
  static List<Group> of(Model model) {
    WeightGroups walk = new WeightGroups();
    walk.visit(model, "");
    return walk.groups;
  }

  private void visit(Layer layer, String path) {
    if (!met.add(layer)) {
      return;
    }
    groups.add(new Group(path + VARS, layer, inKerasOrder(layer.ownVariables())));
    if (layer instanceof Model model) {
      visitAll(model.layers(), path + LAYERS + "/");
    }
    for (RecordComponent component : layer.config().getClass().getRecordComponents()) {
      if (Components.value(layer.config(), component) instanceof LayerActivation inside) {
        visit(inside.layer(), path + ConfigKeys.of(component) + "/");
      }
    }
  }

  private void visitAll(List<Layer> layers, String path) {
    Map<String, Integer> used = new HashMap<>();
    for (Layer layer : layers) {
      String name = Registry.snakeCase(KerasForm.of(layer).className());
      int number = used.merge(name, 1, Integer::sum) - 1;
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

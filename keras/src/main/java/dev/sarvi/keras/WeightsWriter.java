package dev.sarvi.keras;

import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.util.Arrays;

/** Writes a model's weights as Keras 3 numbers them; layers without weights have empty groups. */
final class WeightsWriter {
  private WeightsWriter() {}

  /**
   * The tree of the weights file, with what the optimizer has learned. The values are those of now,
   * whatever is trained meanwhile.
   */
  static GroupBuilder tree(Model model, SaveOptions options) {
    GroupBuilder root = new GroupBuilder();
    for (WeightGroups.Group group : WeightGroups.of(model)) {
      root.group(group.path()).attribute("name", group.layer().name());
      for (int i = 0; i < group.variables().size(); i++) {
        Variable variable = group.variables().get(i);
        add(root, group.path(i), variable.value());
      }
    }
    if (options.optimizer()) {
      model
          .compilation()
          .ifPresent(compilation -> OptimizerState.add(root, compilation.optimizer()));
    }
    return root;
  }

  static void add(GroupBuilder root, String path, Tensor value) {
    long[] shape = Arrays.stream(value.shape().dims()).asLongStream().toArray();
    root.dataset(path, StoredTensors.elements(value), shape);
  }
}

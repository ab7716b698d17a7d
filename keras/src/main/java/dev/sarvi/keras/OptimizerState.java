package dev.sarvi.keras;

import dev.sarvi.hdf5.Elements;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Optimizer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What an optimizer has learned, in the weights file: {@code optimizer/vars/0} counts the steps, 1
 * is the learning rate, then come the slots.
 */
final class OptimizerState {
  private static final String VARS = WeightGroups.OPTIMIZER + "/vars";
  private static final int FIRST_SLOT = 2;

  private OptimizerState() {}

  /**
   * Continues a model's optimizer. Without a state in the file it starts afresh; also, as in Keras,
   * where the state is for other weights (some were frozen later), which is logged.
   */
  static void read(Hdf5Group root, Model model, Optimizer optimizer, String place) {
    if (!(root.find(VARS).orElse(null) instanceof Hdf5Group vars) || vars.children().isEmpty()) {
      return;
    }
    int count = vars.children().size();
    if (count > FIRST_SLOT) {
      optimizer.build(model.trainableVariables());
    }
    List<Tensor> slots = optimizer.state().slots();
    if (count != FIRST_SLOT + slots.size()) {
      System.getLogger("dev.sarvi")
          .log(
              Level.WARNING,
              "{0}: the optimizer starts afresh: expected {1} variables of {2}. Found: {3}",
              place,
              FIRST_SLOT + slots.size(),
              optimizer.name(),
              count);
      return;
    }
    try {
      List<Tensor> read = new ArrayList<>();
      for (Tensor slot : slots) {
        String path = VARS + "/" + (FIRST_SLOT + read.size());
        read.add(
            WeightsReader.tensor(
                root.dataset(path), slot.shape(), slot.dtype(), place + ", optimizer, " + path));
      }
      long iterations = scalar(root, VARS + "/0", place).readLongs()[0];
      double learningRate = scalar(root, VARS + "/1", place).readDoubles()[0];
      optimizer.restore(new Optimizer.State(iterations, learningRate, read));
    } catch (Hdf5Exception e) {
      throw new KerasFileException(place + ", optimizer: " + e.getMessage(), e);
    }
  }

  private static Hdf5Dataset scalar(Hdf5Group root, String path, String place) {
    Hdf5Dataset dataset = root.dataset(path);
    if (dataset.count() != 1) {
      throw KerasFileException.unexpected(
          place + ", optimizer, " + path, "one number", dataset.count() + " numbers");
    }
    return dataset;
  }

  /** Adds the state to a weights file. */
  static void add(GroupBuilder root, Optimizer optimizer) {
    Optimizer.State state = optimizer.state();
    root.group(VARS).attribute("name", optimizer.name());
    root.dataset(VARS + "/0", Elements.of(Math.toIntExact(state.iterations())));
    root.dataset(VARS + "/1", Elements.of((float) state.learningRate()));
    for (int i = 0; i < state.slots().size(); i++) {
      WeightsWriter.add(root, VARS + "/" + (FIRST_SLOT + i), state.slots().get(i));
    }
  }
}

package dev.sarvi.keras;

import dev.sarvi.hdf5.Elements;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.LossScaleOptimizer;
import dev.sarvi.train.Optimizer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an optimizer has learned, in the weights file: {@code optimizer/vars/0} counts the steps, 1
 * is the learning rate, then come the slots.
 */
final class OptimizerState {
  private static final String VARS = WeightGroups.OPTIMIZER + "/vars";
  private static final String INNER_VARS = WeightGroups.OPTIMIZER + "/inner_optimizer/vars";
  private static final int FIRST_SLOT = 2;

  private OptimizerState() {}

  /**
   * Continues a model's optimizer, whose variables stand one after the other: the count of steps,
   * the learning rate (not in Keras 2), and the slots, variable by variable.
   */
  static void read(Hdf5Group root, Model model, String place) {
    List<Hdf5Dataset> variables = new ArrayList<>();
    while (root.find(VARS + "/" + variables.size()).orElse(null) instanceof Hdf5Dataset next) {
      variables.add(next);
    }
    restore(variables, model, false, place);
  }

  /**
   * Continues a model's optimizer. Without a state in the file it starts afresh; also, as in Keras,
   * where the state is for other weights (some were frozen later), which is logged.
   *
   * @param variables those that the file has
   * @param blocks whether all slots of one kind stand together, as before Keras 2.11
   */
  static void restore(List<Hdf5Dataset> variables, Model model, boolean blocks, String place) {
    if (variables.isEmpty()) {
      return;
    }
    Optimizer optimizer = model.compilation().orElseThrow().optimizer();
    if (optimizer instanceof LossScaleOptimizer && variables.size() <= 2 * FIRST_SLOT) {
      return; // it and the one inside were not built when they were saved
    }
    List<Variable> trained = model.trainableVariables();
    if (variables.size() > FIRST_SLOT) {
      optimizer.build(trained);
    }
    List<Tensor> slots = optimizer.state().slots();
    int before = before(variables, slots.size(), trained.size());
    List<Hdf5Dataset> found = before < 0 ? List.of() : variables.subList(before, variables.size());
    if (blocks && before >= 0) {
      found = byVariable(found, slots.size(), trained.size());
    }
    if (!fit(found, slots)) {
      System.getLogger("dev.sarvi")
          .log(
              Level.WARNING,
              "{0}: the optimizer starts afresh: expected {1} variables of {2}. Found: {3}, or"
                  + " others",
              place,
              FIRST_SLOT + slots.size(),
              optimizer.name(),
              variables.size());
      return;
    }
    try {
      List<Tensor> read = new ArrayList<>();
      for (Tensor slot : slots) {
        Hdf5Dataset dataset = found.get(read.size());
        String name = place + ", optimizer, " + dataset.path();
        read.add(WeightsReader.tensor(dataset, slot.shape(), slot.dtype(), name));
      }
      long iterations = before > 0 ? scalar(variables.get(0), place).readLongs()[0] : 0;
      double learningRate =
          before == FIRST_SLOT
              ? scalar(variables.get(1), place).readDoubles()[0]
              : optimizer.learningRate();
      optimizer.restore(new Optimizer.State(iterations, learningRate, read));
    } catch (Hdf5Exception e) {
      throw new KerasFileException(place + ", optimizer: " + e.getMessage(), e);
    }
  }

  /**
   * How many variables come before the slots, or -1 if they are not for these weights. Keras 2.1 to
   * 2.3 wrote a third slot of one number for each weight, which Adam does not use.
   */
  private static int before(List<Hdf5Dataset> variables, int slots, int trained) {
    int more = variables.size() - slots;
    boolean unused =
        trained > 1 && more == 1 + trained && variables.get(variables.size() - 1).count() == 1;
    if (unused) {
      return 1;
    }
    return more >= 0 && more <= FIRST_SLOT ? more : -1;
  }

  /** Slots of which all of one kind stand together, put together by the weight they belong to. */
  private static List<Hdf5Dataset> byVariable(List<Hdf5Dataset> blocks, int slots, int trained) {
    int kinds = trained == 0 ? 0 : slots / trained;
    List<Hdf5Dataset> ordered = new ArrayList<>();
    for (int i = 0; i < kinds * trained; i++) {
      ordered.add(blocks.get(i % kinds * trained + i / kinds));
    }
    return ordered;
  }

  private static boolean fit(List<Hdf5Dataset> found, List<Tensor> slots) {
    if (found.size() < slots.size()) {
      return false;
    }
    for (int i = 0; i < slots.size(); i++) {
      long[] shape = Arrays.stream(slots.get(i).shape().dims()).asLongStream().toArray();
      if (!Arrays.equals(found.get(i).shape(), shape)) {
        return false;
      }
    }
    return true;
  }

  private static Hdf5Dataset scalar(Hdf5Dataset dataset, String place) {
    if (dataset.count() != 1) {
      throw KerasFileException.unexpected(
          place + ", optimizer, " + dataset.path(), "one number", dataset.count() + " numbers");
    }
    return dataset;
  }

  /** Adds the state to a weights file. */
  static void add(GroupBuilder root, Optimizer optimizer) {
    add(root, VARS, optimizer);
    if (optimizer instanceof LossScaleOptimizer scaling) {
      add(root, INNER_VARS, scaling.innerOptimizer()); // a second time, as Keras has it
    }
  }

  private static void add(GroupBuilder root, String path, Optimizer optimizer) {
    Optimizer.State state = optimizer.state();
    root.group(path).attribute("name", optimizer.name());
    root.dataset(path + "/0", Elements.of(Math.toIntExact(state.iterations())));
    root.dataset(path + "/1", Elements.of((float) state.learningRate()));
    for (int i = 0; i < state.slots().size(); i++) {
      WeightsWriter.add(root, path + "/" + (FIRST_SLOT + i), state.slots().get(i));
    }
  }
}

package dev.sarvi.keras;

import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of recurrent layers as Keras 1 had them: a kernel, a recurrent kernel and a bias for
 * each gate, where there is one of each for all gates now.
 */
final class OldGates {
  /** Where Keras 1 had the gates that come first, second, ... now. */
  private static final int[] OF_LSTM = {0, 2, 1, 3};

  private static final int[] OF_GRU = {0, 1, 2};

  private OldGates() {}

  /**
   * Which datasets are parts of which variable, in order.
   *
   * @return a list for each variable; empty if the datasets are not in this form
   */
  static List<List<Hdf5Dataset>> parts(List<Variable> variables, List<Hdf5Dataset> datasets) {
    List<List<Hdf5Dataset>> parts = new ArrayList<>();
    int from = 0;
    while (parts.size() < variables.size()) {
      int[] order = order(variables, parts.size());
      int taken = order.length == 0 ? 1 : 3 * order.length;
      if (from + taken > datasets.size()) {
        return List.of();
      }
      for (int weight = 0; weight < (order.length == 0 ? 1 : 3); weight++) {
        List<Hdf5Dataset> gates = new ArrayList<>();
        for (int gate : order.length == 0 ? new int[1] : order) {
          gates.add(datasets.get(from + 3 * gate + weight));
        }
        parts.add(gates);
      }
      from += taken;
    }
    return from == datasets.size() ? parts : List.of();
  }

  /** The order of the gates of a cell whose weights begin there; empty if none does. */
  private static int[] order(List<Variable> variables, int at) {
    boolean begins =
        at + 2 < variables.size() && variables.get(at + 1).spec().name().equals("recurrent_kernel");
    Shape kernel = begins ? variables.get(at + 1).shape() : Shape.of(1, 1);
    return switch (kernel.dim(1) / kernel.dim(0)) {
      case 4 -> OF_LSTM;
      case 3 -> OF_GRU;
      default -> new int[0];
    };
  }

  /** The shape of one of so many equal parts along the last axis. */
  static Shape partShape(Shape whole, int parts) {
    return whole.with(-1, whole.dim(-1) / parts);
  }

  /** Parts one after another along the last axis. */
  static Tensor join(List<Tensor> parts, Shape shape) {
    Tensor whole = Tensor.zeros(shape, parts.get(0).dtype());
    int length = shape.dim(-1) / parts.size();
    for (int at = 0; at < whole.size(); at += length) {
      int run = at / length;
      Tensor part = parts.get(run % parts.size());
      System.arraycopy(part.array(), run / parts.size() * length, whole.array(), at, length);
    }
    return whole;
  }
}

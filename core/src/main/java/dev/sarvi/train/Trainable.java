package dev.sarvi.train;

import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** What the training loop needs of a model. */
public interface Trainable {
  /**
   * The tensors in the shapes that the inputs expect. A model that was not built yet is built.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  List<Tensor> feed(List<Tensor> inputs);

  /** Runs the model; it is built on the first call. */
  Pass call(List<Tensor> inputs, Mode mode);

  /** All weights of the built model. */
  List<Variable> variables();

  /** The weights that gradients move. */
  List<Variable> trainableVariables();

  /** What the outputs are called in the history, where there are several. */
  List<String> outputNames();
}

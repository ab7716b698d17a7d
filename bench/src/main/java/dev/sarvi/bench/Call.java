package dev.sarvi.bench;

import dev.sarvi.tensor.Tensor;
import java.util.List;

/** A problem, ready to be run by an engine as often as one likes. */
interface Call extends AutoCloseable {
  /** How many losses a training step's {@link #results} are. */
  int STEPS = 3;

  /**
   * Runs it once; this is what is timed.
   *
   * @return something that depends on all that was computed
   */
  Object run() throws Exception;

  /**
   * Runs it and gives what it computed, in Sarvi's order of axes: the outputs; for {@link
   * Task#GRADIENTS} also the gradients of the inputs, then of the trainable variables; for {@link
   * Task#TRAINING_STEP} the losses of the first {@link #STEPS} steps.
   */
  List<Tensor> results() throws Exception;

  @Override
  default void close() throws Exception {}
}

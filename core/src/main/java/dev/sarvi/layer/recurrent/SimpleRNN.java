package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * A fully connected recurrent layer: {@link SimpleRNNCell} at each step of a sequence of shape
 * {@code (batch, steps, features)}. The output is that of the last step, {@code (batch, units)}, or
 * with {@code returnSequences} that of all, {@code (batch, steps, units)}; with {@code returnState}
 * the last state follows. Further inputs are the states at the start. See <a
 * href="https://keras.io/api/layers/recurrent_layers/simple_rnn/">Keras: SimpleRNN</a>.
 */
public final class SimpleRNN extends BaseRNN {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(SimpleRNN.class, new Config(1), Set.of("units"), SimpleRNN::new);

  /**
   * The arguments.
   *
   * @param cell those of each step
   * @param traversal how it goes through a sequence
   */
  public record Config(SimpleRNNCell.Config cell, Traversal traversal)
      implements RecurrentConfig<Config> {
    /** Keras's defaults. */
    public Config(int units) {
      this(new SimpleRNNCell.Config(units));
    }

    /** With these arguments of each step. */
    public Config(SimpleRNNCell.Config cell) {
      this(cell, new Traversal());
    }
  }

  /** A layer of so many units. */
  public SimpleRNN(int units) {
    this(new Config(units));
  }

  /** A layer of this config. */
  public SimpleRNN(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public SimpleRNN(Config config, Options options) {
    super(config, options, new SimpleRNNCell(config.cell, ofCell(options, "simple_rnn_cell")));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  SimpleRNN with(Traversal traversal, Options options) {
    return new SimpleRNN(config().withTraversal(traversal), options);
  }
}

package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.List;
import java.util.Set;

/**
 * A cell at each step of a sequence of shape {@code (batch, steps, features)}. The output is that
 * of the last step, {@code (batch, units)}, or with {@code returnSequences} that of all, {@code
 * (batch, steps, units)}; with {@code returnState} the last states follow. Further inputs are the
 * states at the start. See <a href="https://keras.io/api/layers/recurrent_layers/rnn/">Keras:
 * RNN</a>.
 */
public final class RNN extends BaseRNN {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(RNN.class, new Config(null), Set.of("cell"), RNN::new);

  /**
   * The arguments.
   *
   * @param cell what each step is
   * @param traversal how it goes through a sequence
   */
  public record Config(RecurrentCell cell, Traversal traversal) implements RecurrentConfig<Config> {
    /** Keras's defaults. */
    public Config(RecurrentCell cell) {
      this(cell, new Traversal());
    }
  }

  /** A layer of this cell; several are stacked. */
  public RNN(RecurrentCell... cells) {
    this(new Config(cells.length == 1 ? cells[0] : new StackedRNNCells(List.of(cells))));
  }

  /** A layer of this config. */
  public RNN(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public RNN(Config config, Options options) {
    super(config, options, config.cell);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  RNN with(Traversal traversal, Options options) {
    return new RNN(new Config(config().cell.copy(), traversal), options);
  }
}

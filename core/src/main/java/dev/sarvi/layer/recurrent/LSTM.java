package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * Long short-term memory: {@link LSTMCell} at each step of a sequence of shape {@code (batch,
 * steps, features)}. The output is that of the last step, {@code (batch, units)}, or with {@code
 * returnSequences} that of all, {@code (batch, steps, units)}; with {@code returnState} the last h
 * and c follow. Further inputs are the states at the start. See <a
 * href="https://keras.io/api/layers/recurrent_layers/lstm/">Keras: LSTM</a>.
 */
public final class LSTM extends BaseRNN {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(LSTM.class, new Config(1), Set.of("units"), LSTM::new);

  /**
   * The arguments.
   *
   * @param cell those of each step
   * @param traversal how it goes through a sequence
   */
  public record Config(LSTMCell.Config cell, Traversal traversal)
      implements RecurrentConfig<Config> {
    /** Keras's defaults. */
    public Config(int units) {
      this(new LSTMCell.Config(units));
    }

    /** With these arguments of each step. */
    public Config(LSTMCell.Config cell) {
      this(cell, new Traversal());
    }
  }

  /** A layer of so many units. */
  public LSTM(int units) {
    this(new Config(units));
  }

  /** A layer of this config. */
  public LSTM(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public LSTM(Config config, Options options) {
    super(config, options, new LSTMCell(config.cell, ofCell(options, "lstm_cell")));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  LSTM with(Traversal traversal, Options options) {
    return new LSTM(config().withTraversal(traversal), options);
  }
}

package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import java.util.Set;

/**
 * Gated recurrent units: {@link GRUCell} at each step of a sequence of shape {@code (batch, steps,
 * features)}. The output is that of the last step, {@code (batch, units)}, or with {@code
 * returnSequences} that of all, {@code (batch, steps, units)}; with {@code returnState} the last
 * state follows. Further inputs are the states at the start. See <a
 * href="https://keras.io/api/layers/recurrent_layers/gru/">Keras: GRU</a>.
 */
public final class GRU extends BaseRNN {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(GRU.class, new Config(1), Set.of("units"), GRU::new);

  /**
   * The arguments.
   *
   * @param cell those of each step
   * @param traversal how it goes through a sequence
   */
  public record Config(GRUCell.Config cell, Traversal traversal)
      implements RecurrentConfig<Config> {
    /** Keras's defaults. */
    public Config(int units) {
      this(new GRUCell.Config(units));
    }

    /** With these arguments of each step. */
    public Config(GRUCell.Config cell) {
      this(cell, new Traversal());
    }
  }

  /** A layer of so many units. */
  public GRU(int units) {
    this(new Config(units));
  }

  /** A layer of this config. */
  public GRU(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public GRU(Config config, Options options) {
    super(config, options, new GRUCell(config.cell, ofCell(options, "gru_cell")));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  GRU with(Traversal traversal, Options options) {
    return new GRU(config().withTraversal(traversal), options);
  }
}

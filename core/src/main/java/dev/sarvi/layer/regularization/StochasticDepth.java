package dev.sarvi.layer.regularization;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Shape;
import java.util.Arrays;
import java.util.Set;

/**
 * In training, each sample becomes 0 with probability {@code dropPathRate} and {@code x / (1 -
 * dropPathRate)} otherwise; in prediction it stays. Input {@code (batch, ...)}, output the same. A
 * layer of ConvNeXt as {@code keras.applications} writes it. See Huang et al. 2016, <a
 * href="https://arxiv.org/abs/1603.09382">arXiv:1603.09382</a>.
 */
public final class StochasticDepth extends DroppingLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          StochasticDepth.class, new Config(0), Set.of("dropPathRate"), StochasticDepth::new);

  /**
   * The arguments.
   *
   * @param dropPathRate from 0 to 1
   */
  public record Config(double dropPathRate) {
    /** Checks the argument. */
    public Config {
      requireUnit("drop_path_rate", dropPathRate);
    }
  }

  /** A layer that drops this part of the samples. */
  public StochasticDepth(double dropPathRate) {
    this(new Config(dropPathRate));
  }

  /** A layer of this config. */
  public StochasticDepth(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public StochasticDepth(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireMinimumRank(input, 1);
    return input;
  }

  @Override
  double amount() {
    return config().dropPathRate;
  }

  /** Not, being a layer of keras.applications. */
  @Override
  public boolean supportsMasking() {
    return false;
  }

  @Override
  Long seed() {
    return null;
  }

  @Override
  Shape noiseShape(Shape input) {
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    dims[0] = input.dim(0);
    return Shape.of(dims);
  }
}

package dev.sarvi.layer.regularization;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Shape;
import java.util.List;
import java.util.Set;

/**
 * In training, each element becomes 0 with probability {@code rate} and {@code x / (1 - rate)}
 * otherwise; in prediction it stays. Input of any shape, output the same.
 *
 * <p>Whether an element is dropped depends on the training's seed, the step, the layer (its seed,
 * or else its name) and the element's position alone. See <a
 * href="https://keras.io/api/layers/regularization_layers/dropout/">Keras: Dropout</a>.
 */
public final class Dropout extends DroppingLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Dropout.class, new Config(0), Set.of("rate"), Dropout::new);

  /**
   * The arguments.
   *
   * @param rate from 0 to 1
   * @param seed of this layer; null for one by its name
   * @param noiseShape where elements are dropped together: 1 along such an axis, the input's size
   *     or null along the others; null for each by itself
   */
  public record Config(double rate, Long seed, List<Integer> noiseShape) {
    /** Checks the arguments. */
    public Config {
      requireRate(rate);
      noiseShape = NoiseShape.checked(noiseShape);
    }

    /** Each element by itself. */
    public Config(double rate) {
      this(rate, null, null);
    }
  }

  /** A layer that drops this part of the elements. */
  public Dropout(double rate) {
    this(new Config(rate));
  }

  /** A layer of this config. */
  public Dropout(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Dropout(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    noiseShape(input); // throws, before anything was computed
    return input;
  }

  @Override
  double amount() {
    return config().rate;
  }

  @Override
  Long seed() {
    return config().seed;
  }

  @Override
  Shape noiseShape(Shape input) {
    return NoiseShape.of(config().noiseShape, input, described());
  }
}

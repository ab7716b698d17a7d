package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The axes behind the batch in another order: with {@code dims = (2, 1)}, shape {@code (batch, a,
 * b)} becomes {@code (batch, b, a)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/permute/">Keras: Permute</a>.
 */
public final class Permute extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Permute.class, new Config(List.of(1)), Set.of("dims"), Permute::new);

  /**
   * The arguments.
   *
   * @param dims which axis comes first, second, ...; the batch is 0 and is not among them
   */
  public record Config(List<Integer> dims) {
    /** Checks the arguments. */
    public Config {
      dims = List.copyOf(dims);
      List<Integer> all = IntStream.rangeClosed(1, dims.size()).boxed().toList();
      Arguments.require(
          dims.stream().sorted().toList().equals(all),
          "Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must"
              + " be consecutive and start from 1. Received dims="
              + Arguments.tuple(dims));
    }
  }

  /** The axes behind the batch, from 1, in this order. */
  public Permute(int... dims) {
    this(new Config(IntStream.of(dims).boxed().toList()));
  }

  /** A layer of this config. */
  public Permute(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Permute(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireRank(input, config().dims.size() + 1);
    return Shape.of(IntStream.of(order()).map(input::dim).toArray());
  }

  private int[] order() {
    return IntStream.concat(IntStream.of(0), config().dims.stream().mapToInt(Integer::intValue))
        .toArray();
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return Pass.transposed(x, order());
  }
}

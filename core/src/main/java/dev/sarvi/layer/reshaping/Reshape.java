package dev.sarvi.layer.reshaping;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The same numbers in other axes: shape {@code (batch, ...)} to {@code (batch, targetShape...)}.
 * See <a href="https://keras.io/api/layers/reshaping_layers/reshape/">Keras: Reshape</a>.
 */
public final class Reshape extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(Reshape.class, new Config(List.of(-1)), Set.of("targetShape"), Reshape::new);

  /**
   * The arguments.
   *
   * @param targetShape without the batch; one of its dimensions may be -1: as much as is left
   */
  public record Config(List<Integer> targetShape) {
    /** Checks the arguments. */
    public Config {
      targetShape = List.copyOf(targetShape);
      Arguments.require(
          targetShape.stream().allMatch(dim -> dim >= -1),
          "Each dimension in `target_shape` must be a non-negative integer, or `-1` for a single"
              + " unknown dimension. Received: target_shape=%s."
                  .formatted(Arguments.tuple(targetShape)));
      Arguments.require(
          Collections.frequency(targetShape, -1) <= 1,
          "There must be at most one unknown dimension (-1) in `target_shape`. Received:"
              + " target_shape=%s.".formatted(Arguments.tuple(targetShape)));
    }
  }

  /** To a shape without the batch; one dimension may be -1. */
  public Reshape(int... targetShape) {
    this(new Config(IntStream.of(targetShape).boxed().toList()));
  }

  /** A layer of this config. */
  public Reshape(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Reshape(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireMinimumRank(input, 1);
    Shape sample = input.sample();
    Shape target = Shape.of(config().targetShape);
    int open = config().targetShape.indexOf(-1);
    if (sample.isKnown() && open >= 0) {
      int known = target.with(open, 1).size();
      requireSize(known > 0 && sample.size() % known == 0, sample);
      target = target.with(open, sample.size() / known);
    } else if (sample.isKnown()) {
      requireSize(target.size() == sample.size(), sample);
    }
    return target.batched(input.dim(0));
  }

  private void requireSize(boolean fits, Shape sample) {
    Arguments.require(
        fits,
        described()
            + ": The total size of the tensor must be unchanged. Received: input_shape=%s,"
                .formatted(sample)
            + " target_shape="
            + Arguments.tuple(config().targetShape));
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  @Override
  protected Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    return tracer.reshape(x, outputShape(x.shape()));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    return Pass.of(x.reshape(outputShape(x.shape())), g -> g.reshape(x.shape()));
  }
}

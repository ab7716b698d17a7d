package dev.sarvi.layer.regularization;

import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Shape;
import java.util.Arrays;

/** Drops whole channels of images of one rank. */
public abstract class BaseSpatialDropout extends DroppingLayer {
  private final int spatialAxes;

  BaseSpatialDropout(int spatialAxes, Record config, Options options) {
    super(config, options);
    this.spatialAxes = spatialAxes;
  }

  /** Where the channels are. */
  abstract DataFormat format();

  @Override
  public final Shape outputShape(Shape input) {
    requireRank(input, spatialAxes + 2);
    return input;
  }

  @Override
  final Shape noiseShape(Shape input) {
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    int channels = format().channelAxis();
    return Shape.of(dims).with(0, input.dim(0)).with(channels, input.dim(channels));
  }

  /**
   * The arguments in two and three dimensions.
   *
   * @param rate from 0 to 1
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   * @param seed of this layer; null for one by its name
   */
  public record Config(double rate, String dataFormat, Long seed) {
    /** Checks the arguments. */
    public Config {
      requireRate(rate);
      DataFormat.of(dataFormat);
    }

    /** Channels last. */
    public Config(double rate) {
      this(rate, "channels_last", null);
    }
  }
}

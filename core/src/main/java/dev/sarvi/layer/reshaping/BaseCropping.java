package dev.sarvi.layer.reshaping;

import dev.sarvi.config.Records;
import dev.sarvi.kernel.Box;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Takes away what lies before and after along the axes of space. */
public abstract class BaseCropping extends BaseMargins {
  private final String cropping;

  /**
   * The arguments in two and three dimensions.
   *
   * @param cropping before and after, each at least 0, for each axis; one number stands for both
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   */
  public record Config(List<List<Integer>> cropping, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      cropping = pairs("cropping", cropping);
      Arguments.dataFormat(dataFormat);
    }

    /** With {@code channels_last} or {@code channels_first}. */
    public Config withDataFormat(String dataFormat) {
      return Records.with(this, "dataFormat", dataFormat);
    }

    /** As much everywhere. */
    static Config ofRank(int rank, int cropping) {
      return new Config(Collections.nCopies(rank, List.of(cropping)), "channels_last");
    }
  }

  BaseCropping(Record config, List<List<Integer>> cropping, String dataFormat, Options options) {
    super(config, cropping, dataFormat, options);
    this.cropping = cropping.toString();
  }

  BaseCropping(int rank, Config config, Options options) {
    this(config, requirePairs("cropping", config.cropping, rank), config.dataFormat, options);
  }

  @Override
  public final Shape outputShape(Shape input) {
    int[] dims = dims(input, -1);
    Arguments.require(
        IntStream.range(1, dims.length)
            .allMatch(axis -> input.dim(axis) == dims[axis] || dims[axis] > 0),
        described()
            + ": Values in `cropping` argument should be smaller than the corresponding spatial"
            + " dimension of the input. Received: input_shape=%s, cropping=%s"
                .formatted(input, cropping));
    return Shape.of(dims);
  }

  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    Box box = box(outputShape(x.shape()), x.shape());
    return Pass.of(box.crop(x), g -> box.pad(g));
  }
}

package dev.sarvi.layer.reshaping;

import dev.sarvi.config.Records;
import dev.sarvi.kernel.Box;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/** Zeros before and after along the axes of space. */
public abstract class BaseZeroPadding extends BaseMargins {
  /**
   * The arguments in two and three dimensions.
   *
   * @param padding before and after, each at least 0, for each axis; one number stands for both
   * @param dataFormat {@code channels_last}, the same as null, or {@code channels_first}
   */
  public record Config(List<List<Integer>> padding, String dataFormat) {
    /** Checks the arguments. */
    public Config {
      padding = pairs("padding", padding);
      Arguments.dataFormat(dataFormat);
    }

    /** With {@code channels_last} or {@code channels_first}. */
    public Config withDataFormat(String dataFormat) {
      return Records.with(this, "dataFormat", dataFormat);
    }

    /** As many zeros everywhere. */
    static Config ofRank(int rank, int padding) {
      return new Config(Collections.nCopies(rank, List.of(padding)), "channels_last");
    }
  }

  BaseZeroPadding(Record config, List<List<Integer>> padding, String dataFormat, Options options) {
    super(config, padding, dataFormat, options);
  }

  BaseZeroPadding(int rank, Config config, Options options) {
    this(config, requirePairs("padding", config.padding, rank), config.dataFormat, options);
  }

  @Override
  public final Shape outputShape(Shape input) {
    return Shape.of(dims(input, 1));
  }

  @Override
  protected final Tracer.Value steps(Tracer.Value x, Tracer tracer) {
    Box box = box(x.shape(), outputShape(x.shape()));
    return x.dtype() == x.dtype().arithmetic()
        ? tracer.compute(box.outer(), (in, y) -> box.pad(in[0], y), x)
        : super.steps(x, tracer);
  }

  @Override
  protected final Pass forward(Tensor x, Mode mode) {
    Box box = box(x.shape(), outputShape(x.shape()));
    return Pass.of(box.pad(x), box::crop);
  }
}

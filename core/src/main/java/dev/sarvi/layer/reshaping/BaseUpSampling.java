package dev.sarvi.layer.reshaping;

import dev.sarvi.kernel.Repetition;
import dev.sarvi.layer.DataFormat;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What makes the axes of space longer by whole factors: by repeating, unless said otherwise. */
public abstract class BaseUpSampling extends SingleInputLayer {
  private final List<Integer> size;
  private final DataFormat dataFormat;

  BaseUpSampling(Record config, List<Integer> size, String dataFormat, Options options) {
    super(config, options);
    this.size = size;
    this.dataFormat = DataFormat.of(dataFormat);
  }

  /** Where the channels are. */
  final DataFormat dataFormat() {
    return dataFormat;
  }

  @Override
  public final Shape outputShape(Shape input) {
    requireRank(input, size.size() + 2);
    return repetition(input).repeatedShape();
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Repetition repetition = repetition(x.shape());
    return Pass.of(repetition.repeat(x), repetition::sum);
  }

  private Repetition repetition(Shape input) {
    List<Integer> times = new ArrayList<>(Collections.nCopies(input.rank(), 1));
    for (int i = 0; i < size.size(); i++) {
      times.set(dataFormat.firstSpatialAxis() + i, size.get(i));
    }
    return new Repetition(input, times);
  }
}

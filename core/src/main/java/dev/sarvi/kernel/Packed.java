package dev.sarvi.kernel;

import java.util.List;

/**
 * Right-hand sides of products that were prepared once, to be used many times and by many threads:
 * see {@link MatMul#pack}, {@link Convolution#pack} and {@link Convolution#packTransposed}. The
 * bits of results are those without it. The arrays it was made of must not change.
 */
public final class Packed {
  private final List<FloatPanels> floats;
  private final List<DoublePanels> doubles;

  private Packed(List<FloatPanels> floats, List<DoublePanels> doubles) {
    this.floats = floats;
    this.doubles = doubles;
  }

  static Packed ofFloats(List<FloatMatrix> matrices) {
    return new Packed(matrices.stream().map(FloatPanels::new).toList(), List.of());
  }

  static Packed ofDoubles(List<DoubleMatrix> matrices) {
    return new Packed(List.of(), matrices.stream().map(DoublePanels::new).toList());
  }

  List<FloatPanels> floats() {
    return floats;
  }

  List<DoublePanels> doubles() {
    return doubles;
  }
}

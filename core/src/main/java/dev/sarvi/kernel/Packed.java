package dev.sarvi.kernel;

import java.util.List;

/**
 * Right-hand sides of products that were prepared once, to be used many times and by many threads:
 * see {@link MatMul#pack}, {@link Convolution#pack} and {@link Convolution#packTransposed}. The
 * bits of results are those without it. The arrays it was made of must not change.
 */
public final class Packed implements AutoCloseable {
  private final List<FloatPanels> floats;
  private final List<DoublePanels> doubles;

  private Packed(List<FloatPanels> floats, List<DoublePanels> doubles) {
    this.floats = floats;
    this.doubles = doubles;
  }

  static Packed ofFloats(List<FloatMatrix> matrices, boolean isKept) {
    return new Packed(
        matrices.stream().map(matrix -> new FloatPanels(matrix, isKept)).toList(), List.of());
  }

  static Packed ofDoubles(List<DoubleMatrix> matrices, boolean isKept) {
    return new Packed(
        List.of(), matrices.stream().map(matrix -> new DoublePanels(matrix, isKept)).toList());
  }

  /** What was made for one call is left to others. */
  @Override
  public void close() {
    floats.forEach(FloatPanels::close);
    doubles.forEach(DoublePanels::close);
  }

  List<FloatPanels> floats() {
    return floats;
  }

  List<DoublePanels> doubles() {
    return doubles;
  }
}

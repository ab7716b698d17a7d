package dev.sarvi.layer.normalization;

import dev.sarvi.config.Numerics;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * The mean and the variance of those elements of each group that count. Keras adds an epsilon to
 * their number, by which both are 0 where none does; the way back neglects it.
 *
 * @param mask of rows along the last axis, in a shape that broadcasts
 * @param share 1 / the number of those that count
 */
record CountedMoments(Tensor mask, Tensor share, Tensor mean, Tensor variance) {
  private static final Kernel BY_STATISTICS =
      Kernel.of(
          Formula.input("meanG")
              .plus(Formula.X.minus(Formula.input("mean")).times(Formula.input("slope")))
              .times(Formula.input("factor")),
          "x",
          "mean",
          "meanG",
          "slope",
          "factor");

  static CountedMoments of(Tensor x, Tensor rows, Shape groups) {
    Tensor mask = rows.cast(DType.BOOL).reshape(rows.shape().concat(Shape.of(1)));
    Tensor ones = Tensor.full(x.shape(), x.dtype(), 1);
    Tensor share =
        TensorMath.sumTo(Masks.keep(ones, mask, 0), groups)
            .map(count -> 1 / (count + Numerics.EPSILON));
    Tensor mean = TensorMath.product(TensorMath.sumTo(Masks.keep(x, mask, 0), groups), share);
    Tensor centred = Masks.keep(TensorMath.difference(x, mean), mask, 0);
    Tensor squares = TensorMath.sumTo(TensorMath.product(centred, centred), groups);
    return new CountedMoments(mask, share, mean, TensorMath.product(squares, share));
  }

  /** The input's gradient: only what counts has moved the statistics. */
  Tensor gradient(Standardization by, Tensor g) {
    Tensor meanG = TensorMath.product(TensorMath.sumTo(g, mean.shape()), share);
    Tensor projection = TensorMath.product(by.projection(g), share);
    Tensor slope =
        TensorMath.product(projection, TensorMath.product(by.reciprocal(), by.reciprocal()));
    Tensor byStatistics = BY_STATISTICS.map(by.x(), mean, meanG, slope, by.factor());
    return TensorMath.difference(by.gradientByConstants(g), Masks.keep(byStatistics, mask, 0));
  }
}

package dev.sarvi.train;

import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.max;
import static dev.sarvi.formula.Formula.min;

import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.regularizer.L2;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/** Keeps gradients small, in one of three ways. */
final class GradientClipping {
  private static final Formula GRADIENT = input("gradient");
  private static final Formula LIMIT = input("limit");
  private static final Kernel CLIPPED =
      Kernel.of(min(max(GRADIENT, LIMIT.negated()), LIMIT), List.of("gradient"), List.of("limit"));

  private GradientClipping() {}

  static List<Tensor> clip(List<Tensor> gradients, OptimizerOptions options) {
    if (isSet(options.clipnorm())) {
      double limit = options.clipnorm();
      return gradients.stream()
          .map(g -> TensorMath.scale(g, limit / Math.max(Math.sqrt(squared(g)), limit)))
          .toList();
    }
    if (isSet(options.globalClipnorm())) {
      double limit = options.globalClipnorm();
      double norm = Math.sqrt(gradients.stream().mapToDouble(GradientClipping::squared).sum());
      double scale = Double.isFinite(norm) ? limit * Math.min(1 / norm, 1 / limit) : Double.NaN;
      return gradients.stream().map(g -> TensorMath.scale(g, scale)).toList();
    }
    if (isSet(options.clipvalue())) {
      double[] limit = {options.clipvalue()};
      return gradients.stream().map(g -> CLIPPED.map(limit, g)).toList();
    }
    return gradients;
  }

  private static boolean isSet(Double limit) {
    return limit != null && limit > 0;
  }

  private static double squared(Tensor gradient) {
    return new L2(1).penalty(gradient);
  }
}

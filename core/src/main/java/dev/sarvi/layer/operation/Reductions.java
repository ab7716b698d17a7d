package dev.sarvi.layer.operation;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.kernel.Masks;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.layer.operation.ReducingOperation.OfAxes;
import dev.sarvi.layer.operation.ReducingOperation.Reduction;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The reductions of {@code keras.ops}. Adding one adds a line. */
public final class Reductions {
  private static final Formula X = Formula.X;
  private static final Formula Y = Formula.input("y");
  private static final Formula G = Formula.input("g");
  private static final Formula MEAN = Formula.input("mean");

  private Reductions() {}

  /**
   * The arguments of {@code max} and {@code min}.
   *
   * @param axis which axes; null for all
   * @param keepdims whether they stay, with length 1
   * @param initial null
   */
  public record Extreme(List<Integer> axis, boolean keepdims, Double initial) {
    /** Checks the arguments. */
    public Extreme {
      Arguments.require(initial == null, "initial is not supported. Received: " + initial);
    }

    OfAxes axes() {
      return new OfAxes(axis, keepdims);
    }
  }

  /**
   * The arguments of {@code norm}.
   *
   * @param ord null or 2
   * @param axis which axes; null for all
   * @param keepdims whether they stay, with length 1
   */
  public record Norm(Integer ord, List<Integer> axis, boolean keepdims) {
    /** Checks the arguments. */
    public Norm {
      boolean isEuclidean = ord == null || (ord == 2 && axis != null && axis.size() == 1);
      Arguments.require(
          isEuclidean, "norm is supported for vectors and ord 2. Received: ord=" + ord);
    }

    OfAxes axes() {
      return new OfAxes(axis, keepdims);
    }
  }

  static List<OperationType<?>> types() {
    Reduction max = new Extremum(Formula.max(X, Y));
    Reduction min = new Extremum(Formula.min(X, Y));
    Extreme extreme = new Extreme(null, false, null);
    return List.of(
        ReducingOperation.type("Sum", new Sum()),
        ReducingOperation.type("Mean", new Mean()),
        ReducingOperation.type("Max", extreme, Extreme::axes, max),
        ReducingOperation.type("Min", extreme, Extreme::axes, min),
        ReducingOperation.type("Amax", max),
        ReducingOperation.type("Amin", min),
        ReducingOperation.type("Any", new Any()),
        ReducingOperation.type("Var", new Variance()),
        ReducingOperation.type("Std", new Root(new Variance())),
        ReducingOperation.type("Logsumexp", new LogSumExp(max)),
        ReducingOperation.type(
            "Norm", new Norm(null, null, false), Norm::axes, new Root(new SumOfSquares())));
  }

  /** How many elements become one. */
  private static double count(Tensor x, Shape reduced) {
    return (double) x.size() / Math.max(1, reduced.size());
  }

  private static final class Sum implements Reduction {
    @Override
    public Tensor value(Tensor x, Shape reduced) {
      return TensorMath.sumTo(x, reduced);
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return TensorMath.broadcastTo(g, x.shape());
    }
  }

  private static final class Mean implements Reduction {
    @Override
    public Tensor value(Tensor x, Shape reduced) {
      return TensorMath.scale(TensorMath.sumTo(x, reduced), 1 / count(x, reduced));
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return TensorMath.broadcastTo(TensorMath.scale(g, 1 / count(x, y.shape())), x.shape());
    }
  }

  /** The greatest or the smallest; those that tie share the gradient, as in Keras's backends. */
  private record Extremum(Formula ofTwo) implements Reduction {
    private static final Formula IS_IT =
        Formula.select(
            Comparison.LESS_OR_EQUAL,
            X,
            Y,
            Formula.select(Comparison.GREATER_OR_EQUAL, X, Y, Formula.ONE, Formula.ZERO),
            Formula.ZERO);
    private static final Kernel WINNERS = Kernel.of(IS_IT, "x", "y");
    private static final Kernel SHARE =
        Kernel.of(IS_IT.times(G).dividedBy(Formula.input("winners")), "x", "y", "g", "winners");

    /** The reduced axes become rows, and halves of them are compared until one is left. */
    @Override
    public Tensor value(Tensor x, Shape reduced) {
      Shape shape = x.shape();
      IntStream kept = IntStream.range(0, shape.rank()).filter(i -> reduced.dim(i) == shape.dim(i));
      IntStream gone = IntStream.range(0, shape.rank()).filter(i -> reduced.dim(i) != shape.dim(i));
      int[] order = IntStream.concat(gone, kept).toArray();
      int length = (int) count(x, reduced);
      Arguments.require(length > 0 && x.size() > 0, "an empty tensor has no greatest element");
      Tensor rows = TensorMath.transpose(x, order).reshape(Shape.of(length, reduced.size()));
      Kernel kernel = Kernel.of(ofTwo, "x", "y");
      for (int left = length; left > 1; left = rows.shape().dim(0)) {
        int half = (left + 1) / 2;
        rows = kernel.map(rows.rows(0, half), rows.rows(left - half, left));
      }
      return rows.reshape(reduced);
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return SHARE.map(x, y, g, WINNERS.sum(y.shape(), x, y));
    }
  }

  /** 1 if any element is not 0; its slope is 0. */
  private static final class Any implements Reduction {
    @Override
    public Tensor value(Tensor x, Shape reduced) {
      Tensor counts = TensorMath.sumTo(Masks.where(x, element -> element != 0).widened(), reduced);
      return counts.cast(DType.BOOL).cast(x.dtype());
    }

    @Override
    public boolean isTruth() {
      return true;
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return Tensor.zeros(x.shape(), x.dtype());
    }
  }

  private static final class Variance implements Reduction {
    private static final Kernel SQUARE = Kernel.of(X.minus(MEAN).times(X.minus(MEAN)), "x", "mean");
    private static final Kernel BACK =
        Kernel.of(
            X.minus(MEAN).times(G).times(Formula.input("scale")),
            List.of("x", "mean", "g"),
            List.of("scale"));

    @Override
    public Tensor value(Tensor x, Shape reduced) {
      Tensor mean = new Mean().value(x, reduced);
      return TensorMath.scale(SQUARE.sum(reduced, x, mean), 1 / count(x, reduced));
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      double[] scale = {2 / count(x, y.shape())};
      return BACK.map(scale, x, new Mean().value(x, y.shape()), g);
    }
  }

  private static final class SumOfSquares implements Reduction {
    private static final Kernel SQUARE = Kernel.of(X.times(X), "x");
    private static final Kernel BACK = Kernel.of(X.times(G).times(Formula.constant(2)), "x", "g");

    @Override
    public Tensor value(Tensor x, Shape reduced) {
      return SQUARE.sum(reduced, x);
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return BACK.map(x, g);
    }
  }

  /** The square root of another reduction. */
  private record Root(Reduction square) implements Reduction {
    private static final Kernel ROOT = Kernel.of(Formula.sqrt(X), "x");
    private static final Kernel BACK =
        Kernel.of(G.times(Formula.constant(0.5)).dividedBy(Y), "g", "y");

    @Override
    public Tensor value(Tensor x, Shape reduced) {
      return ROOT.map(square.value(x, reduced));
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return square.gradient(x, y, BACK.map(g, y));
    }
  }

  /** With the greatest element taken out, unless it is infinite. */
  private record LogSumExp(Reduction max) implements Reduction {
    private static final Formula FINITE =
        Formula.select(
            Comparison.LESS,
            Formula.abs(X),
            Formula.constant(Double.POSITIVE_INFINITY),
            X,
            Formula.ZERO);
    private static final Kernel SHIFT = Kernel.of(FINITE, "x");
    private static final Kernel EXP = Kernel.of(Formula.exp(X.minus(Y)), "x", "y");
    private static final Kernel LOG = Kernel.of(Formula.log(X).plus(Y), "x", "y");
    private static final Kernel BACK = Kernel.of(Formula.exp(X.minus(Y)).times(G), "x", "y", "g");

    @Override
    public Tensor value(Tensor x, Shape reduced) {
      Tensor shift = SHIFT.map(max.value(x, reduced));
      return LOG.map(EXP.sum(reduced, x, shift), shift);
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor g) {
      return BACK.map(x, y, g);
    }
  }
}

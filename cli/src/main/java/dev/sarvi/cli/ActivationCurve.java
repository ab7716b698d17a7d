package dev.sarvi.cli;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.activation.ElementwiseFunction;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** An activation's value and slope, over a stretch of inputs that shows all its kinks. */
final class ActivationCurve {
  private static final int POINTS = 2001;
  private static final BasicStroke HAIRLINE = new BasicStroke(1);
  private static final BasicStroke WIDE = round(3.6f);
  private static final BasicStroke NARROW = round(1.8f);

  private final double[] x;
  private final double[] value;
  private final double[] slope;

  /** Computes it, by the layer's own forward and backward pass. */
  ActivationCurve(Layer layer, ElementwiseFunction function) {
    double end = Math.ceil(Math.max(5, 1.4 * largestNumber(function)));
    x = IntStream.range(0, POINTS).mapToDouble(i -> end * (2.0 * i / (POINTS - 1) - 1)).toArray();
    Tensor inputs = Tensor.of(Shape.of(POINTS, 1), x);
    Pass pass = layer.call(List.of(inputs), Mode.INFERENCE);
    List<Tensor> ones = List.of(Tensor.full(inputs.shape(), DType.FLOAT64, 1));
    value = pass.output().doubles();
    slope = pass.pullback().apply(ones, new WeightGradients(List.of())).get(0).doubles();
  }

  /** The picture. */
  XYChart chart(String title) {
    double[] finite =
        DoubleStream.concat(Arrays.stream(value), Arrays.stream(slope))
            .filter(Double::isFinite)
            .toArray();
    double low = Math.min(0, Arrays.stream(finite).min().orElse(0));
    double high = Math.max(0, Arrays.stream(finite).max().orElse(0));
    double margin = 0.05 * (high - low);
    double end = x[POINTS - 1];
    XYChart chart =
        new XYChartBuilder().width(Picture.WIDTH).height(560).title(title).xAxisTitle("x").build();
    Picture.style(chart.getStyler());
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setXAxisMin(-end).setXAxisMax(end);
    chart.getStyler().setYAxisMin(low - margin).setYAxisMax(high + margin);
    axis(chart, "x axis", new double[] {-end, end}, new double[] {0, 0});
    axis(chart, "y axis", new double[] {0, 0}, new double[] {low - margin, high + margin});
    double step = x[1] - x[0];
    double steepest = Arrays.stream(slope).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    line(chart, "value", value, 4 * step * steepest, Picture.FIRST, WIDE);
    line(chart, "slope", slope, 0.02 * (high - low), Picture.SECOND, NARROW);
    return chart;
  }

  /** Adds a line that is broken where it jumps: between neighbours more than this apart. */
  private void line(
      XYChart chart, String name, double[] y, double jump, Color color, BasicStroke stroke) {
    DoubleStream.Builder xs = DoubleStream.builder();
    DoubleStream.Builder ys = DoubleStream.builder();
    for (int i = 0; i < POINTS; i++) {
      if (i > 0 && Math.abs(y[i] - y[i - 1]) > jump) {
        xs.add((x[i - 1] + x[i]) / 2);
        ys.add(Double.NaN);
      }
      xs.add(x[i]);
      ys.add(Double.isFinite(y[i]) ? y[i] : Double.NaN);
    }
    Picture.line(chart.addSeries(name, xs.build().toArray(), ys.build().toArray()), color, stroke);
  }

  private static void axis(XYChart chart, String name, double[] xs, double[] ys) {
    Picture.line(chart.addSeries(name, xs, ys), Picture.PALE, HAIRLINE);
    chart.getSeries(name).setShowInLegend(false);
  }

  private static BasicStroke round(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static double largestNumber(ElementwiseFunction function) {
    return Stream.concat(function.numbers().values().stream(), constants(function.formula()))
        .mapToDouble(Math::abs)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static Stream<Double> constants(Formula formula) {
    if (formula instanceof Formula.Constant constant) {
      return Stream.of(constant.value());
    } else if (formula instanceof Formula.Unary unary) {
      return constants(unary.argument());
    } else if (formula instanceof Formula.Binary binary) {
      return Stream.of(binary.left(), binary.right()).flatMap(ActivationCurve::constants);
    } else if (formula instanceof Formula.Select select) {
      return Stream.of(select.left(), select.right(), select.whenTrue(), select.whenFalse())
          .flatMap(ActivationCurve::constants);
    }
    return Stream.of();
  }
}

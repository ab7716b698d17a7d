package dev.sarvi.cli;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * The learned slopes of a model's PReLU layers, one chart a layer: a bar for each slope or, where
 * they are too many, for how many there are of each size.
 */
final class AlphaCharts {
  private static final int MOST_BARS = 128;
  private static final int BINS = 40;

  private AlphaCharts() {}

  /** The alphas of all PReLU layers, those inside other layers included. */
  static List<Variable> alphas(Model model) {
    return prelus(model).flatMap(prelu -> prelu.ownVariables().stream()).distinct().toList();
  }

  private static Stream<Layer> prelus(Layer layer) {
    return Stream.concat(
        Stream.of(layer).filter(PReLU.class::isInstance),
        layer.children().stream().flatMap(AlphaCharts::prelus));
  }

  /** The charts of these alphas. */
  static List<CategoryChart> of(List<Variable> alphas) {
    return alphas.stream().map(alpha -> chart(alpha, Map.of("alpha", alpha.value()))).toList();
  }

  /** The charts of these alphas, beside what they were before. */
  static List<CategoryChart> of(List<Tensor> before, List<Variable> alphas) {
    List<CategoryChart> charts = new ArrayList<>();
    for (int i = 0; i < alphas.size(); i++) {
      Map<String, Tensor> states = new LinkedHashMap<>();
      states.put("before", before.get(i));
      states.put("after", alphas.get(i).value());
      charts.add(chart(alphas.get(i), states));
    }
    return charts;
  }

  private static CategoryChart chart(Variable alpha, Map<String, Tensor> states) {
    Shape shape = alpha.shape();
    boolean bars = shape.size() <= MOST_BARS;
    String each =
        shape.rank() == 1 ? "unit" : shape.size() == shape.dim(-1) ? "channel" : "element";
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Picture.WIDTH)
            .height(states.size() > 1 ? 340 : 300)
            .title(alpha.path())
            .xAxisTitle(bars ? each : "alpha")
            .yAxisTitle(bars ? "alpha" : each + "s")
            .build();
    Picture.style(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.75);
    chart.getStyler().setPlotGridVerticalLinesVisible(false).setLegendVisible(states.size() > 1);
    chart.getStyler().setSeriesColors(Picture.colors(states.size()));
    double[][] values = states.values().stream().map(AlphaCharts::doubles).toArray(double[][]::new);
    Bins bins = bars ? null : Bins.around(values);
    for (Map.Entry<String, Tensor> state : states.entrySet()) {
      double[] now = doubles(state.getValue());
      if (bins == null) {
        chart.addSeries(state.getKey(), indices(now.length), boxed(now));
      } else {
        chart.addSeries(state.getKey(), bins.labels(), bins.count(now));
      }
    }
    return chart;
  }

  private static double[] doubles(Tensor tensor) {
    return IntStream.range(0, tensor.size()).mapToDouble(tensor::at).toArray();
  }

  private static List<Integer> indices(int length) {
    return IntStream.range(0, length).boxed().toList();
  }

  /** What is not finite has no bar. */
  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).mapToObj(x -> Double.isFinite(x) ? (Double) x : null).toList();
  }

  /** Equal parts of the stretch between the smallest value and the largest. */
  private record Bins(double low, double width) {
    static Bins around(double[]... values) {
      double[] finite =
          Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
      double low = Arrays.stream(finite).min().orElse(0);
      double high = Arrays.stream(finite).max().orElse(0);
      return new Bins(low, high > low ? (high - low) / BINS : 1);
    }

    List<String> labels() {
      int digits = (int) Math.max(0, Math.ceil(1 - Math.log10(width)));
      String format = "%." + digits + "f";
      return IntStream.range(0, BINS)
          .mapToObj(bin -> String.format(Locale.ROOT, format, low + (bin + 0.5) * width))
          .toList();
    }

    List<Integer> count(double[] values) {
      int[] counts = new int[BINS];
      for (double value : values) {
        if (Double.isFinite(value)) {
          counts[Math.min((int) ((value - low) / width), BINS - 1)]++;
        }
      }
      return Arrays.stream(counts).boxed().toList();
    }
  }
}

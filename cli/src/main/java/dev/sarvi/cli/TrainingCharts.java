package dev.sarvi.cli;

import dev.sarvi.train.History;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How loss and metrics went from epoch to epoch: a chart for each, beside its validation. */
final class TrainingCharts {
  private static final String VALIDATION = "val_";
  private static final BasicStroke LINE = new BasicStroke(2.6f);

  private TrainingCharts() {}

  static List<XYChart> of(History history) {
    Map<String, List<Double>> epochs = history.asMap();
    return epochs.keySet().stream()
        .filter(key -> !key.startsWith(VALIDATION))
        .sorted(Comparator.comparing(key -> !key.equals("loss")))
        .map(key -> chart(key, epochs))
        .toList();
  }

  private static XYChart chart(String key, Map<String, List<Double>> epochs) {
    XYChart chart =
        new XYChartBuilder()
            .width(Picture.WIDTH)
            .height(360)
            .title(key)
            .xAxisTitle("epoch")
            .build();
    Picture.style(chart.getStyler());
    add(chart, "training", epochs.get(key), Picture.FIRST);
    if (epochs.containsKey(VALIDATION + key)) {
      add(chart, "validation", epochs.get(VALIDATION + key), Picture.SECOND);
    }
    return chart;
  }

  private static void add(XYChart chart, String name, List<Double> values, Color color) {
    List<Integer> epochs = IntStream.rangeClosed(1, values.size()).boxed().toList();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setLineStyle(LINE).setLineColor(color);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
  }
}

package dev.sarvi.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One point for each row, slowest first: how many times as fast as the best native engine. */
final class SpeedChart {
  private static final int DOTS_PER_INCH = 144;

  private SpeedChart() {}

  static void write(Path file, List<Comparison> comparisons) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(480)
            .title("Speed of each row: the best native engine's time / Sarvi's")
            .xAxisTitle("rows of each group, slowest first")
            .build();
    XYStyler styler = chart.getStyler();
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    styler
        .setYAxisLogarithmic(true)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendPosition(LegendPosition.OutsideE)
        .setMarkerSize(6);
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    for (Comparison row : comparisons) {
      row.speed()
          .ifPresent(
              speed -> speeds.computeIfAbsent(row.group(), g -> new ArrayList<>()).add(speed));
    }
    if (speeds.isEmpty()) {
      return;
    }
    int from = 0;
    for (var group : speeds.entrySet()) {
      List<Double> sorted = group.getValue().stream().sorted().toList();
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < sorted.size(); i++) {
        places.add(from + i);
      }
      from += sorted.size();
      chart.addSeries(group.getKey(), places, sorted);
    }
    XYSeries level = chart.addSeries("level", List.of(0, Math.max(1, from - 1)), List.of(1.0, 1.0));
    level.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    level.setMarker(SeriesMarkers.NONE);
    level.setLineColor(Color.DARK_GRAY);
    BitmapEncoder.saveBitmapWithDPI(
        chart, file.toString().replace(".png", ""), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
  }
}

package dev.sarvi.cli;

import dev.sarvi.keras.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of one style, one below the other in a PNG file. */
final class Picture {
  static final Color FIRST = new Color(0x2563eb);
  static final Color SECOND = new Color(0xea580c);
  static final Color PALE = new Color(0x9ca3af);
  static final int WIDTH = 800;

  private static final Color INK = new Color(0x1f2937);
  private static final Color TICKS = new Color(0x6b7280);
  private static final Color GRID = new Color(0xe5e7eb);

  /** Pixels for each unit of length, so that it is sharp on a dense screen too. */
  private static final int DENSITY = 2;

  private Picture() {}

  /**
   * Draws charts and writes them, replacing in one step a file that was there before.
   *
   * @throws Failure if this Java cannot draw
   */
  static void write(Path file, Supplier<List<? extends IChart>> charts) {
    BufferedImage image;
    try {
      image = draw(charts.get());
    } catch (LinkageError | InternalError | NullPointerException e) {
      // What the JDK throws where the font libraries of the system are missing.
      throw new Failure("This Java cannot draw pictures, its fonts are missing: " + e, e);
    }
    AtomicFile.write(file, out -> ImageIO.write(image, "png", out));
  }

  private static BufferedImage draw(List<? extends IChart> charts) {
    int width = charts.stream().mapToInt(IChart::getWidth).max().orElseThrow();
    int height = charts.stream().mapToInt(IChart::getHeight).sum();
    BufferedImage image =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(DENSITY, DENSITY);
    for (IChart chart : charts) {
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      graphics.translate(0, chart.getHeight());
    }
    graphics.dispose();
    return image;
  }

  /** The common style. */
  static void style(AxesChartStyler styler) {
    styler
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartPadding(16)
        .setChartFontColor(INK)
        .setChartTitleFont(font(Font.BOLD, 17))
        .setChartTitlePadding(10)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(font(Font.PLAIN, 13))
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal);
    styler
        .setPlotMargin(0)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setAxisTicksLineVisible(false)
        .setAxisTicksMarksVisible(false)
        .setAxisTickLabelsColor(TICKS)
        .setAxisTickLabelsFont(font(Font.PLAIN, 12))
        .setAxisTitleFont(font(Font.PLAIN, 13))
        .setXAxisTickMarkSpacingHint(70)
        .setYAxisTickMarkSpacingHint(50)
        .setYAxisTickLabelsFormattingFunction(Picture::plain);
  }

  /** The library would write .05 beside 0.1. */
  private static String plain(double tick) {
    return BigDecimal.valueOf(tick).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  /** Colours for things that are compared: the last one stands out. */
  static Color[] colors(int count) {
    return count == 1 ? new Color[] {FIRST} : new Color[] {PALE, FIRST};
  }

  /** A line without dots. */
  static void line(XYSeries series, Color color, BasicStroke stroke) {
    series.setMarker(SeriesMarkers.NONE).setLineStyle(stroke).setLineColor(color);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}

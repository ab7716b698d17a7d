package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"gelu", "LeakyReLU(negative_slope=0.1)", "ReLU(6, threshold=1)", "PReLU(0.25)"})
  void drawsAnActivation(String activation) throws IOException {
    Path file = folder.resolve("curve.png");
    assertThat(Run.of("plot", activation, "-o", file)).isEqualTo(new Run(0, "", ""));
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * Picture.WIDTH);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
    int value = Picture.FIRST.getRGB();
    int slope = Picture.SECOND.getRGB();
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(pixels).contains(value, slope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Softmax", "softmax", "Foo", "gelu(1)", "ReLU(-1)", "ReLU(slope=1)"})
  void refusesWhatHasNoCurve(String activation) {
    Run run = Run.of("plot", activation, "-o", folder.resolve("curve.png"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wantsAPngInAFolderThatIsThere() {
    assertThat(Run.of("plot", "gelu").err()).contains("-o FILE ending in .png");
    assertThat(Run.of("plot", "gelu", "-o", folder.resolve("curve.jpg")).code()).isEqualTo(2);
    Run noFolder = Run.of("plot", "gelu", "-o", folder.resolve("none/curve.png"));
    assertThat(noFolder.code()).isEqualTo(1);
    assertThat(noFolder.err()).contains("curve.png cannot be written: there is no folder");
  }
}

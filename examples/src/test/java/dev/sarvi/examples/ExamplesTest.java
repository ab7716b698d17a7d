package dev.sarvi.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private interface Example {
    void run(String[] args) throws IOException;
  }

  private static String outputOf(Example example) throws IOException {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.run(new String[0]);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void predicts() throws IOException {
    String output = outputOf(Example1Predict::main);
    assertThat(output)
        .contains("prelu_per_channel (PReLU)")
        .containsPattern("3[0-9][0-9] of 360 digits");
  }

  @Test
  void trains() throws Exception {
    Path saved = Path.of("ring.keras");
    Files.deleteIfExists(saved);
    String output = outputOf(Example2Train::main);
    assertThat(output).containsPattern("accuracy on new points: .*0\\.9[0-9]+\\]");
    assertThat(saved).exists();
  }

  @Test
  void learnsWithItsOwnActivations() throws IOException {
    String output = outputOf(Example4OwnActivation::main);
    assertThat(output)
        .containsPattern("error: \\{loss=[0-9.]+E-[45]|loss=0\\.0")
        .contains("beta·x");
    assertThat(Path.of("own.keras")).exists();
  }

  @Test
  void composes() throws IOException {
    String output = outputOf(Example3Compose::main);
    assertThat(output).contains("[0.0, 0.0, 3.0]").contains("Total params");
  }

  /** Within four pixels of what the package finds that the networks come from. */
  @Test
  void findsTheFace() throws IOException {
    String output = outputOf(Example5Faces::main);
    assertThat(output.lines()).hasSize(1).first().asString().startsWith("a face at x=18");
    assertThat(Path.of("faces.png")).exists();

    List<Face> faces = new FaceDetector().find(new Pixels(ImageIO.read(resource("astronaut.jpg"))));
    String expected = Files.readString(Path.of(resource("expected.json").getPath()));
    JsonObject keypoints =
        JsonParser.parseString(expected)
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("keypoints");
    List<String> names = List.of("left_eye", "right_eye", "nose", "mouth_left", "mouth_right");
    for (int i = 0; i < names.size(); i++) {
      JsonArray point = keypoints.getAsJsonArray(names.get(i));
      double[] found = faces.get(0).points().get(i);
      assertThat(found[0]).as(names.get(i)).isCloseTo(point.get(0).getAsDouble(), within(4.0));
      assertThat(found[1]).as(names.get(i)).isCloseTo(point.get(1).getAsDouble(), within(4.0));
    }
  }

  private static URL resource(String name) {
    return ExamplesTest.class.getResource("/faces/" + name);
  }
}

package dev.sarvi.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Finds faces with MTCNN, three trained networks whose activations are PReLU, and draws them into
 * the photograph.
 */
public final class Example5Faces {
  private static final Color COLOUR = new Color(0xfacc15);

  private Example5Faces() {}

  /**
   * Writes {@code faces.png}.
   *
   * @param args a photograph of one's own, or nothing for that of an astronaut
   */
  public static void main(String[] args) throws IOException {
    BufferedImage photograph =
        args.length == 0
            ? ImageIO.read(Example5Faces.class.getResource("/faces/astronaut.jpg"))
            : ImageIO.read(new File(args[0]));
    List<Face> faces = new FaceDetector().find(new Pixels(photograph));
    for (Face face : faces) {
      System.out.printf(
          Locale.ROOT,
          "a face at x=%.0f y=%.0f, %.0f wide and %.0f high, score %.3f%n",
          face.x1(),
          face.y1(),
          face.width(),
          face.height(),
          face.score());
    }
    draw(faces, photograph);
    ImageIO.write(photograph, "png", new File("faces.png"));
  }

  private static void draw(List<Face> faces, BufferedImage photograph) {
    Graphics2D graphics = photograph.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setStroke(new BasicStroke(3));
    graphics.setColor(COLOUR);
    for (Face face : faces) {
      graphics.draw(new Rectangle2D.Double(face.x1(), face.y1(), face.width(), face.height()));
      for (double[] point : face.points()) {
        graphics.fill(new Ellipse2D.Double(point[0] - 3, point[1] - 3, 6, 6));
      }
    }
    graphics.dispose();
  }
}

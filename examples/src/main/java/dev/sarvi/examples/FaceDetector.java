package dev.sarvi.examples;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.LoadOptions;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * MTCNN: three networks, each of which looks closer at what the one before it proposes. After
 * Zhang, Zhang, Li, Qiao: Joint face detection and alignment using multitask cascaded convolutional
 * networks, 2016.
 */
final class FaceDetector {
  /** The first network sees faces of this size, at every second pixel. */
  private static final int CELL = 12;

  private static final int STRIDE = 2;
  private static final int SMALLEST_FACE = 20;
  private static final double SCALE_STEP = 0.709;

  private final Model proposals = network("p_net");
  private final Model refinement = network("r_net");
  private final Model output = network("o_net");

  private static Model network(String name) {
    try (InputStream file = FaceDetector.class.getResourceAsStream("/faces/" + name + ".keras")) {
      return Keras.load(file.readAllBytes(), LoadOptions.DEFAULT);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }

  /** The faces in a photograph, the surest first. */
  List<Face> find(Pixels photograph) {
    List<Face> faces = new ArrayList<>();
    double smallest = Math.min(photograph.width(), photograph.height());
    double scale = (double) CELL / SMALLEST_FACE;
    for (; smallest * scale >= CELL; scale *= SCALE_STEP) {
      faces.addAll(proposed(photograph.resized(scale), scale));
    }
    faces = Face.best(faces, 0.7);
    faces = Face.best(refined(photograph, faces), 0.7);
    return Face.best(finished(photograph, faces), 0.7);
  }

  /** Where the first network sees a face, in a photograph of any size. */
  private List<Face> proposed(Tensor photograph, double scale) {
    List<Tensor> found = proposals.predict(List.of(photograph), 1);
    Tensor moves = found.get(0);
    Tensor scores = found.get(1);
    List<Face> faces = new ArrayList<>();
    for (int cell = 0; cell < scores.size() / 2; cell++) {
      if (scores.at(2 * cell + 1) > 0.6) {
        double x = (cell % scores.shape().dim(2) * STRIDE + 1) / scale;
        double y = (cell / scores.shape().dim(2) * STRIDE + 1) / scale;
        double side = (CELL - 1) / scale;
        Face face = new Face(x, y, x + side, y + side, 1, List.of());
        faces.add(moved(face, moves, scores, cell));
      }
    }
    return Face.best(faces, 0.5);
  }

  private List<Face> refined(Pixels photograph, List<Face> faces) {
    List<Face> squares = faces.stream().map(Face::square).toList();
    List<Tensor> found = looked(refinement, 24, photograph, squares);
    List<Face> refined = new ArrayList<>();
    for (int i = 0; i < squares.size(); i++) {
      if (found.get(1).get(i, 1) > 0.7) {
        refined.add(moved(squares.get(i), found.get(0), found.get(1), i));
      }
    }
    return refined;
  }

  private List<Face> finished(Pixels photograph, List<Face> faces) {
    List<Face> squares = faces.stream().map(Face::square).toList();
    List<Tensor> found = looked(output, 48, photograph, squares);
    List<Face> finished = new ArrayList<>();
    for (int i = 0; i < squares.size(); i++) {
      if (found.get(2).get(i, 1) > 0.8) {
        List<double[]> points = points(squares.get(i), found.get(1), i);
        finished.add(moved(squares.get(i), found.get(0), found.get(2), i).with(points));
      }
    }
    return finished;
  }

  /** What a network says of these parts of the photograph. */
  private static List<Tensor> looked(Model model, int size, Pixels photograph, List<Face> faces) {
    int length = size * size * 3;
    float[] parts = new float[faces.size() * length];
    for (int i = 0; i < faces.size(); i++) {
      System.arraycopy(photograph.part(faces.get(i), size, size), 0, parts, i * length, length);
    }
    return model.predict(List.of(Tensor.of(Shape.of(faces.size(), size, size, 3), parts)), 64);
  }

  private static Face moved(Face face, Tensor moves, Tensor scores, int row) {
    int at = 4 * row;
    return face.movedBy(
        moves.at(at), moves.at(at + 1), moves.at(at + 2), moves.at(at + 3), scores.at(2 * row + 1));
  }

  /** Eyes, nose and corners of the mouth: five times x, then five times y, in parts of the face. */
  private static List<double[]> points(Face face, Tensor parts, int row) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double x = face.x1() + parts.get(row, i) * face.width();
      double y = face.y1() + parts.get(row, 5 + i) * face.height();
      points.add(new double[] {x, y});
    }
    return points;
  }
}

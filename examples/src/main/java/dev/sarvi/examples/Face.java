package dev.sarvi.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A face, or a place where one may be.
 *
 * @param x1 left edge, in pixels
 * @param y1 upper edge
 * @param x2 right edge
 * @param y2 lower edge
 * @param score how sure it is, 0 to 1
 * @param points eyes, nose and corners of the mouth as x, y, or empty
 */
record Face(double x1, double y1, double x2, double y2, double score, List<double[]> points) {
  double width() {
    return x2 - x1;
  }

  double height() {
    return y2 - y1;
  }

  /** Moved by parts of its size, as the networks say it. */
  Face movedBy(double left, double up, double right, double down, double score) {
    return new Face(
        x1 + left * width(),
        y1 + up * height(),
        x2 + right * width(),
        y2 + down * height(),
        score,
        points);
  }

  Face with(List<double[]> points) {
    return new Face(x1, y1, x2, y2, score, points);
  }

  /** The square around the same centre. */
  Face square() {
    double side = Math.max(width(), height());
    double x = x1 + (width() - side) / 2;
    double y = y1 + (height() - side) / 2;
    return new Face(x, y, x + side, y + side, score, points);
  }

  private double common(Face other) {
    double w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
    double h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
    return Math.max(0, w) * Math.max(0, h);
  }

  private double area() {
    return width() * height();
  }

  /** The best of those that share more than a part of their common area. */
  static List<Face> best(List<Face> faces, double part) {
    List<Face> best = new ArrayList<>();
    for (Face face : faces.stream().sorted(Comparator.comparing(Face::score).reversed()).toList()) {
      boolean isNew = true;
      for (Face better : best) {
        double common = face.common(better);
        isNew &= common <= part * (face.area() + better.area() - common);
      }
      if (isNew) {
        best.add(face);
      }
    }
    return best;
  }
}

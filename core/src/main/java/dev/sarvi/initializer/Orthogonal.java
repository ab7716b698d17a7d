package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * A random matrix with orthogonal columns of length {@code gain}, or orthogonal rows where it has
 * fewer rows than columns; a weight of more axes is one matrix with its last axis as columns. Drawn
 * uniformly: the Q of a normal matrix's QR decomposition, made unique by a positive diagonal of R.
 * See Keras: Orthogonal; Saxe and others 2014, <a
 * href="https://arxiv.org/abs/1312.6120">arXiv:1312.6120</a>.
 *
 * @param gain a factor on all numbers
 * @param seed gives the same numbers at each use; null for other numbers at each use
 */
public record Orthogonal(double gain, Long seed) implements Initializer {
  /** Keras's defaults: 1, no seed. */
  public Orthogonal() {
    this(1, null);
  }

  /**
   * New numbers.
   *
   * @throws IllegalArgumentException if the shape has fewer than two axes
   */
  @Override
  public Tensor create(Shape shape, DType dtype, long fallback) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "The tensor to initialize must be at least two-dimensional. Received: shape="
              + shape
              + " of rank "
              + shape.rank()
              + ".");
    }
    int columns = shape.dim(-1);
    int rows = shape.sizeOf(0, shape.rank() - 1);
    int count = Math.min(rows, columns);
    double[][] vectors = normal(count, Math.max(rows, columns), Fill.random(seed, fallback));
    for (int i = 0; i < count; i++) {
      orthonormalize(vectors, i);
    }
    return Fill.of(
        shape,
        dtype,
        i -> {
          int row = i / columns;
          int column = i % columns;
          return gain * (rows < columns ? vectors[row][column] : vectors[column][row]);
        });
  }

  private static double[][] normal(int count, int length, CounterRandom random) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        vectors[i][k] = random.normal((long) i * length + k);
      }
    }
    return vectors;
  }

  /** Gram and Schmidt; twice, because once is not exact where little of the vector remains. */
  private static void orthonormalize(double[][] vectors, int last) {
    double[] vector = vectors[last];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < last; i++) {
        addMultiple(vector, vectors[i], -dot(vector, vectors[i]));
      }
      double norm = Math.sqrt(dot(vector, vector));
      for (int k = 0; k < vector.length; k++) {
        vector[k] /= norm;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void addMultiple(double[] to, double[] other, double factor) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * other[k];
    }
  }
}

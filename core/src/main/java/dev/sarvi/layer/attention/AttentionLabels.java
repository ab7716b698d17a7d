package dev.sarvi.layer.attention;

import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The labels of axes, with which attention is two contractions.
 *
 * @param query of a projected query, (batch, ..., heads, size)
 * @param key of a projected key or value
 * @param scores of the scores, (batch, ..., heads, queries ..., keys ...)
 * @param axes along how many axes there are positions
 */
record AttentionLabels(String query, String key, String scores, int axes) {
  /**
   * The labels for inputs of a rank.
   *
   * @param rank before the projection
   * @param attentionAxes those of positions; null for all but the first and the last
   */
  static AttentionLabels of(int rank, List<Integer> attentionAxes) {
    List<Integer> axes =
        attentionAxes == null
            ? IntStream.range(1, rank - 1).boxed().toList()
            : attentionAxes.stream().map(axis -> axis < 0 ? rank + axis : axis).toList();
    String query = letters(0, rank + 1);
    StringBuilder key = new StringBuilder(query);
    StringBuilder rest = new StringBuilder();
    StringBuilder ofQueries = new StringBuilder();
    StringBuilder ofKeys = new StringBuilder();
    for (int axis = 0; axis < rank; axis++) {
      if (axes.contains(axis)) {
        key.setCharAt(axis, letters(rank + 1 + ofKeys.length(), 1).charAt(0));
        ofQueries.append(query.charAt(axis));
        ofKeys.append(key.charAt(axis));
      } else {
        rest.append(query.charAt(axis));
      }
    }
    return new AttentionLabels(
        query, key.toString(), rest.append(ofQueries).append(ofKeys).toString(), axes.size());
  }

  /** So many letters of the alphabet, from one on. */
  static String letters(int from, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + from + i));
    }
    return letters.toString();
  }

  /** A mask with axes of size 1 for heads and the like, so that it broadcasts to scores. */
  Tensor fitted(Tensor mask, int rank) {
    Shape shape = mask.shape();
    int at = shape.rank() - 2 * axes;
    Shape open = shape.slice(0, at);
    for (int i = shape.rank(); i < rank; i++) {
      open = open.concat(Shape.of(1));
    }
    return mask.reshape(open.concat(shape.slice(at, shape.rank())));
  }
}

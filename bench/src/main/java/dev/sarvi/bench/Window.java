package dev.sarvi.bench;

import dev.sarvi.tensor.Shape;
import java.util.List;

/**
 * How a kernel or a pool slides over height and width.
 *
 * @param size of the window
 * @param strides how far it moves
 * @param dilation the distances of its taps
 * @param before how many zeros come before the image
 * @param after how many come after it
 * @param same whether those are TensorFlow's for {@code SAME}
 * @param groups into how many groups the channels are cut
 */
record Window(
    List<Integer> size,
    List<Integer> strides,
    List<Integer> dilation,
    List<Integer> before,
    List<Integer> after,
    boolean same,
    int groups) {
  /** The window of these arguments on such an image, whose channels are last. */
  static Window of(
      List<Integer> size,
      List<Integer> strides,
      List<Integer> dilation,
      String padding,
      int groups,
      Shape image) {
    boolean same = padding.equals("same");
    List<Integer> total =
        List.of(
            same ? total(image.dim(1), size.get(0), strides.get(0), dilation.get(0)) : 0,
            same ? total(image.dim(2), size.get(1), strides.get(1), dilation.get(1)) : 0);
    List<Integer> before = total.stream().map(zeros -> zeros / 2).toList();
    List<Integer> after = total.stream().map(zeros -> zeros - zeros / 2).toList();
    return new Window(size, strides, dilation, before, after, same, groups);
  }

  private static int total(int pixels, int size, int stride, int dilation) {
    int outputs = (pixels + stride - 1) / stride;
    return Math.max(0, (outputs - 1) * stride + (size - 1) * dilation + 1 - pixels);
  }

  /** Whether as many zeros come before the image as after it. */
  boolean isSymmetric() {
    return before.equals(after);
  }
}

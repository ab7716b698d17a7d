package dev.sarvi.layer.core;

import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An equation such as {@code "...ab,bc->...ac"}, for inputs of a rank: a label for each axis.
 *
 * @param input of the input
 * @param kernel of the kernel
 * @param output of the output
 * @param open the labels that the dots stand for
 * @param isOpenAtStart whether the dots come first
 */
record EinsumEquation(
    String input, String kernel, String output, String open, boolean isOpenAtStart) {
  private static final Pattern FORM =
      Pattern.compile("(\\.{3})?([a-zA-Z]+)(\\.{3})?,([a-zA-Z]+)->(\\.{3})?([a-zA-Z]+)(\\.{3})?");

  /** Greek letters, which no equation has. */
  private static final char FIRST_OPEN = 'α';

  /** The equation for an input of that rank. */
  static EinsumEquation of(String equation, int rank) {
    Matcher form = matched(equation);
    boolean atStart = form.group(1) != null;
    boolean atEnd = form.group(3) != null;
    int count = rank - form.group(2).length();
    Arguments.require(
        count == 0 || (count > 0 && (atStart || atEnd)),
        "The equation '%s' does not fit an input of %d dimensions".formatted(equation, rank));
    StringBuilder open = new StringBuilder();
    for (int i = 0; i < count; i++) {
      open.append((char) (FIRST_OPEN + i));
    }
    String before = atStart ? open.toString() : "";
    String after = atStart ? "" : open.toString();
    return new EinsumEquation(
        before + form.group(2) + after,
        form.group(4),
        before + form.group(6) + after,
        open.toString(),
        atStart);
  }

  /** The parts of an equation, which has one of three forms. */
  static Matcher matched(String equation) {
    Matcher form = FORM.matcher(equation);
    boolean isOne =
        form.matches()
            && (form.group(1) == null) == (form.group(5) == null)
            && (form.group(3) == null) == (form.group(7) == null)
            && (form.group(1) == null || form.group(3) == null);
    Arguments.require(
        isOne,
        "Invalid einsum equation '%s'. Equations must be in the form [X],[Y]->[Z],"
                .formatted(equation)
            + " ...[X],[Y]->...[Z], or [X]...,[Y]->[Z]....");
    return form;
  }

  /**
   * The shape of the output.
   *
   * @param given that of one sample, without what the dots stand for; null where it is the input's
   */
  Shape outputShape(Shape shape, List<Integer> given) {
    List<Integer> dims = new ArrayList<>(given);
    int fromInput = isOpenAtStart ? open.length() : 1;
    int batch = Math.max(fromInput, 1);
    dims.addAll(0, Collections.nCopies(isOpenAtStart ? batch : 1, null));
    dims.addAll(Collections.nCopies(isOpenAtStart ? 0 : open.length(), null));
    Arguments.require(
        dims.size() == output.length(),
        "`output_shape` does not fit the equation: expected %d dimensions besides the batch and"
                .formatted(output.length() - (dims.size() - given.size()))
            + " what the dots stand for. Received: output_shape="
            + given);
    int[] found = new int[dims.size()];
    for (int axis = 0; axis < found.length; axis++) {
      int there = input.indexOf(output.charAt(axis));
      int size = there < 0 ? Shape.UNKNOWN : shape.dim(there);
      Integer wanted = dims.get(axis);
      Arguments.require(
          wanted == null || size == Shape.UNKNOWN || wanted == size,
          "Input shape and output shape do not match at shared dimension '%s'. Input shape is %d,"
                  .formatted(output.charAt(axis), size)
              + " and output shape is "
              + wanted);
      found[axis] = wanted == null ? size : wanted;
    }
    return Shape.of(found);
  }

  /** The shape of the kernel. */
  Shape kernelShape(Shape inputShape, Shape outputShape) {
    return Shape.of(kernel.chars().mapToObj(l -> size(l, inputShape, outputShape)).toList());
  }

  private int size(int label, Shape inputShape, Shape outputShape) {
    Arguments.require(
        output.indexOf(label) >= 0 || input.indexOf(label) >= 0,
        "Weight dimension '%c' did not have a match in either the input spec '%s' or the output"
                .formatted(label, input)
            + " spec '%s'. For this layer, the weight must be fully specified.".formatted(output));
    return output.indexOf(label) >= 0
        ? outputShape.dim(output.indexOf(label))
        : inputShape.dim(input.indexOf(label));
  }

  /** Which axes of the kernel are the input's alone, or the output's. */
  List<Integer> kernelAxes(boolean ofOutput) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < kernel.length(); axis++) {
      if ((output.indexOf(kernel.charAt(axis)) >= 0) == ofOutput) {
        axes.add(axis);
      }
    }
    return axes;
  }

  /** The shape of a bias along these axes of the output, from the first of them on. */
  Shape biasShape(String axes, Shape outputShape) {
    int first = output.length();
    for (int i = 0; i < axes.length(); i++) {
      char axis = axes.charAt(i);
      int at = output.indexOf(axis);
      Arguments.require(
          at >= 0,
          "Bias dimension '%s' was requested, but is not part of the output spec '%s'"
              .formatted(axis, output));
      first = Math.min(first, at);
    }
    List<Integer> dims = new ArrayList<>();
    for (int axis = first; axis < output.length(); axis++) {
      dims.add(axes.indexOf(output.charAt(axis)) >= 0 ? outputShape.dim(axis) : 1);
    }
    return Shape.of(dims);
  }
}

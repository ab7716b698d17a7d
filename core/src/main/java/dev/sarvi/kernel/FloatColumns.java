package dev.sarvi.kernel;

import static dev.sarvi.formula.Formula.input;

import dev.sarvi.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Functions of rows whose elements lie apart, or that are too short for vectors: many of them side
 * by side are the columns of a block, and loops go along its lines. Each sum is taken in order.
 *
 * @param length of a row, at least 1
 * @param step from one element of a row to the next
 */
record FloatColumns(int length, int step) {
  private static final Formula Y = input("y");
  private static final Formula G = input("g");

  /** A number that goes with a column. */
  private static final Formula NUMBER = input("number");

  private static final FloatLoops EXP =
      new FloatLoops(
          FloatRows.expOfNegative(Term.call("subtract", new Term.Slot("x"), new Term.Slot("max"))),
          List.of("x", "max"),
          List.of());
  private static final FloatLoops EXP_OF_LOGARITHM =
      new FloatLoops(FloatRows.expOfNegative(new Term.Slot("y")), List.of("y"), List.of());
  private static final FloatLoops SHIFTED =
      loops(input("x").minus(input("max")).minus(NUMBER), "x", "max", "number");
  private static final FloatLoops SOFTMAX_BACK =
      loops(Y.times(G.minus(NUMBER)), "y", "g", "number");
  private static final FloatLoops LOG_SOFTMAX_BACK =
      loops(G.minus(Y.times(NUMBER)), "y", "g", "number");

  /** Columns of a block that is a copy, or a divisor of how many; a multiple of all vectors. */
  private static final int WIDTH = 128;

  /** About so many elements a block has, to stay in the second cache, and a task. */
  private static final int CHUNK = 1 << 16;

  private static FloatLoops loops(Formula formula, String... arrays) {
    return new FloatLoops(formula, List.of(arrays), List.of());
  }

  /** Softmax or its logarithm. */
  void map(RowOperation operation, float[] x, float[] y) {
    FloatRowKernel kernel = FloatRows.kernel(x.length);
    FloatLoop exp = EXP.loop(x.length);
    FloatLoop shifted = SHIFTED.loop(x.length);
    boolean logarithm = operation == RowOperation.LOG_SOFTMAX;
    forEachBlock(
        x,
        null,
        y,
        block -> {
          kernel.maxOfColumns(block.x, block.place, block.max);
          block.runLines(exp, block.x, block.max, block.sums);
          kernel.sumOfColumns(block.y, block.place, block.sums);
          if (logarithm) {
            for (int i = 0; i < block.place.columns(); i++) {
              block.sums[i] = FloatFunctions.log(block.sums[i]);
            }
            block.runLines(shifted, block.x, block.max, block.sums);
          } else {
            for (int i = 0; i < block.place.columns(); i++) {
              block.sums[i] = 1 / block.sums[i];
            }
            kernel.scaleColumns(block.y, block.place, block.sums);
          }
        });
  }

  /** The gradient of either, from its values. */
  void gradient(RowOperation operation, float[] y, float[] g, float[] back) {
    FloatRowKernel kernel = FloatRows.kernel(y.length);
    boolean logarithm = operation == RowOperation.LOG_SOFTMAX;
    FloatLoop exp = EXP_OF_LOGARITHM.loop(y.length);
    FloatLoop last = (logarithm ? LOG_SOFTMAX_BACK : SOFTMAX_BACK).loop(y.length);
    forEachBlock(
        y,
        g,
        back,
        block -> {
          if (logarithm) {
            kernel.sumOfColumns(block.g, block.place, block.sums);
            block.runLines(exp, block.x, block.g, block.sums);
            block.runLines(last, block.y, block.g, block.sums);
          } else {
            kernel.dotOfColumns(block.x, block.g, block.place, block.sums);
            block.runLines(last, block.x, block.g, block.sums);
          }
        });
  }

  private void forEachBlock(float[] x, float[] g, float[] y, Consumer<Block> operation) {
    int columns = x.length / length;
    boolean lieApart = step < WIDTH;
    int together = lieApart ? columns : step;
    int most = lieApart ? WIDTH : Math.max(WIDTH, CHUNK / length);
    int inTogether = (together - 1) / most + 1;
    int width = inTogether == 1 ? together : ((together - 1) / inTogether / WIDTH + 1) * WIDTH;
    int blocks = columns / together * inTogether;
    int inTask = Math.max(1, CHUNK / length / width);
    Parallel.runParts(
        blocks,
        inTask,
        (from, to) -> {
          Block block = lieApart ? new Copy(width, g != null) : new Block(width);
          for (int i = from; i < to; i++) {
            int inFront = i % inTogether * width;
            int count = Math.min(width, together - inFront);
            block.run(x, g, y, i / inTogether * together + inFront, count, operation);
          }
        });
  }

  /** Where a column begins. */
  private int columnAt(int column) {
    return column / step * step * length + column % step;
  }

  /** Columns that lie side by side, in the same place of all arrays. */
  private class Block {
    final float[] max;
    final float[] sums;
    float[] x;
    float[] g;
    float[] y;
    ColumnBlock place;
    private final float[][] inputs = new float[LoopCompiler.ARRAYS][];
    private final int[] inputsAt = new int[LoopCompiler.ARRAYS];
    private final float[] numbers = new float[LoopCompiler.NUMBERS];

    Block(int width) {
      max = new float[width];
      sums = new float[width];
      Arrays.fill(inputs, sums);
    }

    /** Does an operation to some columns, from one on. */
    void run(
        float[] ofX, float[] ofG, float[] ofY, int from, int count, Consumer<Block> operation) {
      x = ofX;
      g = ofG;
      y = ofY;
      place = new ColumnBlock(columnAt(from), step, length, count);
      operation.accept(this);
    }

    /**
     * Runs a loop over each line, into y.
     *
     * @param second its second array: a block as the first, or what belongs to columns
     * @param third which belongs to columns
     */
    void runLines(FloatLoop loop, float[] first, float[] second, float[] third) {
      inputs[0] = first;
      inputs[1] = second;
      inputs[2] = third;
      for (int line = 0; line < place.lines(); line++) {
        int at = place.line(line);
        inputsAt[0] = at;
        inputsAt[1] = second == max ? 0 : at;
        loop.run(inputs, inputsAt, numbers, y, at, 0, place.columns());
      }
    }
  }

  /** Columns brought together. */
  private final class Copy extends Block {
    private final float[] ownX;
    private final float[] ownG;
    private final float[] ownY;
    private final int[] columnAt;

    Copy(int width, boolean hasG) {
      super(width);
      ownX = new float[length * width];
      ownG = hasG ? new float[length * width] : null;
      ownY = new float[length * width];
      columnAt = new int[width];
    }

    @Override
    void run(
        float[] ofX, float[] ofG, float[] ofY, int from, int count, Consumer<Block> operation) {
      for (int i = 0; i < count; i++) {
        columnAt[i] = columnAt(from + i);
      }
      place = new ColumnBlock(0, columnAt.length, length, count);
      gather(ofX, ownX);
      if (ofG != null) {
        gather(ofG, ownG);
      }
      x = ownX;
      g = ownG;
      y = ownY;
      operation.accept(this);
      for (int line = 0; line < length; line++) {
        int at = place.line(line);
        for (int i = 0; i < count; i++) {
          ofY[columnAt[i] + line * step] = ownY[at + i];
        }
      }
    }

    private void gather(float[] from, float[] to) {
      for (int line = 0; line < length; line++) {
        int at = place.line(line);
        for (int i = 0; i < place.columns(); i++) {
          to[at + i] = from[columnAt[i] + line * step];
        }
      }
    }
  }
}

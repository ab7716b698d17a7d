package dev.sarvi.bench;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Optional;

/**
 * The limit: nothing but the memory traffic of an elementwise function. Forward reads one array and
 * writes another; the way back reads two and writes a third.
 */
abstract class StreamPeer implements Peer {
  @Override
  public final Optional<Call> prepare(Problem problem, int threads) {
    boolean known =
        problem.work().group().startsWith(ActivationRows.GROUP)
            && problem.inputs().size() == 1
            && (problem.work().task() == Task.FORWARD || knowsTheWayBack());
    return known ? Optional.of(new Streams(problem, new Halves(threads))) : Optional.empty();
  }

  /** Whether it has a loop of two inputs. */
  abstract boolean knowsTheWayBack();

  /** Copies a part of an array. */
  abstract void copy(Object from, Object to, int start, int end);

  /** Writes sums of two arrays. */
  abstract void sum(Object a, Object b, Object to, int start, int end);

  private final class Streams implements Call {
    private final Problem problem;
    private final Halves halves;
    private final Object x;
    private final Object g;
    private final Object y;
    private final Object dx;

    Streams(Problem problem, Halves halves) {
      this.problem = problem;
      this.halves = halves;
      this.x = problem.inputs().get(0).array();
      this.g = problem.outputGradients().get(0).array();
      DType dtype = problem.inputs().get(0).dtype();
      this.y = dtype.allocate(Array.getLength(x));
      this.dx = dtype.allocate(Array.getLength(x));
    }

    @Override
    public Object run() throws InterruptedException {
      int length = Array.getLength(x);
      halves.run(length, (from, to) -> copy(x, y, from, to));
      if (problem.work().task() == Task.GRADIENTS) {
        halves.run(length, (from, to) -> sum(x, g, dx, from, to));
      }
      return dx;
    }

    /** There is nothing to compare: it computes nothing. */
    @Override
    public List<Tensor> results() throws InterruptedException {
      run();
      return List.of();
    }

    @Override
    public void close() {
      halves.close();
    }
  }
}

package dev.sarvi.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Measures the rows of a group in one process. The engines take turns: each iteration of JMH is one
 * engine's turn, so whatever else happens on the machine meets all of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Rounds {
  /** How many rounds of a row come before those that count, all engines being warm already. */
  static final int WARM_UP = 1;

  /** How many rounds of a row count. */
  static final int MEASURED = 6;

  /** How many threads an engine may use. */
  @Param("1")
  public int threads;

  /** How many milliseconds, at most, the threads of the engine before may take to come to rest. */
  @Param("0")
  public int rest;

  private final Map<String, Call> calls = new LinkedHashMap<>();
  private Iterator<Turn> turns;
  private Work prepared;
  private Call call;

  /**
   * What one iteration measures.
   *
   * @param pairs the row
   * @param peer whose turn it is
   * @param round which round of the row
   */
  record Turn(Pairs pairs, String peer, int round) {
    boolean counts() {
      return round >= WARM_UP;
    }

    /** All turns of a group, in order. */
    static List<Turn> of(List<Pairs> group) {
      List<Turn> turns = new ArrayList<>();
      for (Pairs pairs : group) {
        for (int round = 0; round < WARM_UP + MEASURED; round++) {
          for (String peer : pairs.peers()) {
            turns.add(new Turn(pairs, peer, round));
          }
        }
      }
      return turns;
    }
  }

  /** Reads what is to be measured. */
  @Setup(Level.Trial)
  public void read() throws Exception {
    Path file = Path.of(System.getProperty(Pairs.PROPERTY));
    turns = Turn.of(Pairs.read(file)).iterator();
  }

  /** Makes the next turn's call ready, and with a new row all of its engines. */
  @Setup(Level.Iteration)
  public void next() throws Exception {
    Turn turn = turns.next();
    if (turn.pairs().work() != prepared) {
      close();
      prepared = turn.pairs().work();
      prepare(turn.pairs());
    }
    call = calls.get(turn.peer());
    Rest.takeAtMost(rest);
  }

  private void prepare(Pairs pairs) throws Exception {
    Problem problem = Problem.of(pairs.work());
    for (String name : pairs.peers()) {
      boolean alone = pairs.work().task() == Task.TRAINING_STEP;
      Problem own = alone ? Problem.of(pairs.work()) : problem;
      Peer peer = Peer.named(name);
      Call ready = peer.prepare(own, threads).orElseThrow();
      Call timed = pairs.work().callers() == 0 ? ready : new Callers(ready, pairs.work());
      calls.put(name, timed);
      WarmUp.run(peer, own, timed);
    }
    System.gc(); // or the first turns would pay for what this left behind
  }

  /** Frees what the last row needed. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    for (Call ready : calls.values()) {
      ready.close();
    }
    calls.clear();
  }

  /** What is timed. */
  @Benchmark
  public Object call() throws Exception {
    return call.run();
  }
}

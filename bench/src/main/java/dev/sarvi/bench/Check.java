package dev.sarvi.bench;

import dev.sarvi.Sarvi;
import dev.sarvi.tensor.Tensor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs every engine once on every row and compares: {@code Check PAIRS PATTERN SIZE PEER...}, where
 * SIZE is {@code full} or {@code small}. Ends with 1 if an engine failed or differs.
 */
public final class Check {
  private static final PrintStream OUT = System.out;

  private final List<String> peers;
  private int compared;
  private int failed;

  private Check(List<String> peers) {
    this.peers = peers;
  }

  /** Starts it. */
  public static void main(String[] arguments) throws Exception {
    Pattern pattern = Pattern.compile(arguments[1]);
    boolean small = arguments[2].equals("small");
    Check check = new Check(List.of(arguments).subList(3, arguments.length));
    OUT.println("Checking on " + Sarvi.backend());
    List<Pairs> pairs = new ArrayList<>();
    for (Work work : Rows.all()) {
      if (pattern.matcher(work.group() + ": " + work.name()).find()) {
        pairs.add(check.agreeing(work, small));
      }
    }
    Pairs.write(Path.of(arguments[0]), pairs);
    OUT.println(check.compared + " passed, " + check.failed + " failed");
    System.exit(check.failed == 0 ? 0 : 1);
  }

  private Pairs agreeing(Work work, boolean small) throws Exception {
    Problem problem = Problem.of(small ? work.small() : work);
    List<Tensor> expected;
    try (Call sarvi = new SarviPeer().prepare(problem, 1).orElseThrow()) {
      expected = sarvi.results();
    }
    List<String> agreeing = new ArrayList<>();
    for (String peer : peers) {
      // A training has changed the weights.
      Problem fresh = work.task() == Task.TRAINING_STEP ? Problem.of(problem.work()) : problem;
      if (agrees(peer, fresh, expected)) {
        agreeing.add(peer);
      }
    }
    OUT.println(work.name() + ": " + String.join(", ", agreeing));
    return new Pairs(work, agreeing);
  }

  private boolean agrees(String peer, Problem problem, List<Tensor> expected) {
    String name = problem.work().name() + ": " + peer;
    try {
      Optional<Call> call = Peer.named(peer).prepare(problem, Sarvi.backend().threads());
      if (call.isEmpty()) {
        return false;
      }
      try (Call ready = call.get()) {
        double difference = Agreement.difference(expected, ready.results());
        if (difference <= Agreement.TOLERANCE) {
          compared++;
          return true;
        }
        OUT.printf("%s differs from Sarvi by %.1e%n", name, difference);
      }
    } catch (Engine.Missing e) {
      OUT.println(name + ": " + e.getMessage());
      return false;
    } catch (Exception | LinkageError e) { // natives that cannot be loaded are one reason
      OUT.println(name + " failed: " + e);
    }
    failed++;
    return false;
  }
}

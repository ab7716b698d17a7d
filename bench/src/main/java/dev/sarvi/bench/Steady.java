package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures running engines, warm, with JMH.
 *
 * @param file in which the measuring process finds what to do
 * @param forks how many processes measure each group
 * @param seconds for how long each engine is measured in each of them, on each row
 * @param rest how many milliseconds engines' threads may take, with more than one, to come to rest
 *     before the next turn
 */
record Steady(Path file, int forks, double seconds, int rest) {
  /** These rows, in a process of their own. */
  List<Measurement> measure(List<Pairs> pairs, int threads, Jvm jvm)
      throws IOException, RunnerException {
    Pairs.write(file, pairs);
    List<Rounds.Turn> turns = Rounds.Turn.of(pairs);
    Map<Pairs, Map<String, List<Double>>> samples = new LinkedHashMap<>();
    for (RunResult run : new Runner(options(turns.size(), threads, jvm)).run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        int i = 0;
        for (IterationResult iteration : fork.getIterationResults()) {
          Rounds.Turn turn = turns.get(i++);
          if (turn.counts()) {
            samples
                .computeIfAbsent(turn.pairs(), key -> new LinkedHashMap<>())
                .computeIfAbsent(turn.peer(), key -> new ArrayList<>())
                .add(iteration.getPrimaryResult().getScore());
          }
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    samples.forEach(
        (row, byPeer) ->
            byPeer.forEach(
                (peer, times) ->
                    measurements.add(Measurement.of(row, threads, jvm.column(peer), times))));
    return measurements;
  }

  private Options options(int turns, int threads, Jvm jvm) {
    List<String> arguments = new ArrayList<>(jvm.arguments());
    arguments.add("-Dsarvi.threads=" + threads);
    arguments.add("-D" + Pairs.PROPERTY + "=" + file);
    return new OptionsBuilder()
        .include(Rounds.class.getName() + ".call")
        .param("threads", Integer.toString(threads))
        .param("rest", Integer.toString(threads > 1 ? rest : 0))
        .forks(forks)
        .warmupIterations(0)
        .measurementIterations(turns)
        .measurementTime(TimeValue.milliseconds(Math.round(1000 * seconds / Rounds.MEASURED)))
        .jvm(jvm.java().toString())
        .jvmArgs(arguments.toArray(String[]::new))
        .timeout(TimeValue.minutes(5))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}

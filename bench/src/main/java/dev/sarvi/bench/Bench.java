package dev.sarvi.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Sarvi beside native engines; to be started by {@code bench/run.sh}. */
@Command(
    name = "bench/run.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares Sarvi's results with those of native engines, then its speed.",
      "A run of all rows writes bench/RESULTS.md, bench/results.csv, bench/results.png and the"
          + " table of README.md; a run of some writes the same files into bench/target."
    })
public final class Bench implements Callable<Integer> {
  private static final PrintStream OUT = System.out;
  private static final Path FOLDER = Path.of("bench");
  private static final Path WORK = FOLDER.resolve("target").toAbsolutePath();

  /** How many processes are enough for a peak of memory, which varies little. */
  private static final int PEAKS = 3;

  private final long begin = System.nanoTime();

  @Spec private CommandSpec command;

  @Option(
      names = "--smoke",
      description = "Compare all pairs on few samples, and measure nothing but that it can be.")
  private boolean smoke;

  @Option(
      names = "--tables",
      description = "Measure nothing: make the tables of the last run of all rows again.")
  private boolean tables;

  @Option(
      names = "--rows",
      paramLabel = "PATTERN",
      description = "Only rows whose \"group: name\" contains a match of this regular expression.")
  private String rows = "";

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description = "Only these engines: ${DEFAULT-VALUE}.")
  private List<String> peers =
      Stream.of(List.of(SarviPeer.NAME), Peer.RIVALS, List.of(LoopPeer.NAME, ArrayCopyPeer.NAME))
          .flatMap(List::stream)
          .toList();

  @Option(
      names = "--forks",
      description = "How many processes measure each group of rows: ${DEFAULT-VALUE}.")
  private int forks = 2;

  @Option(
      names = "--seconds",
      description =
          "How long each of them measures each engine on each row, once it gets no faster:"
              + " ${DEFAULT-VALUE}.")
  private double seconds = 0.4;

  @Option(
      names = "--threads",
      split = ",",
      description = "How many threads engines may use: ${DEFAULT-VALUE}.")
  private List<Integer> threads = List.of(1, 2);

  @Option(
      names = "--rest",
      paramLabel = "MILLISECONDS",
      description =
          "How long, at most, engines' threads may come to rest before the next engine's turn:"
              + " ${DEFAULT-VALUE}.")
  private int rest = 500;

  @Option(
      names = "--starts",
      description = "How often each process of the start-up rows is started: ${DEFAULT-VALUE}.")
  private int starts = 10;

  @Option(
      names = "--jvm",
      paramLabel = "ARGUMENT",
      description = "One more argument for the measuring JVMs, such as -Dsarvi.vector=never.")
  private List<String> arguments = List.of();

  @Option(
      names = "--one-jvm",
      description =
          "Else activations are also measured on the newest JDK beside this one, and without SIMD.")
  private boolean oneJvm;

  /** Starts it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    if (tables) {
      publish(Report.read(FOLDER));
      return 0;
    }
    Path pairs = WORK.resolve("pairs");
    List<String> more = Stream.of(natives(), arguments).flatMap(List::stream).toList();
    int failed = check(pairs, more);
    if (smoke) {
      return failed;
    }
    boolean complete = rows.isEmpty() && arguments.isEmpty() && !oneJvm;
    Jvm own = Jvm.own(more, peers);
    List<Measurement> all = new ArrayList<>();
    if (asksFor(StartUp.GROUP)) {
      say("start-up, %d processes each", starts);
      all.addAll(new StartUp(WORK, starts).measure(peers, natives()));
    }
    if (asksFor(Memory.GROUP)) {
      say("memory, %d processes each", Math.min(starts, PEAKS));
      all.addAll(new Memory(WORK, Math.min(starts, PEAKS)).measure(peers, natives()));
    }
    Steady steady = new Steady(WORK.resolve("turns"), forks, seconds, rest);
    List<Step> steps = steps(Pairs.read(pairs), own);
    int total = steps.stream().mapToInt(Step::size).sum();
    int done = 0;
    for (Step step : steps) {
      say("%d %%: %s", 100 * done / total, step);
      all.addAll(steady.measure(step.pairs, step.threads, step.jvm));
      new Report(all, description(own)).write(WORK); // so that nothing is lost
      done += step.size();
    }
    Report report = new Report(all, description(own));
    if (complete) {
      publish(report);
    } else {
      report.write(WORK);
    }
    say("done: %s", complete ? FOLDER.resolve("RESULTS.md") : WORK.resolve("RESULTS.md"));
    return failed;
  }

  private static void publish(Report report) throws IOException {
    report.write(FOLDER);
    report.writeInto(Path.of("README.md"));
  }

  private boolean asksFor(String group) {
    return Pattern.compile(rows).matcher(group + ": ").find();
  }

  /** What one process measures. */
  private record Step(String group, List<Pairs> pairs, int threads, Jvm jvm) {
    /** How many engines on how many rows. */
    int size() {
      return pairs.stream().mapToInt(row -> row.peers().size()).sum();
    }

    @Override
    public String toString() {
      return jvm.column(group) + ", " + threads + " thread(s), " + pairs.size() + " rows";
    }
  }

  private List<Step> steps(List<Pairs> pairs, Jvm own) throws IOException {
    Map<String, List<Pairs>> groups = new LinkedHashMap<>();
    for (Pairs row : pairs) {
      groups.computeIfAbsent(row.work().group(), group -> new ArrayList<>()).add(row);
    }
    List<Step> steps = new ArrayList<>();
    for (var group : groups.entrySet()) {
      for (int count : threads) {
        steps.add(new Step(group.getKey(), group.getValue(), count, own));
      }
      if (group.getKey().startsWith(ActivationRows.GROUP) && !oneJvm) {
        for (Jvm other : Jvm.others()) {
          List<Pairs> some = group.getValue().stream().map(row -> row.of(other.peers())).toList();
          steps.add(new Step(group.getKey(), some, threads.get(0), other));
        }
      }
    }
    return steps;
  }

  private void say(String format, Object... arguments) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    OUT.printf("%3d:%02d  ", since.toMinutes(), since.toSecondsPart());
    OUT.printf(format + "%n", arguments);
  }

  /**
   * Where the engines unpack their native code, that they load no more, and that TensorFlow's
   * memory is not limited by the heap.
   */
  private static List<String> natives() {
    return List.of(
        "-Dorg.bytedeco.javacpp.cachedir=" + WORK.resolve("natives"),
        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
        "-Dai.djl.offline=true");
  }

  /** In a process of its own, so that this one stays small. */
  private int check(Path pairs, List<String> jvm) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(Jvm.VECTORS);
    command.addAll(jvm);
    command.addAll(
        List.of(Check.class.getName(), pairs.toString(), rows, smoke ? "small" : "full"));
    command.addAll(peers);
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(20, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IOException("The comparison of results did not end within 20 minutes");
    }
    if (process.exitValue() > 1) {
      throw new IOException("The comparison of results ended with " + process.exitValue());
    }
    return process.exitValue();
  }

  private String description(Jvm own) throws IOException {
    List<String> shown =
        own.arguments().stream().filter(argument -> !natives().contains(argument)).toList();
    List<String> given = command.commandLine().getParseResult().originalArgs();
    return String.join(
        "\n",
        "- command: `" + String.join(" ", command.name(), String.join(" ", given)) + "`",
        "- machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
        "- Java: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
        "- newest JDK: " + Jvm.others().stream().mapToInt(Jvm::version).max().orElse(0),
        "- arguments of the JVM: `" + String.join(" ", shown) + "`",
        "- date: " + java.time.LocalDate.now(java.time.ZoneOffset.UTC));
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    }
  }
}

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
import picocli.CommandLine.Option;

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

  /**
   * Arguments of all processes that measure what is warm. The collector is that of the launcher:
   * results are large arrays, which G1 would move to regions of their own.
   */
  private static final List<String> JVM =
      List.of("--add-modules=jdk.incubator.vector", "-XX:+UseParallelGC", "-Xmx8g");

  @Option(
      names = "--smoke",
      description = "Compare all pairs on few samples, and measure nothing but that it can be.")
  private boolean smoke;

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
  private List<String> peers = Peer.all().stream().map(Peer::name).toList();

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
      names = "--starts",
      description = "How often each process of the start-up rows is started: ${DEFAULT-VALUE}.")
  private int starts = 10;

  @Option(
      names = "--jvm",
      paramLabel = "ARGUMENT",
      description = "One more argument for the measuring JVMs, such as -Dsarvi.vector=never.")
  private List<String> arguments = List.of();

  /** Starts it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    long begin = System.nanoTime();
    Path pairs = WORK.resolve("pairs");
    List<String> jvm = Stream.of(JVM, natives(), arguments).flatMap(List::stream).toList();
    int failed = check(pairs, jvm);
    if (smoke) {
      return failed;
    }
    Map<String, List<Pairs>> groups = new LinkedHashMap<>();
    for (Pairs row : Pairs.read(pairs)) {
      groups.computeIfAbsent(row.work().group(), group -> new ArrayList<>()).add(row);
    }
    boolean complete = rows.isEmpty() && arguments.isEmpty();
    List<Measurement> all = new ArrayList<>();
    if (Pattern.compile(rows).matcher(StartUp.GROUP).find()) {
      say(begin, "start-up, %d processes each", starts);
      all.addAll(new StartUp(WORK, starts).measure(peers, natives()));
    }
    Steady steady = new Steady(pairs, forks, seconds, jvm);
    for (var group : groups.entrySet()) {
      for (int count : threads) {
        say(begin, "%s, %d thread(s), %d rows", group.getKey(), count, group.getValue().size());
        all.addAll(steady.measure(group.getKey(), group.getValue(), count));
        new Report(all, description(jvm)).write(WORK); // so that nothing is lost
      }
    }
    Report report = new Report(all, description(jvm));
    report.write(complete ? FOLDER : WORK);
    if (complete) {
      report.writeInto(Path.of("README.md"));
    }
    say(begin, "done: %s", complete ? FOLDER.resolve("RESULTS.md") : WORK.resolve("RESULTS.md"));
    return failed;
  }

  private static void say(long begin, String format, Object... arguments) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    OUT.printf("%3d:%02d  ", since.toMinutes(), since.toSecondsPart());
    OUT.printf(format + "%n", arguments);
  }

  /** Where the engines unpack their native code, and that they load no more. */
  private static List<String> natives() {
    return List.of(
        "-Dorg.bytedeco.javacpp.cachedir=" + WORK.resolve("natives"), "-Dai.djl.offline=true");
  }

  /** In a process of its own, so that this one stays small. */
  private int check(Path pairs, List<String> jvm) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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

  private String description(List<String> jvm) throws IOException {
    String shown =
        String.join(" ", jvm.stream().filter(argument -> !natives().contains(argument)).toList());
    return String.join(
        "\n",
        "- command: `bench/run.sh --forks " + forks + " --seconds " + seconds + "`",
        "- machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
        "- Java: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
        "- arguments of the JVM: `" + shown + "`",
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

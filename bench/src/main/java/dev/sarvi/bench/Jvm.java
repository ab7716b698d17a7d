package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JVM in which rows are measured.
 *
 * @param name what the table adds to the names of engines; empty where all of them are measured
 * @param home of its JDK
 * @param arguments of it
 * @param peers the engines that it measures
 */
record Jvm(String name, Path home, List<String> arguments, List<String> peers) {
  /** The one without the incubator module. */
  static final String PLAIN = "plain";

  /** The one that may be newer than that which measures the other engines. */
  static final String NEWEST = "newest JDK";

  static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /**
   * The collector is that of the launcher: results are large arrays, which G1 would move to regions
   * of their own. The heap is touched beforehand, as a service has touched its own after a while:
   * the kernel takes longer to give a page than to fill it.
   */
  private static final List<String> HEAP =
      List.of("-XX:+UseParallelGC", "-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch");

  private static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /** The one of this process. */
  static Jvm own(List<String> more, List<String> peers) {
    return new Jvm("", HOME, concat(concat(List.of(VECTORS), HEAP), more), peers);
  }

  /** Those in which Sarvi is measured too: without SIMD, and on the newest JDK beside this one. */
  static List<Jvm> others() throws IOException {
    List<String> withLimit = List.of(SarviPeer.NAME, LoopPeer.NAME);
    List<Jvm> jvms = new ArrayList<>();
    jvms.add(new Jvm(PLAIN, HOME, HEAP, List.of(SarviPeer.NAME)));
    newest()
        .map(home -> new Jvm(NEWEST, home, concat(List.of(VECTORS), HEAP), withLimit))
        .ifPresent(jvms::add);
    return jvms;
  }

  private static Optional<Path> newest() throws IOException {
    try (Stream<Path> homes = Files.list(HOME.toRealPath().getParent())) {
      return homes
          .filter(home -> version(home) > Runtime.version().feature())
          .max(Comparator.comparingInt(Jvm::version));
    }
  }

  /** Its feature version. */
  int version() {
    return version(home);
  }

  /** The feature version of a folder's JDK; 0 if it has none. */
  private static int version(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .flatMap(line -> VERSION.matcher(line).results())
          .map((MatchResult version) -> Integer.parseInt(version.group(1)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<String> concat(List<String> some, List<String> others) {
    return Stream.of(some, others).flatMap(List::stream).toList();
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  /** The column of an engine. */
  String column(String peer) {
    return name.isEmpty() ? peer : peer + ", " + name;
  }
}

package dev.sarvi.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A way to start the process of {@link FirstPrediction}.
 *
 * @param name what the table calls it
 * @param engine that predicts
 * @param jvm arguments of the JVM
 */
record Launch(String name, String engine, List<String> jvm) {
  /** Patterns of the jars that engines need: more of them take longer to open. */
  private static final Map<String, Pattern> JARS =
      Map.of(
          SarviPeer.NAME,
          Pattern.compile("sarvi|gson"),
          "TensorFlow",
          Pattern.compile("sarvi|tensorflow|ndarray|javacpp|protobuf-java"),
          "PyTorch",
          Pattern.compile("."),
          "ONNX Runtime",
          Pattern.compile("sarvi|onnxruntime"));

  /**
   * What became of a process.
   *
   * @param nanoseconds from its start to its first prediction
   * @param peak the most memory it has had, in bytes; 0 if that is not known
   */
  record Outcome(double nanoseconds, double peak) {}

  /** The engines among these that can be launched, and Sarvi in the ways of its own. */
  static List<Launch> of(List<String> peers, List<Launch> ofSarvi, List<String> jvm) {
    List<Launch> launches = new ArrayList<>(ofSarvi);
    for (String peer : peers) {
      if (Peer.RIVALS.contains(peer) && JARS.containsKey(peer)) {
        launches.add(new Launch(peer, peer, jvm));
      }
    }
    return launches;
  }

  Launch with(List<String> more) {
    List<String> arguments = new ArrayList<>(jvm);
    arguments.addAll(more);
    return new Launch(name, engine, arguments);
  }

  /**
   * Starts it and waits for its end.
   *
   * @param file the network, without its ending
   * @param milliseconds for how long it is to predict
   */
  Outcome start(Path file, int batch, int milliseconds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add(FirstPrediction.class.getName());
    command.addAll(
        List.of(engine, file.toString(), Integer.toString(batch), Integer.toString(milliseconds)));
    File log = file.resolveSibling("start.log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
    builder.environment().put("CLASSPATH", classPath());
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String excluded = reader.readLine();
      double time = System.nanoTime() - start;
      String peak = reader.readLine();
      int status = process.waitFor();
      if (peak == null || status != 0) {
        throw new IOException(name + " ended with " + status + ": see " + log);
      }
      return new Outcome(time - Long.parseLong(excluded), Long.parseLong(peak));
    }
  }

  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> JARS.get(engine).matcher(Path.of(jar).getFileName().toString()).find())
        .collect(Collectors.joining(File.pathSeparator));
  }
}

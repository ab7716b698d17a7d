package dev.sarvi.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures whole processes: from the start of the JVM to the first prediction.
 *
 * @param folder where files may be written
 * @param runs how often each is started; they take turns
 */
record StartUp(Path folder, int runs) {
  static final String GROUP = "start";

  private static final String ROW = "JVM start to the first prediction of digits";
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /**
   * A way to start.
   *
   * @param name what the table calls it
   * @param engine the argument of {@link FirstPrediction}
   * @param jars a pattern of what it needs on the class path
   * @param jvm arguments
   */
  private record Variant(String name, String engine, String jars, List<String> jvm) {}

  private List<Variant> variants(List<String> peers, List<String> jvm) {
    String archive = "-XX:SharedArchiveFile=" + folder.resolve("first.jsa");
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("Sarvi", "Sarvi", "sarvi|gson", List.of(VECTORS)));
    variants.add(new Variant("Sarvi, plain", "Sarvi", "sarvi|gson", List.of()));
    variants.add(new Variant("Sarvi, plain, CDS", "Sarvi", "sarvi|gson", List.of(archive)));
    Map<String, String> jars = new LinkedHashMap<>();
    jars.put("TensorFlow", "sarvi|tensorflow|ndarray|javacpp|protobuf-java");
    jars.put("PyTorch", ".");
    jars.put("ONNX Runtime", "sarvi|onnxruntime");
    jars.forEach(
        (peer, pattern) -> {
          if (peers.contains(peer)) {
            variants.add(new Variant(peer, peer, pattern, jvm));
          }
        });
    return variants;
  }

  /**
   * Measures.
   *
   * @param jvm the arguments by which peers find their native code
   */
  List<Measurement> measure(List<String> peers, List<String> jvm)
      throws IOException, InterruptedException {
    FirstPrediction.writeFiles(folder, peers.contains("TensorFlow"));
    Files.deleteIfExists(folder.resolve("first.jsa"));
    List<String> dump = List.of("-XX:ArchiveClassesAtExit=" + folder.resolve("first.jsa"));
    start(new Variant("", "Sarvi", "sarvi|gson", dump));
    List<Variant> variants = variants(peers, jvm);
    Map<Variant, List<Double>> times = new LinkedHashMap<>();
    for (int run = -1; run < runs; run++) {
      for (Variant variant : variants) {
        double time = start(variant);
        if (run >= 0) { // the first one unpacks native code
          times.computeIfAbsent(variant, key -> new ArrayList<>()).add(time);
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    times.forEach(
        (variant, all) -> measurements.add(Measurement.of(GROUP, ROW, 1, variant.name(), all)));
    return measurements;
  }

  private double start(Variant variant) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(variant.jvm());
    command.addAll(List.of(FirstPrediction.class.getName(), variant.engine(), folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("start.log").toFile());
    Pattern jars = Pattern.compile(variant.jars());
    builder
        .environment()
        .put(
            "CLASSPATH",
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jars.matcher(Path.of(jar).getFileName().toString()).find())
                .collect(Collectors.joining(File.pathSeparator)));
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String excluded = reader.readLine();
      double time = System.nanoTime() - start;
      int status = process.waitFor();
      if (excluded == null || status != 0) {
        throw new IOException(
            variant.name() + " ended with " + status + ": see " + folder.resolve("start.log"));
      }
      return time - Long.parseLong(excluded);
    }
  }
}

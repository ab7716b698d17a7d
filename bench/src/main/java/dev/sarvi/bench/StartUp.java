package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures whole processes: from the start of the JVM to the first prediction.
 *
 * @param folder where files may be written
 * @param runs how often each is started; they take turns
 */
record StartUp(Path folder, int runs) {
  static final String GROUP = "start";
  static final String WITH_ARCHIVE = "Sarvi, plain, CDS";

  private static final String ROW = "JVM start to the first prediction of digits";

  /**
   * Measures.
   *
   * @param jvm the arguments by which peers find their native code
   */
  List<Measurement> measure(List<String> peers, List<String> jvm)
      throws IOException, InterruptedException {
    Path digits = folder.resolve("digits");
    Problem problem = Problem.of(Work.of(GROUP, ROW, Networks::digits, Task.FORWARD, 1));
    FirstPrediction.writeFiles(problem, digits, peers.contains("TensorFlow"));
    // As real Keras saved it.
    Files.copy(
        Networks.DIGITS, folder.resolve("digits.keras"), StandardCopyOption.REPLACE_EXISTING);
    Path archive = folder.resolve("first.jsa");
    Files.deleteIfExists(archive);
    new Launch("", SarviPeer.NAME, List.of("-XX:ArchiveClassesAtExit=" + archive))
        .start(digits, 1, 0);
    List<Launch> ofSarvi =
        List.of(
            new Launch(SarviPeer.NAME, SarviPeer.NAME, List.of(Jvm.VECTORS)),
            new Launch("Sarvi, plain", SarviPeer.NAME, List.of()),
            new Launch(WITH_ARCHIVE, SarviPeer.NAME, List.of("-XX:SharedArchiveFile=" + archive)));
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int run = -1; run < runs; run++) {
      for (Launch launch : Launch.of(peers, ofSarvi, jvm)) {
        double time = launch.start(digits, 1, 0).nanoseconds();
        if (run >= 0) { // the first one unpacks native code
          times.computeIfAbsent(launch.name(), name -> new ArrayList<>()).add(time);
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    times.forEach(
        (name, all) ->
            measurements.add(Measurement.of(GROUP, ROW, 1, name, Unit.NANOSECONDS, all)));
    return measurements;
  }
}

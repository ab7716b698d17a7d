package dev.sarvi.bench;

import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures how much memory whole processes take that open a network and predict for a while: with
 * what the JVM does by itself, and with a heap that is as small as Sarvi can work in.
 *
 * @param folder where files may be written
 * @param runs how often each is started; they take turns
 */
record Memory(Path folder, int runs) {
  static final String GROUP = "memory";

  private static final int MILLISECONDS = 500;
  private static final int MEGABYTE = 1 << 20;

  private static Map<String, Supplier<Model>> networks() {
    Map<String, Supplier<Model>> networks = new LinkedHashMap<>();
    networks.put("digits", Networks::digits);
    networks.put("ResNet-20 at 32x32", Networks::resNet20);
    networks.put("MobileNetV2 blocks at 56x56", Networks::mobileBlocks);
    return networks;
  }

  /**
   * Measures.
   *
   * @param jvm the arguments by which peers find their native code
   */
  List<Measurement> measure(List<String> peers, List<String> jvm)
      throws IOException, InterruptedException {
    List<Launch> ofSarvi =
        List.of(
            new Launch(SarviPeer.NAME, SarviPeer.NAME, List.of(Jvm.VECTORS)),
            new Launch("Sarvi, plain", SarviPeer.NAME, List.of()));
    List<Launch> launches = Launch.of(peers, ofSarvi, jvm);
    List<Measurement> measurements = new ArrayList<>();
    for (var network : networks().entrySet()) {
      for (int batch : new int[] {1, 32}) {
        Problem problem =
            Problem.of(Work.of(GROUP, network.getKey(), network.getValue(), Task.FORWARD, batch));
        Path file = folder.resolve("network-" + batch);
        FirstPrediction.writeFiles(problem, file, peers.contains("TensorFlow"));
        String row = network.getKey() + ", batch " + batch;
        long plan = problem.model().plan(problem.inputs().get(0).shape()).bytes();
        List<String> small = List.of("-XX:+UseSerialGC", "-Xmx" + heap(problem, plan) + "m");
        for (List<String> heap : List.of(List.<String>of(), small)) {
          String name = heap.isEmpty() ? row : row + ", " + String.join(" ", heap);
          measurements.addAll(measure(name, launches, heap, file, batch));
          measurements.add(of(name, "plan of Sarvi", List.of((double) plan)));
        }
      }
    }
    return measurements;
  }

  /** Megabytes for the plan, the tensors around it, and the JVM's own. */
  private static long heap(Problem problem, long plan) {
    long tensors =
        problem.inputs().stream().mapToLong(Memory::bytes).sum()
            + problem.outputGradients().stream().mapToLong(Memory::bytes).sum();
    return 24 + 3 * (plan + tensors) / 2 / MEGABYTE;
  }

  private static long bytes(Tensor tensor) {
    return (long) Float.BYTES * tensor.size();
  }

  private List<Measurement> measure(
      String row, List<Launch> launches, List<String> heap, Path file, int batch)
      throws IOException, InterruptedException {
    Map<String, List<Double>> peaks = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (Launch launch : launches) {
        double peak = launch.with(heap).start(file, batch, MILLISECONDS).peak();
        if (peak > 0) {
          peaks.computeIfAbsent(launch.name(), name -> new ArrayList<>()).add(peak);
        }
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    peaks.forEach((name, all) -> measurements.add(of(row, name, all)));
    return measurements;
  }

  private static Measurement of(String row, String engine, List<Double> bytes) {
    return Measurement.of(GROUP, row, 1, engine, Unit.BYTES, bytes);
  }
}

package dev.sarvi.train;

import dev.sarvi.layer.Pass;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The running means of an epoch, under Keras's names and in Keras's order: the alphabet's. */
final class Scores {
  private final Compilation compilation;
  private final List<String> outputs;
  private final Map<String, Mean> means = new TreeMap<>();

  Scores(Compilation compilation, List<String> outputs) {
    this.compilation = compilation;
    this.outputs = outputs;
  }

  /** Counts a batch: its losses weigh as many samples as it has. */
  void add(Objective objective, Pass pass, Data batch) {
    add("loss", Mean.of(objective.total(), batch.samples()));
    Map<String, Integer> used = new TreeMap<>();
    boolean several = outputs.size() > 1;
    for (int i = 0; i < outputs.size(); i++) {
      String prefix = several ? outputs.get(i) + "_" : "";
      if (several && objective.loss(i) != null) {
        add(prefix + "loss", Mean.of(objective.loss(i).value(), batch.samples()));
      }
      for (Metric metric : compilation.metrics(i)) {
        String name = prefix + metric.name();
        int times = used.merge(name, 1, Integer::sum) - 1;
        Mean mean =
            metric.of(batch.targets().get(i), pass.outputs().get(i).widened(), pass.mask(i));
        add(times == 0 ? name : name + "_" + times, mean);
      }
    }
  }

  /** The means so far, each key with a prefix. */
  Map<String, Double> logs(String prefix) {
    Map<String, Double> logs = new TreeMap<>();
    means.forEach((name, mean) -> logs.put(prefix + name, mean.value()));
    return logs;
  }

  private void add(String name, Mean mean) {
    means.merge(name, mean, Mean::plus);
  }
}

package dev.sarvi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured: rows with the engines that agree on them, in a file between processes.
 *
 * @param work the row
 * @param peers their names
 */
record Pairs(Work work, List<String> peers) {
  /** The property of a measuring process that says where the file is. */
  static final String PROPERTY = "sarvi.bench.pairs";

  static void write(Path file, List<Pairs> all) throws IOException {
    Files.write(
        file, all.stream().map(p -> p.work.name() + "\t" + String.join("\t", p.peers)).toList());
  }

  static List<Pairs> read(Path file) throws IOException {
    List<Work> rows = Rows.all();
    List<Pairs> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      List<String> words = List.of(line.split("\t"));
      Work work =
          rows.stream().filter(row -> row.name().equals(words.get(0))).findFirst().orElseThrow();
      pairs.add(new Pairs(work, words.subList(1, words.size())));
    }
    return pairs;
  }

  /** The same of some engines only. */
  Pairs of(List<String> some) {
    return new Pairs(work, peers.stream().filter(some::contains).toList());
  }
}

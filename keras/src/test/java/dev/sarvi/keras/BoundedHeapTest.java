package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.initializer.RandomUniform;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What opening a file needs in memory, shown by a JVM whose heap is no larger: 64 MB beyond the
 * size of a hostile file, 1.3 times the weights of an honest one.
 */
class BoundedHeapTest {
  /** What the JVM itself, its classes and its collector have in the heap, in MB. */
  private static final int OF_THE_JVM = 12;

  /** The promise is 2; a busy machine may be slower. */
  private static final long MOST_SECONDS = 10;

  @TempDir Path folder;

  /** What runs in the other JVM. */
  static final class Child {
    private Child() {}

    /** Opens each file; prints how many milliseconds that took, and what came of it. */
    public static void main(String[] files) {
      for (String file : files) {
        long start = System.nanoTime();
        String outcome = open(Path.of(file));
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        System.out.println(elapsed + " " + outcome);
      }
    }

    private static String open(Path file) {
      try {
        return "opened " + Keras.load(file).variables().size();
      } catch (KerasFileException e) {
        return "refused";
      }
    }
  }

  @Test
  void hostileFilesNeedLittleMemoryAndTime() throws Exception {
    List<String> files = new ArrayList<>();
    long largest = 0;
    for (Map.Entry<String, byte[]> hostile : HostileFilesTest.all().entrySet()) {
      files.add(
          Files.write(folder.resolve(files.size() + ".keras"), hostile.getValue()).toString());
      largest = Math.max(largest, hostile.getValue().length);
    }
    List<String> outcomes = run(64 + (int) (largest >> 20), files);
    List<String> names = List.copyOf(HostileFilesTest.all().keySet());
    assertThat(outcomes).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      String[] words = outcomes.get(i).split(" ", 2);
      assertThat(words[1]).as(names.get(i)).isEqualTo("refused");
      assertThat(Long.parseLong(words[0])).as(names.get(i)).isLessThan(MOST_SECONDS * 1000);
    }
  }

  @Test
  void weightsAreNotHeldTwice() throws Exception {
    Path file = folder.resolve("large.keras");
    Dense.Config config =
        new Dense.Config(4096).withUseBias(false).withKernel(new RandomUniform(), null, null);
    Model model =
        new Sequential()
            .add(Input.of(4096))
            .add(new Dense(config, Options.DEFAULT))
            .add(new Dense(config, Options.DEFAULT));
    Keras.save(model, file);
    long weights = 2L * 4096 * 4096 * Float.BYTES;
    int heap = (int) (1.3 * weights / (1 << 20)) + OF_THE_JVM;
    assertThat(run(heap, List.of(file.toString())).get(0)).endsWith("opened 2");
  }

  private static List<String> run(int heapMegabytes, List<String> files)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    // Nearly all of the heap in one piece, or large arrays would not fit into what is free.
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmn8m"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Child.class.getName());
    command.addAll(files);
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}

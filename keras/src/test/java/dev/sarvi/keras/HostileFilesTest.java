package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sarvi.hdf5.Elements;
import dev.sarvi.hdf5.GroupBuilder;
import dev.sarvi.hdf5.Hdf5;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that ask for much: refused, whatever they ask, without holding more than 64 MB beyond their
 * size. What is counted is all that the loading thread allocates, garbage too: twice as much.
 */
class HostileFilesTest {
  private static final long ALLOWED = 128L << 20;
  private static final String INPUT =
      "{\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":[null,4],\"name\":\"x\"}}";

  /** By what it is: a file that must be refused. */
  private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

  static {
    add("a billion units", dense("\"units\":1000000000"));
    add("units beyond 32 bits", dense("\"units\":99999999999999"));
    add("a fitting shape, no weights", dense("\"units\":100000000"));
    add("a kernel of 2^62", layer("Conv2D", "\"filters\":2147483647,\"kernel_size\":46341"));
    add("padding without end", layer("ZeroPadding2D", "\"padding\":2000000000"));
    add("a shape of a million dimensions", layer("Reshape", list("target_shape", "1,", 1_000_000)));
    add("a million axes", layer("PReLU", list("shared_axes", "1,", 1_000_000)));
    add("a million layers", sequential("{},".repeat(1_000_000) + "{}"));
    add("many inputs", sequential((INPUT + ",").repeat(25_000) + INPUT));
    add("a million empty lists", sequential("[],".repeat(4_000_000) + "[]"));
    add("lists in lists", sequential("[".repeat(1_000_000)));
    add("a long name", layer("ReLU", "\"name\":\"" + "x".repeat(3_000_000) + "\""));
    add("a long class", layer("x".repeat(3_000_000), "\"name\":\"a\""));
    add("a number of a million digits", layer("ReLU", "\"max_value\":" + "9".repeat(1_000_000)));
    add("a million keys", layer("ReLU", keys(200_000)));
    add("spaces", deflated(" ".repeat(63_000_000), noWeights()));
    add("weights of zeros", deflated(dense("\"units\":3"), new byte[300_000_000]));
    add("the same name twice", sequential(INPUT + "," + INPUT));
    add("a layer that runs code", layer("Lambda", "\"function\":\"os.system\""));
    add("a module that is no layer", module("os", "system"));
    add("a switch of Keras's", module("keras.config", "enable_unsafe_deserialization"));
    add("a vocabulary elsewhere", layer("StringLookup", "\"vocabulary\":\"/etc/passwd\""));
  }

  private static void add(String what, String config) {
    FILES.put(what, stored(config, noWeights()));
  }

  private static void add(String what, byte[] file) {
    FILES.put(what, file);
  }

  private static String dense(String units) {
    return layer("Dense", units);
  }

  private static String layer(String className, String config) {
    return sequential(
        INPUT + ",{\"class_name\":\"" + className + "\",\"config\":{" + config + "}}");
  }

  private static String module(String module, String className) {
    return sequential(
        "{\"module\":\"%s\",\"class_name\":\"%s\",\"config\":{},\"registered_name\":null}"
            .formatted(module, className));
  }

  private static String sequential(String layers) {
    return "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":["
        + layers
        + "]}}";
  }

  private static String list(String key, String element, int count) {
    return "\"" + key + "\":[" + element.repeat(count) + "1]";
  }

  private static String keys(int count) {
    StringBuilder keys = new StringBuilder("\"name\":\"a\"");
    for (int i = 0; i < count; i++) {
      keys.append(",\"key").append(i).append("\":1");
    }
    return keys.toString();
  }

  private static byte[] noWeights() {
    GroupBuilder root = new GroupBuilder();
    root.group("layers/dense/vars").dataset("0", Elements.of(1f, 2f), 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Hdf5.write(root, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] stored(String config, byte[] weights) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredZip zip = new StoredZip(out);
    try {
      zip.add("config.json", m -> m.write(config.getBytes(StandardCharsets.UTF_8)));
      zip.add("model.weights.h5", m -> m.write(weights));
      zip.finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(String config, byte[] weights) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(config.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(weights);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** The files, by what they are. */
  static Map<String, byte[]> all() {
    return FILES;
  }

  static Stream<String> files() {
    return FILES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedInLittleMemory(String what) {
    byte[] file = FILES.get(what);
    long allocated =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> allocatedByRefusing(file));
    assertThat(allocated).as(what).isLessThan(ALLOWED + file.length);
  }

  private static long allocatedByRefusing(byte[] file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    KerasFileException refusal =
        Assertions.assertThrows(
            KerasFileException.class, () -> Keras.load(file, LoadOptions.DEFAULT));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(refusal.getMessage()).hasSizeLessThan(2000).doesNotContain("\n");
    return allocated;
  }
}

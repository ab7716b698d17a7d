package dev.sarvi.hdf5;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes files and their listings for interop/check_hdf5.py to compare. */
final class InteropFiles {
  private static final int[] SIZES = {0, 1, 13, 65, 4099};
  private static final List<Hdf5Type> HALVES = List.of(Hdf5Type.FLOAT16, Hdf5Type.BFLOAT16);
  private static final List<Hdf5Type> FLOATS = List.of(Hdf5Type.FLOAT32, Hdf5Type.FLOAT64);

  private InteropFiles() {}

  /** Takes one argument: the folder, which must exist. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    write(folder, "types", types());
    write(folder, "attributes", attributes());
    write(folder, "groups", groups());
    write(folder, "empty", new GroupBuilder());
  }

  private static void write(Path folder, String name, GroupBuilder root) throws IOException {
    byte[] file = Fixtures.written(root);
    Files.write(folder.resolve(name + ".h5"), file);
    Files.write(folder.resolve(name + ".txt"), Listing.of(Fixtures.read(file)));
  }

  private static GroupBuilder types() {
    var root = new GroupBuilder();
    var random = new Random(7);
    for (int size : SIZES) {
      double[] values = random.doubles(size, -100, 100).toArray();
      int[] integers = random.ints(size, 0, 100).toArray();
      for (Hdf5Type type : HALVES) {
        root.dataset(type + "/" + size, Elements.halves(type, RoundTripTest.halves(size)), size);
      }
      for (Hdf5Type type : FLOATS) {
        root.dataset(type + "/" + size, Elements.of(values).as(type), size);
      }
      for (Hdf5Type type : Hdf5Type.values()) {
        if (type.isInteger() && type != Hdf5Type.BOOL) {
          root.dataset(type + "/" + size, Elements.of(integers).as(type), size);
        }
      }
      root.dataset("text/" + size, Elements.of(Collections.nCopies(size, "h\u00e9" + size)), size);
    }
    root.dataset("scalar", Elements.of(7L));
    root.dataset("cube", Elements.of(1f, 2, 3, 4, 5, 6), 1, 2, 3);
    root.dataset("opaque", Elements.opaque(new byte[] {1, 2, 3, 4, 5, 6}, 3), 2);
    return root;
  }

  private static GroupBuilder attributes() {
    var root = new GroupBuilder();
    root.attribute("keras_version", "3.15.1").attribute("empty", "");
    root.group("model_weights")
        .attribute("config", "{\"h\u00e9\": 1}".repeat(30_000))
        .attribute("layer_names", Collections.nCopies(3000, "a_layer_of_some_name"))
        .attribute("none", List.of())
        .attribute("number", Elements.of(3))
        .attribute("matrix", Elements.of(1.5, 2, 3, 4, 5, 6), 2, 3);
    root.dataset("data", Elements.of(1f)).attribute("unit", "m");
    for (int i = 0; i < 300; i++) {
      root.group("many").attribute("text" + i, "value " + i);
    }
    return root;
  }

  private static GroupBuilder groups() {
    var root = new GroupBuilder();
    for (int size : new int[] {1, 8, 9, 256, 257, 8193}) {
      for (int i = 0; i < size; i++) {
        root.group("of" + size + "/child_" + i);
      }
    }
    for (int i = 0; i < 300; i++) {
      root.group("layers/dense_" + i + "/vars")
          .attribute("name", "layer_" + i)
          .dataset("0", Elements.of((float) i));
    }
    return root;
  }
}

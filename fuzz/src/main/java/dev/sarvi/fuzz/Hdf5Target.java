package dev.sarvi.fuzz;

import dev.sarvi.hdf5.ByteSource;
import dev.sarvi.hdf5.Hdf5;
import dev.sarvi.hdf5.Hdf5Dataset;
import dev.sarvi.hdf5.Hdf5Exception;
import dev.sarvi.hdf5.Hdf5Group;
import dev.sarvi.hdf5.Hdf5Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** HDF5 files, with all of their values and attributes. */
public final class Hdf5Target {
  private Hdf5Target() {}

  /** Called by the fuzzer; whatever this throws is a finding. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      Deque<Hdf5Node> rest = new ArrayDeque<>(List.of(Hdf5.read(ByteSource.of(bytes))));
      while (!rest.isEmpty()) {
        Hdf5Node node = rest.pop();
        if (node instanceof Hdf5Group group) {
          group.children().forEach(rest::push);
        } else if (node instanceof Hdf5Dataset dataset) {
          read(dataset::readBytes);
          read(dataset::readDoubles);
          read(dataset::readStrings);
        }
        node.attributes().values().forEach(attribute -> read(attribute::readStrings));
      }
    } catch (Hdf5Exception refused) {
      Refusals.check(refused);
    }
  }

  /** One way to read, which need not fit the type. */
  private static void read(Runnable reading) {
    try {
      reading.run();
    } catch (Hdf5Exception refused) {
      Refusals.check(refused);
    }
  }
}

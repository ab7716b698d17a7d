package dev.sarvi.keras;

import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** NumPy's format for several named arrays: a zip archive of {@code .npy} members. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /**
   * Reads all arrays, in the file's order, each as {@link Npy#read} does.
   *
   * @throws KerasFileException if the file is damaged or holds anything else
   */
  public static Map<String, Tensor> read(Path file) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    try (Source source = Source.of(file)) {
      ZipArchive archive = ZipArchive.open(source, LoadLimits.DEFAULT);
      for (ZipMember member : archive.members()) {
        String place = archive.place(member);
        if (!member.name().endsWith(SUFFIX)) {
          throw KerasFileException.unexpected(
              place, "a name that ends in " + SUFFIX, "another one");
        }
        String name = member.name().substring(0, member.name().length() - SUFFIX.length());
        try (InputStream in = archive.stream(member)) {
          arrays.put(name, NpyFormat.read(in, member.size(), place));
        }
      }
      return Collections.unmodifiableMap(arrays);
    } catch (IOException e) {
      throw KerasFileException.unreadable(file, e);
    }
  }

  /**
   * Writes arrays in the map's order, replacing in one step a file that was there before.
   *
   * @throws KerasFileException if the file cannot be written
   */
  public static void write(Map<String, Tensor> arrays, Path file) {
    AtomicFile.write(
        file,
        out -> {
          StoredZip zip = new StoredZip(out);
          for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
            zip.add(array.getKey() + SUFFIX, member -> NpyFormat.write(array.getValue(), member));
          }
          zip.finish();
        });
  }
}

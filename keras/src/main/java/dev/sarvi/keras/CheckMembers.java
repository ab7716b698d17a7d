package dev.sarvi.keras;

import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a {@link ModelCheck} stands in a {@code .keras} file: an array a member. */
final class CheckMembers {
  private static final String FOLDER = "assets/sarvi_check/";
  private static final String ORIGIN = FOLDER + "origin.txt";
  private static final String INPUT = FOLDER + "input_";
  private static final String OUTPUT = FOLDER + "output_";
  private static final int LONGEST_ORIGIN = 1000;

  private CheckMembers() {}

  static void add(ModelCheck check, StoredZip zip) throws IOException {
    byte[] origin = check.origin().getBytes(StandardCharsets.UTF_8);
    zip.add(ORIGIN, member -> member.write(origin));
    add(INPUT, check.inputs(), zip);
    add(OUTPUT, check.outputs(), zip);
  }

  private static void add(String prefix, List<Tensor> tensors, StoredZip zip) throws IOException {
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      zip.add(prefix + i + ".npy", member -> NpyFormat.write(tensor, member));
    }
  }

  /** The check, if there is one. */
  static Optional<ModelCheck> read(Source source, LoadLimits limits) throws IOException {
    if (!ZipArchive.isZip(source)) {
      return Optional.empty();
    }
    ZipArchive archive = ZipArchive.open(source, limits);
    Optional<ZipMember> member = archive.member(ORIGIN);
    if (member.isEmpty()) {
      return Optional.empty();
    }
    byte[] origin = archive.bytes(member.get(), LONGEST_ORIGIN, LONGEST_ORIGIN);
    List<Tensor> inputs = tensors(INPUT, archive);
    List<Tensor> outputs = tensors(OUTPUT, archive);
    return Optional.of(
        LayerReader.composing(
            archive.place(member.get()),
            () -> new ModelCheck(inputs, outputs, new String(origin, StandardCharsets.UTF_8))));
  }

  private static List<Tensor> tensors(String prefix, ZipArchive archive) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    Optional<ZipMember> next = archive.member(prefix + 0 + ".npy");
    while (next.isPresent()) {
      ZipMember member = next.get();
      try (InputStream in = archive.stream(member)) {
        tensors.add(NpyFormat.read(in, member.size(), archive.place(member)));
      }
      next = archive.member(prefix + tensors.size() + ".npy");
    }
    return tensors;
  }
}

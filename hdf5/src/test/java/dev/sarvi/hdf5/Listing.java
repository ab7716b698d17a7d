package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Lists a file as interop/hdf5_listing.py does. */
final class Listing {
  private static final int SHOWN = 10;

  private final List<String> lines = new ArrayList<>();

  private Listing() {}

  static List<String> of(Hdf5Group root) {
    var listing = new Listing();
    listing.add(root);
    return listing.lines.stream().sorted().toList();
  }

  /** The other program's lines, with floats spelled as Java does. */
  static List<String> normalised(List<String> lines) {
    return lines.stream().map(Listing::normalised).sorted().toList();
  }

  private static String normalised(String line) {
    List<String> fields = Arrays.asList(line.split("\t", -1));
    if (!fields.get(1).matches("FLOAT(32|64)")) {
      return line;
    }
    for (int i = 3; i < fields.size(); i++) {
      String value = fields.get(i);
      if (!value.startsWith("crc32") && !value.isEmpty()) {
        String java = value.replace("inf", "Infinity").replace("nan", "NaN");
        fields.set(i, Double.toHexString(Double.parseDouble(java)));
      }
    }
    return String.join("\t", fields);
  }

  private void add(Hdf5Node node) {
    lines.add(node.path() + "\t" + (node instanceof Hdf5Group ? "GROUP" : "DATASET"));
    node.attributes().forEach((name, value) -> lines.add(line(node.path() + "@" + name, value)));
    if (node instanceof Hdf5Group group) {
      group.children().forEach(this::add);
    } else if (node instanceof Hdf5Dataset dataset) {
      lines.add(line(dataset.path(), dataset));
    }
  }

  private static String line(String path, Hdf5Values values) {
    String shape =
        Arrays.stream(values.shape()).mapToObj(Long::toString).collect(Collectors.joining("x"));
    List<String> fields = new ArrayList<>(List.of(path, values.type().name(), shape));
    CRC32 crc = new CRC32();
    List<String> first = first(values, crc);
    if (values.count() > SHOWN && first.size() == SHOWN) {
      fields.add("crc32=%08x".formatted(crc.getValue()));
    }
    fields.addAll(first);
    return String.join("\t", fields);
  }

  /** Gives the first values, and all of them to the checksum. */
  private static List<String> first(Hdf5Values values, CRC32 crc) {
    return switch (values.type()) {
      case OTHER -> List.of();
      case OPAQUE -> List.of(HexFormat.of().formatHex(values.readBytes()));
      case STRING -> {
        List<String> texts = values.readStrings();
        texts.forEach(text -> crc.update((text + "\n").getBytes(StandardCharsets.UTF_8)));
        yield texts.stream().limit(SHOWN).toList();
      }
      default -> {
        double[] numbers = values.type().isHalf() ? bits(values) : values.readDoubles();
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        crc.update(bytes);
        yield values.type().isInteger()
            ? Arrays.stream(values.readLongs()).limit(SHOWN).mapToObj(Long::toString).toList()
            : Arrays.stream(numbers).limit(SHOWN).mapToObj(x -> text(values, x)).toList();
      }
    };
  }

  private static double[] bits(Hdf5Values values) {
    short[] halves = values.readHalves();
    return IntStream.range(0, halves.length).mapToDouble(i -> halves[i] & 0xffff).toArray();
  }

  private static String text(Hdf5Values values, double number) {
    return values.type().isHalf() ? Long.toString((long) number) : Double.toHexString(number);
  }
}

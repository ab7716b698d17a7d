package dev.sarvi.cli;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers in a text file: one sample a line, its values separated by commas. */
final class Csv {
  private Csv() {}

  /**
   * Reads a table; a first line that is not all numbers is taken for a heading.
   *
   * @throws Failure if the file cannot be read, or a line does not hold {@code columns} numbers
   */
  static Tensor read(Path file, int columns, DType dtype) {
    List<Tensor> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 ? line.replace("\uFEFF", "") : line;
        boolean heading = number == 1 && !isNumbers(text);
        if (!text.isBlank() && !heading) {
          rows.add(row(text, columns, dtype, file + ", line " + number));
        }
      }
    } catch (IOException e) {
      throw new Failure(file + " cannot be read: " + reason(e), e);
    }
    Tensor table = Tensor.zeros(Shape.of(rows.size(), columns), dtype);
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).array(), 0, table.array(), i * columns, columns);
    }
    return table;
  }

  /** A line for each sample, however many axes a sample has. */
  static String write(Tensor table) {
    int columns = table.shape().sizeOf(1, table.shape().rank());
    StringBuilder text = new StringBuilder();
    for (int position = 0; position < table.size(); position++) {
      text.append(position % columns == 0 ? "" : ",");
      text.append(table.dtype().text(table.at(position)));
      text.append((position + 1) % columns == 0 ? "\n" : "");
    }
    return text.toString();
  }

  private static Tensor row(String line, int columns, DType dtype, String where) {
    String[] cells = line.split(",", -1);
    if (cells.length != columns) {
      throw new Failure(
          where + ": expected " + columns + " numbers between commas. Received: " + cells.length);
    }
    Tensor row = Tensor.zeros(Shape.of(columns), dtype);
    for (int i = 0; i < columns; i++) {
      try {
        String cell = javaSpelling(cells[i]);
        // A float read as a double would be rounded twice.
        double value = dtype == DType.FLOAT32 ? Float.parseFloat(cell) : Double.parseDouble(cell);
        dtype.set(row.array(), i, value);
      } catch (NumberFormatException e) {
        throw new Failure(
            where + ", value " + (i + 1) + ": expected a number. Received: " + cells[i].strip(), e);
      }
    }
    return row;
  }

  private static boolean isNumbers(String line) {
    for (String cell : line.split(",", -1)) {
      try {
        Double.parseDouble(javaSpelling(cell));
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return true;
  }

  /** Without quotes; NumPy, R and spreadsheets spell what is no number in several ways. */
  private static String javaSpelling(String cell) {
    String number = cell.strip().replaceAll("^\"(.*)\"$", "$1");
    return switch (number.toLowerCase(Locale.ROOT)) {
      case "nan" -> "NaN";
      case "inf", "+inf", "infinity" -> "Infinity";
      case "-inf", "-infinity" -> "-Infinity";
      default -> number;
    };
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    return e.getMessage();
  }
}

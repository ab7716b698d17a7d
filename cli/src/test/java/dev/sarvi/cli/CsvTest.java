package dev.sarvi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @TempDir Path folder;

  @Test
  void readsNumbersAsTheyAreSpelled() throws IOException {
    Tensor expected =
        Tensor.of(
            Shape.of(2, 3),
            1f,
            -.5f,
            1e-7f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY);
    for (String start : new String[] {"", "\uFEFF", "a,b,c\n", "\"pixel, first\",b\n"}) {
      Path file = file(start + "1, -0.5 ,\"1e-7\"\r\n\nnan,inf,-Infinity");
      assertThat(Csv.read(file, 3, DType.FLOAT32).sameBits(expected)).as(start).isTrue();
    }
  }

  @Test
  void keepsDoublePrecisionWhereItIsWanted() throws IOException {
    Tensor read = Csv.read(file("0.1,0.2\n"), 2, DType.FLOAT64);
    assertThat(read.sameBits(Tensor.of(Shape.of(1, 2), 0.1, 0.2))).isTrue();
  }

  @Test
  void writesWhatItReads() throws IOException {
    Tensor table = Tensor.of(Shape.of(3, 1, 2), 0.1f, 1e-30f, -0f, Float.MAX_VALUE, 3f, 1f / 3);
    Tensor again = Csv.read(file(Csv.write(table)), 2, DType.FLOAT32);
    assertThat(again.reshape(table.shape()).sameBits(table)).isTrue();
  }

  @Test
  void anEmptyFileHasNoSamples() throws IOException {
    assertThat(Csv.read(file(""), 4, DType.FLOAT32).shape()).isEqualTo(Shape.of(0, 4));
    assertThat(Csv.read(file("a,b,c,d\n"), 4, DType.FLOAT32).shape()).isEqualTo(Shape.of(0, 4));
    assertThat(Csv.write(Tensor.zeros(Shape.of(0, 4)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2;3,x     | line 2, value 2: expected a number. Received: x",
        "1,2;3       | line 2: expected 2 numbers between commas. Received: 1",
        "1,2;3,4,5   | line 2: expected 2 numbers between commas. Received: 3",
        "1,2;3,      | line 2, value 2: expected a number",
        "a,b;c,d     | line 2, value 1: expected a number. Received: c"
      })
  void saysWhereAnErrorIs(String text, String message) throws IOException {
    Path file = file(text.replace(';', '\n'));
    assertThatThrownBy(() -> Csv.read(file, 2, DType.FLOAT32))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(file + ", ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatIsNotThereOrNotText() throws IOException {
    Path none = folder.resolve("none.csv");
    assertThatThrownBy(() -> Csv.read(none, 1, DType.FLOAT32))
        .hasMessage(none + " cannot be read: no such file");
    Path binary = folder.resolve("binary.csv");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> Csv.read(binary, 1, DType.FLOAT32))
        .hasMessage(binary + " cannot be read: it is not UTF-8 text");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text, StandardCharsets.UTF_8);
  }
}

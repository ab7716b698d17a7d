package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of forms in the documentation is made of the corpus. {@code mvn -pl keras -am test
 * -Dtest=FormsTableTest -Dsarvi.tables=write} writes it anew.
 */
class FormsTableTest {
  private static final Path PAGE = Path.of("..", "docs", "keras-files.md");
  private static final String BEGIN = "<!-- made by FormsTableTest -->\n";
  private static final String END = "<!-- end -->\n";

  /** What each form of the corpus is, and in whose form it is written here. */
  private static final Map<String, String[]> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put(
        "keras", new String[] {"`.keras`, a whole model", "yes; Keras 3.5 to 3.15 open it (1)"});
    FORMS.put("h5", new String[] {"`.h5`, a whole model", "yes; Keras 3.5 to 3.15 open it (1)"});
    FORMS.put(
        "weights.h5",
        new String[] {"`.weights.h5`, weights alone", "yes; Keras 3.5 to 3.15 open it (1)"});
    FORMS.put("h5 weights", new String[] {"`.h5`, weights alone", "no; `.weights.h5` instead"});
    FORMS.put(
        "json", new String[] {"`to_json`, the architecture", "yes; Keras 3.5 to 3.15 open it (1)"});
  }

  /** By writer, numbers compared as numbers. */
  private static String versions(List<CorpusTest.Entry> entries) {
    Map<String, TreeSet<String>> byWriter = new LinkedHashMap<>();
    for (CorpusTest.Entry entry : entries) {
      byWriter
          .computeIfAbsent(entry.writer(), any -> new TreeSet<>(FormsTableTest::compare))
          .add(entry.version());
    }
    return byWriter.entrySet().stream()
        .map(writer -> writer.getKey() + " " + String.join(", ", writer.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static int compare(String a, String b) {
    String[] left = a.split("[.-]", -1);
    String[] right = b.split("[.-]", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean numbers = left[i].matches("\\d+") && right[i].matches("\\d+");
      int order =
          numbers
              ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
              : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static String table() throws IOException {
    List<CorpusTest.Entry> all = CorpusTest.entries();
    StringBuilder table = new StringBuilder();
    table.append("| form | read, and checked against what that Keras computed | written |\n");
    table.append("| --- | --- | --- |\n");
    FORMS.forEach(
        (form, words) -> {
          List<CorpusTest.Entry> entries = new ArrayList<>(all);
          entries.removeIf(entry -> !entry.form().equals(form));
          table.append("| %s | %s | %s |%n".formatted(words[0], versions(entries), words[1]));
        });
    return table.toString();
  }

  @Test
  void thePageHoldsWhatIsChecked() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END, begin);
    if ("write".equals(System.getProperty("sarvi.tables"))) {
      Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end)).isEqualTo(table());
  }

  @Test
  void everyFormOfTheCorpusHasARow() throws IOException {
    assertThat(CorpusTest.entries()).allMatch(entry -> FORMS.containsKey(entry.form()));
  }
}

package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sarvi.keras.LayerPage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of layers holds. */
class LayerPageTest {
  @Test
  void everyLayerIsAsCloseAsStated() throws IOException {
    List<Row> rows = LayerPage.rows(LayerGoldensTest.layers().toList());
    if ("write".equals(System.getProperty("sarvi.page"))) {
      Files.writeString(LayerPage.FILE, LayerPage.text(rows));
    }
    List<String> lines = LayerPage.lines(Files.readString(LayerPage.FILE));
    assertThat(lines).as("docs/layers.md; -Dsarvi.page=write writes it").hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertThat(lines.get(i)).startsWith(row.known());
      if (row.cases() > 0) {
        String[] cells = lines.get(i).split(" \\| ?", -1);
        assertThat(row.outputs().size())
            .as("%s, %s", row.layer(), row.outputs().where())
            .isLessThanOrEqualTo(Double.parseDouble(cells[cells.length - 3]));
        assertThat(row.gradients().size())
            .as("%s, %s", row.layer(), row.gradients().where())
            .isLessThanOrEqualTo(Double.parseDouble(cells[cells.length - 2]));
      }
    }
  }
}

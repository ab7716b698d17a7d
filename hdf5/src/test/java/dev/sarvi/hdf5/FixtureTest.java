package dev.sarvi.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Files that h5py wrote. */
class FixtureTest {
  @ParameterizedTest
  @FieldSource("dev.sarvi.hdf5.Fixtures#READABLE")
  void readsWhatH5pyReads(String name) {
    assertThat(Listing.of(Fixtures.read(Fixtures.file(name))))
        .isEqualTo(Listing.normalised(Fixtures.listing(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          soft_link     | /: Expected children that stand in this file. Found: a soft link named link
          external_link | /: Expected children that stand in this file. Found: an external or unknown link named link
          external_data | /data: Expected values in this file. Found: values in external files
          virtual       | /data: Object header at 816: expected values in this dataset. Found: layout class 3
          cycle         | /a/b/c: Expected each group in one place. Found: the group at 8
          named_type    | /type: Expected a group or a dataset. Found: neither
          gzip_bomb     | /data: 134217728 bytes of values are declared
          shape_bomb    | /data: 4398046511104 bytes of values are declared and 1400 are stored
          """)
  void refuses(String name, String message) {
    byte[] file = Fixtures.file("refuse_" + name);
    assertThatThrownBy(() -> Fixtures.read(file))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void readsARegionOfAFile(@TempDir Path folder) throws IOException {
    byte[] file = Fixtures.file("keras_like-earliest");
    byte[] archive = new byte[file.length + 100];
    System.arraycopy(file, 0, archive, 37, file.length);
    Path path = Files.write(folder.resolve("archive"), archive);
    try (FileChannel channel = FileChannel.open(path)) {
      Hdf5Group root = Hdf5.read(ByteSource.of(channel, 37, file.length));
      assertThat(Listing.of(root)).isEqualTo(Listing.of(Fixtures.read(file)));
      assertThatThrownBy(() -> ByteSource.of(channel, 101, file.length))
          .isInstanceOf(Hdf5Exception.class)
          .hasMessageContaining("beyond the file's");
    }
  }

  @Test
  void knowsAnHdf5FileByItsStart() {
    byte[] file = Fixtures.file("types-latest");
    assertThat(Hdf5.isHdf5(ByteSource.of(file))).isTrue();
    assertThat(Hdf5.isHdf5(ByteSource.of(new byte[0]))).isFalse();
    assertThat(Hdf5.isHdf5(ByteSource.of(new byte[100]))).isFalse();
    assertThatThrownBy(() -> Hdf5.read(ByteSource.of(new byte[100])))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage("The file does not start with the HDF5 signature");
  }

  @Test
  void namesWhatIsMissing() {
    Hdf5Group root = Fixtures.read(Fixtures.file("keras_like-earliest"));
    assertThat(root.find("layers/dense/nothing")).isEmpty();
    assertThat(root.find("layers/dense/vars/0/deeper")).isEmpty();
    assertThatThrownBy(() -> root.dataset("layers/dense"))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage("Group /: expected a dataset named layers/dense. Found: a group");
    assertThatThrownBy(() -> root.group("layers/dense/vars/0"))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage("Group /: expected a group named layers/dense/vars/0. Found: a dataset");
    assertThatThrownBy(() -> root.child("absent"))
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage("Group /: expected a group or dataset named absent. Found: none");
  }

  @Test
  void refusesValuesOfAnotherKind() {
    Hdf5Group types = Fixtures.read(Fixtures.file("types-earliest"));
    assertThatThrownBy(() -> types.dataset("fixed").readFloats())
        .isInstanceOf(Hdf5Exception.class)
        .hasMessage(
            "Dataset /fixed: expected integers or floats of 32 or 64 bits, fewer than 2^31. Found:"
                + " 3 values of type STRING");
    assertThatThrownBy(() -> types.dataset("f4le").readLongs())
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("expected integers");
    assertThatThrownBy(() -> types.dataset("f4le").readStrings())
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("expected text");
    assertThatThrownBy(() -> types.dataset("compound").readDoubles())
        .isInstanceOf(Hdf5Exception.class)
        .hasMessageContaining("type OTHER");
  }
}

package dev.sarvi.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sarvi.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files with changed bits, and their beginnings: each is opened, or refused with a {@link
 * KerasFileException} of one line, and nothing else happens. The members of archives are changed
 * inside too, where no checksum catches it.
 */
class MutationTest {
  private static final int FLIPS = 250;
  @TempDir static Path folder;

  /** What is mutated, and what opens it. */
  enum Entrance {
    ARCHIVE("models/trained.keras") {
      @Override
      void open(byte[] bytes) {
        Keras.load(bytes, LoadOptions.DEFAULT);
      }
    },
    CONFIG("models/nested-functional.keras") {
      @Override
      byte[] original() {
        return member(super.original(), "config.json");
      }

      @Override
      void open(byte[] bytes) {
        Keras.load(archive(bytes, member(super.original(), WEIGHTS)), LoadOptions.DEFAULT);
      }
    },
    COMPILATION("models/trained.keras") {
      @Override
      byte[] original() {
        return member(super.original(), "config.json");
      }

      @Override
      void open(byte[] bytes) {
        Keras.load(archive(bytes, member(super.original(), WEIGHTS)), LoadOptions.DEFAULT);
      }
    },
    WEIGHTS_MEMBER("models/trained.keras") {
      @Override
      byte[] original() {
        return member(super.original(), WEIGHTS);
      }

      @Override
      void open(byte[] bytes) {
        Keras.load(archive(member(super.original(), "config.json"), bytes), LoadOptions.DEFAULT);
      }
    },
    WEIGHTS_FILE("models/trained.keras") {
      @Override
      byte[] original() {
        Path file = folder.resolve("original.weights.h5");
        Keras.saveWeights(Keras.load(super.original(), LoadOptions.DEFAULT), file);
        return read(file);
      }

      @Override
      void open(byte[] bytes) {
        Model model = Keras.load(super.original(), LoadOptions.DEFAULT);
        withFile(bytes, file -> Keras.loadWeights(model, file));
      }
    },
    WHOLE_H5("models/trained.keras") {
      @Override
      byte[] original() {
        Path file = folder.resolve("original.h5");
        Keras.save(Keras.load(super.original(), LoadOptions.DEFAULT), file);
        return read(file);
      }

      @Override
      void open(byte[] bytes) {
        Keras.load(bytes, LoadOptions.DEFAULT);
      }
    },
    INSPECTION("models/trained.keras") {
      @Override
      void open(byte[] bytes) {
        withFile(bytes, Keras::inspect);
      }
    },
    NPZ("models/dense.npz") {
      @Override
      void open(byte[] bytes) {
        withFile(bytes, Npz::read);
      }
    },
    NPY("models/dense.npz") {
      @Override
      byte[] original() {
        Path file = folder.resolve("original.npy");
        Npy.write(Npz.read(Goldens.file("models/dense.npz")).get("input_0"), file);
        return read(file);
      }

      @Override
      void open(byte[] bytes) {
        withFile(bytes, Npy::read);
      }
    };

    static final String WEIGHTS = "model.weights.h5";

    private final String golden;

    Entrance(String golden) {
      this.golden = golden;
    }

    byte[] original() {
      return read(Goldens.file(golden));
    }

    abstract void open(byte[] bytes);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] member(byte[] archive, String name) {
    try {
      Source source = Source.of(archive, "test");
      return new ZipMembers(ZipArchive.open(source, LoadLimits.DEFAULT), "test")
          .bytes(name, 1 << 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] archive(byte[] config, byte[] weights) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredZip zip = new StoredZip(out);
    try {
      zip.add("config.json", member -> member.write(config));
      zip.add(Entrance.WEIGHTS, member -> member.write(weights));
      zip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void withFile(byte[] bytes, Consumer<Path> use) {
    Path file = folder.resolve("mutated");
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    use.accept(file);
  }

  @ParameterizedTest
  @EnumSource
  void changedBitsOpenOrAreRefused(Entrance entrance) {
    byte[] original = entrance.original();
    entrance.open(original);
    int refused = 0;
    for (int seed = 0; seed < FLIPS; seed++) {
      refused += opens(entrance, flipped(original, new Random(seed)), "seed " + seed) ? 0 : 1;
    }
    if (entrance != Entrance.INSPECTION) {
      assertThat(refused).as("refused").isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void beginningsOpenOrAreRefused(Entrance entrance) {
    byte[] original = entrance.original();
    int step = Math.max(64, original.length / 300 / 64 * 64);
    for (int length = 0; length < original.length; length += step) {
      opens(entrance, Arrays.copyOf(original, length), "length " + length);
    }
  }

  /** One to four bits or bytes; half of the time bytes change into what has a meaning in JSON. */
  private static byte[] flipped(byte[] original, Random random) {
    byte[] flipped = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(flipped.length);
      switch (random.nextInt(4)) {
        case 0 -> flipped[at] = (byte) "0123456789-,{}[]\"e.".charAt(random.nextInt(19));
        case 1 -> flipped[at] = (byte) random.nextInt(256);
        default -> flipped[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return flipped;
  }

  private static boolean opens(Entrance entrance, byte[] bytes, String what) {
    try {
      entrance.open(bytes);
      return true;
    } catch (KerasFileException refusal) {
      assertThat(refusal.getMessage()).as(what).doesNotContain("\n").hasSizeLessThan(3000);
      return false;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      return fail(entrance + ", " + what, e);
    }
  }
}

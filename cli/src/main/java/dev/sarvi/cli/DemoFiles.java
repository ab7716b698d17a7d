package dev.sarvi.cli;

import dev.sarvi.keras.AtomicFile;
import dev.sarvi.keras.Npy;
import dev.sarvi.keras.Npz;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Data;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of the demo, copied into a folder where one can look at them.
 *
 * @param folder where they are
 */
record DemoFiles(Path folder) {
  private static final int TRAINING_ROWS = 1437;
  private static final float BRIGHTEST = 16;

  /** Copies them, making the folder where there is none. */
  static DemoFiles into(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Failure(folder + " cannot be made a folder: " + e.getMessage(), e);
    }
    DemoFiles files = new DemoFiles(folder);
    for (Path file :
        new Path[] {files.model(), files.images(), files.recorded(), files.licence()}) {
      AtomicFile.write(
          file,
          out -> {
            try (InputStream in =
                DemoFiles.class.getResourceAsStream("demo/" + file.getFileName())) {
              in.transferTo(out);
            }
          });
    }
    return files;
  }

  /** The network, as Keras saved it. */
  Path model() {
    return folder.resolve("digits.keras");
  }

  /** The images and what they show. */
  Path images() {
    return folder.resolve("digits.npz");
  }

  /** What Keras answered for the test images. */
  Path recorded() {
    return folder.resolve("digits-outputs.npy");
  }

  /** Where the images are from. */
  Path licence() {
    return folder.resolve("DATA-LICENCE.md");
  }

  /** The images that the network was trained on, from 0 (dark) to 1. */
  Data trainingData() {
    Data all = allData();
    return all.rows(0, TRAINING_ROWS);
  }

  /** The images that it has never seen. */
  Data testData() {
    Data all = allData();
    return all.rows(TRAINING_ROWS, all.samples());
  }

  private Data allData() {
    Map<String, Tensor> arrays = Npz.read(images());
    return Data.of(arrays.get("x").map(pixel -> pixel / BRIGHTEST), arrays.get("y"));
  }

  /** Keras's outputs for the test images. */
  Tensor recordedOutputs() {
    return Npy.read(recorded());
  }
}

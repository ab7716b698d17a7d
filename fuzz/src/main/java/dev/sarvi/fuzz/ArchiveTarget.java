package dev.sarvi.fuzz;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.KerasFileException;
import dev.sarvi.keras.LoadOptions;

/** Whole files: archives, and whatever else is taken for a model. */
public final class ArchiveTarget {
  private ArchiveTarget() {}

  /** Called by the fuzzer; whatever this throws is a finding. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      Keras.load(bytes, LoadOptions.DEFAULT);
    } catch (KerasFileException refused) {
      Refusals.check(refused);
    }
  }
}

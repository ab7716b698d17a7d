package dev.sarvi.fuzz;

import dev.sarvi.keras.Keras;
import dev.sarvi.keras.KerasFileException;
import dev.sarvi.keras.LoadOptions;

/** Architectures: the JSON of an archive whose weights are in order. */
public final class ConfigTarget {
  private ConfigTarget() {}

  /** Called by the fuzzer before all: what is slow the first time is no finding. */
  public static void fuzzerInitialize() {
    fuzzerTestOneInput(new byte[0]);
  }

  /** Called by the fuzzer; whatever this throws is a finding. */
  public static void fuzzerTestOneInput(byte[] config) {
    try {
      Keras.load(Seeds.archive(config), LoadOptions.DEFAULT);
    } catch (KerasFileException refused) {
      Refusals.check(refused);
    }
  }
}

package dev.sarvi.keras.upgrade;

/** Which Keras wrote a file: where they compute differently, the file's own is followed. */
public enum Generation {
  /** Keras 1. */
  KERAS_1,
  /** Keras 2.0 to 2.15, tf.keras and tf-keras. */
  KERAS_2,
  /** Keras 3. */
  KERAS_3;

  /**
   * The generation of a version.
   *
   * @param version such as {@code 2.2.4-tf}
   */
  public static Generation of(String version) {
    if (version.startsWith("0.") || version.startsWith("1.")) {
      return KERAS_1;
    }
    return version.startsWith("2.") ? KERAS_2 : KERAS_3;
  }
}

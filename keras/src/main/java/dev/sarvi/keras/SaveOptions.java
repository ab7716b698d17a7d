package dev.sarvi.keras;

import java.util.Optional;

/**
 * How a model is saved.
 *
 * @param overwrite whether a file that is there is replaced; otherwise it is an error
 * @param optimizer whether it is kept how the model was compiled, and what its optimizer has
 *     learned; Keras's {@code include_optimizer}
 * @param check what goes with the model into a {@code .keras} file, to verify it where it is opened
 */
public record SaveOptions(boolean overwrite, boolean optimizer, Optional<ModelCheck> check) {
  /** A file that is there is replaced, and the optimizer is kept, as Keras does by default. */
  public static final SaveOptions DEFAULT = new SaveOptions(true, true, Optional.empty());

  /** These options, where a file that is there is replaced or not. */
  public SaveOptions withOverwrite(boolean overwrite) {
    return new SaveOptions(overwrite, optimizer, check);
  }

  /** These options, where the optimizer is kept or not. */
  public SaveOptions withOptimizer(boolean optimizer) {
    return new SaveOptions(overwrite, optimizer, check);
  }

  /** These options, and a check that goes with the model. */
  public SaveOptions withCheck(ModelCheck check) {
    return new SaveOptions(overwrite, optimizer, Optional.of(check));
  }
}

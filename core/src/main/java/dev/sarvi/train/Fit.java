package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to run {@code fit}. A value: each method gives a changed copy.
 *
 * <pre>{@code
 * Fit.epochs(5).batchSize(32).validationSplit(0.1).shuffle(false).seed(7)
 * }</pre>
 */
public final class Fit {
  private int epochs = 1;
  private int initialEpoch;
  private int batchSize = 32;
  private double validationSplit;
  private Data validation;
  private boolean shuffle = true;
  private Long seed;
  private Tensor sampleWeight;
  private Map<Integer, Double> classWeight;
  private List<Callback> callbacks = List.of();

  private Fit() {}

  private Fit with(Consumer<Fit> change) {
    Fit copy = new Fit();
    copy.epochs = epochs;
    copy.initialEpoch = initialEpoch;
    copy.batchSize = batchSize;
    copy.validationSplit = validationSplit;
    copy.validation = validation;
    copy.shuffle = shuffle;
    copy.seed = seed;
    copy.sampleWeight = sampleWeight;
    copy.classWeight = classWeight;
    copy.callbacks = callbacks;
    change.accept(copy);
    return copy;
  }

  /** Goes through the data so many times. */
  public static Fit epochs(int epochs) {
    return new Fit().with(fit -> fit.epochs = epochs);
  }

  /** Counts the epochs from here, to go on with a training. */
  public Fit initialEpoch(int initialEpoch) {
    return with(fit -> fit.initialEpoch = initialEpoch);
  }

  /** So many samples in each step, at least 1; 32 by default. */
  public Fit batchSize(int batchSize) {
    requireBatchSize(batchSize);
    return with(fit -> fit.batchSize = batchSize);
  }

  /**
   * Keeps the last part of the data (before shuffling) out of the training, to measure on it after
   * each epoch.
   *
   * @param validationSplit from 0 (none) to less than 1
   */
  public Fit validationSplit(double validationSplit) {
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "`validation_split` must be at least 0 and less than 1. Received: validation_split="
              + validationSplit);
    }
    return with(fit -> fit.validationSplit = validationSplit);
  }

  /** Measures on other data after each epoch; it wins over a split. */
  public Fit validation(Tensor input, Tensor target) {
    return validation(Data.of(input, target));
  }

  /** Measures on other data after each epoch; it wins over a split. */
  public Fit validation(Data validation) {
    return with(fit -> fit.validation = validation);
  }

  /** Whether each epoch takes the samples in another order; true by default. */
  public Fit shuffle(boolean shuffle) {
    return with(fit -> fit.shuffle = shuffle);
  }

  /** The same seed gives the same order, the same dropout, and so the same weights. */
  public Fit seed(long seed) {
    return with(fit -> fit.seed = seed);
  }

  /** One factor for the loss of each sample. */
  public Fit sampleWeight(Tensor sampleWeight) {
    return with(fit -> fit.sampleWeight = sampleWeight);
  }

  /** A factor for the loss of each class's samples, 1 for classes left out; for one output. */
  public Fit classWeight(Map<Integer, Double> classWeight) {
    return with(fit -> fit.classWeight = Map.copyOf(classWeight));
  }

  /** Told how the training goes, in this order. */
  public Fit callbacks(Callback... callbacks) {
    return with(fit -> fit.callbacks = List.of(callbacks));
  }

  int epochs() {
    return epochs;
  }

  int initialEpoch() {
    return initialEpoch;
  }

  int batchSize() {
    return batchSize;
  }

  boolean shuffle() {
    return shuffle;
  }

  Long seed() {
    return seed;
  }

  List<Callback> callbacks() {
    return callbacks;
  }

  /** What is trained on: all the data, or its first part. */
  Data trainingPart(Data data) {
    Data weighted = ClassWeights.onto(data, sampleWeight, classWeight);
    return splits() ? weighted.rows(0, splitAt(data)) : weighted;
  }

  /** What is measured on, if anything. */
  Optional<Data> validationPart(Data data) {
    return splits()
        ? Optional.of(data.weighted(sampleWeight).rows(splitAt(data), data.samples()))
        : Optional.ofNullable(validation);
  }

  private boolean splits() {
    return validationSplit > 0 && validation == null;
  }

  private int splitAt(Data data) {
    int samples = data.samples();
    int at = (int) Math.floor(samples * (1 - validationSplit));
    if (at == 0 || at == samples) {
      throw new IllegalArgumentException(
          "Training data contains "
              + samples
              + " samples, which is not sufficient to split it into a validation and training set"
              + " as specified by `validation_split="
              + validationSplit
              + "`. Either provide more data, or a different value for the `validation_split`"
              + " argument.");
    }
    return at;
  }

  static void requireBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "`batch_size` must be at least 1. Received: batch_size=" + batchSize);
    }
  }
}

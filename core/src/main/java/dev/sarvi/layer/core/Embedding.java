package dev.sarvi.layer.core;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.RandomUniform;
import dev.sarvi.kernel.Masks;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * A vector for each number from 0 to {@code inputDim - 1}: shape {@code (batch, ...)} to {@code
 * (batch, ..., outputDim)}. Weight: {@code embeddings} (inputDim, outputDim). The input is of any
 * type; fractions are cut off, and negative numbers count from the end. With {@code maskZero}, what
 * is 0 is masked. See <a href="https://keras.io/api/layers/core_layers/embedding/">Keras:
 * Embedding</a>.
 */
public final class Embedding extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          Embedding.class, new Config(1, 1), Set.of("inputDim", "outputDim"), Embedding::new);

  /**
   * The arguments.
   *
   * @param inputDim how many vectors, at least 1
   * @param outputDim how long they are, at least 1
   * @param embeddingsInitializer how they start
   * @param embeddingsRegularizer or null
   * @param embeddingsConstraint or null
   * @param maskZero whether 0 stands for nothing
   */
  public record Config(
      int inputDim,
      int outputDim,
      Initializer embeddingsInitializer,
      Regularizer embeddingsRegularizer,
      Constraint embeddingsConstraint,
      boolean maskZero) {
    /** Checks the arguments. */
    public Config {
      requirePositive("input_dim", inputDim);
      requirePositive("output_dim", outputDim);
    }

    /** Keras's defaults. */
    public Config(int inputDim, int outputDim) {
      this(inputDim, outputDim, new RandomUniform(), null, null, false);
    }

    /** With 0 standing for nothing, or not. */
    public Config withMaskZero(boolean maskZero) {
      return new Config(
          inputDim,
          outputDim,
          embeddingsInitializer,
          embeddingsRegularizer,
          embeddingsConstraint,
          maskZero);
    }

    private static void requirePositive(String argument, int value) {
      Arguments.require(
          value > 0,
          "`%s` must be a positive integer. Received: %s=%d".formatted(argument, argument, value));
    }
  }

  /** So many vectors of such a length. */
  public Embedding(int inputDim, int outputDim) {
    this(new Config(inputDim, outputDim));
  }

  /** A layer of this config. */
  public Embedding(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public Embedding(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    return input.concat(Shape.of(config().outputDim));
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    Config config = config();
    return List.of(
        WeightSpec.trainable(
                "embeddings",
                Shape.of(config.inputDim, config.outputDim),
                config.embeddingsInitializer,
                config.embeddingsRegularizer,
                config.embeddingsConstraint)
            .withoutAutocast());
  }

  @Override
  protected boolean takesAnyType() {
    return true;
  }

  /** As they are: in float16 there would be no 2 049. */
  @Override
  protected List<DType> inputDTypes(List<DType> given) {
    return given;
  }

  @Override
  protected DType outputDType(List<DType> inputs) {
    return computeDType();
  }

  @Override
  public boolean makesMasks() {
    return config().maskZero;
  }

  @Override
  public boolean supportsMasking() {
    return config().maskZero;
  }

  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return List.of(Masks.where(inputs.get(0), number -> number != 0));
  }

  @Override
  protected Pass forward(Tensor numbers, Mode mode) {
    Variable embeddings = ownVariables().get(0);
    int[] rows = rows(numbers);
    Shape shape = outputShape(numbers.shape());
    return Pass.of(
        embeddings.value().gather(rows).reshape(shape).cast(computeDType()),
        (gradient, weights) -> {
          weights.add(embeddings, () -> scattered(gradient, rows));
          return Tensor.zeros(numbers.shape(), numbers.dtype());
        });
  }

  private int[] rows(Tensor numbers) {
    int count = config().inputDim;
    int[] rows = new int[numbers.size()];
    for (int i = 0; i < rows.length; i++) {
      double number = numbers.at(i);
      Arguments.require(
          number > -count - 1 && number < count,
          described()
              + " expected numbers from %d to %d. Received: %s at position %d of an input of shape %s"
                  .formatted(-count, count - 1, number, i, numbers.shape()));
      rows[i] = Math.floorMod((int) number, count);
    }
    return rows;
  }

  /** Added in the order of the input, in double precision: the same on any number of threads. */
  private Tensor scattered(Tensor gradient, int[] rows) {
    int length = config().outputDim;
    double[] sums = new double[Math.multiplyExact(config().inputDim, length)];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < length; j++) {
        sums[rows[i] * length + j] += gradient.at(i * length + j);
      }
    }
    return Tensor.of(Shape.of(config().inputDim, length), sums).cast(variableDType().arithmetic());
  }
}

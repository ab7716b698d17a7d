package dev.sarvi.layer.recurrent;

import dev.sarvi.initializer.CounterRandom;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.kernel.Slices;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A cell whose gates are activations of {@code x·kernel + h·recurrentKernel + bias}. The product of
 * all steps with the kernel is one; so is, on the way back, that of each gradient of a weight.
 */
abstract sealed class GatedCell extends RecurrentCell permits SimpleRNNCell, LSTMCell, GRUCell {
  private final CellConfig cell;
  private final int gates;

  GatedCell(Record config, Options options, CellConfig cell, int gates) {
    super(config, options);
    this.cell = cell;
    this.gates = gates;
  }

  /**
   * One step.
   *
   * @param states the new ones, the output first
   * @param back the way back
   */
  record Step(List<Tensor> states, WayBack back) {}

  /** From the gradients of the new states. */
  interface WayBack {
    /** To those of what the step was made of. */
    StepGradients apply(List<Tensor> ofStates, WeightGradients weights);
  }

  /**
   * The gradients of what a step is made of.
   *
   * @param projected of the input's product with the kernel
   * @param states of the states before
   * @param factors for each product with a part of the recurrent kernel what its gradient is made
   *     of
   */
  record StepGradients(Tensor projected, List<Tensor> states, List<Factors> factors) {}

  /** What was multiplied by a kernel, and the gradient of the product. */
  record Factors(Tensor left, Tensor ofProduct) {}

  /**
   * One step.
   *
   * @param projected the input's product with the kernel, with its bias
   * @param recurrent those of {@link #recurrentProducts}
   */
  abstract Step step(Tensor projected, List<Tensor> states, List<GateProduct> recurrent, Mode mode);

  /** Into which products the one with the recurrent kernel is cut, their gates in order. */
  List<GateProduct> recurrentProducts(GateProduct whole) {
    return List.of(whole);
  }

  /** How the bias starts. */
  Initializer biasInitializer() {
    return cell.biasInitializer();
  }

  /** Whether the product with the recurrent kernel has a bias of its own. */
  boolean hasRecurrentBias() {
    return false;
  }

  /** The activations, of which some may be layers. */
  abstract List<ActivationFunction> activations();

  final int units() {
    return cell.units();
  }

  @Override
  final int outputSize() {
    return units();
  }

  @Override
  public final List<Layer> children() {
    return activations().stream().flatMap(activation -> activation.layers().stream()).toList();
  }

  @Override
  final void buildInside(Shape input) {
    activations().forEach(activation -> activation.build(input.with(-1, units())));
  }

  @Override
  final List<WeightSpec> weights(int features) {
    int columns = gates * units();
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(
        WeightSpec.trainable(
            "kernel",
            Shape.of(features, columns),
            cell.kernelInitializer(),
            cell.kernelRegularizer(),
            cell.kernelConstraint()));
    weights.add(
        WeightSpec.trainable(
            "recurrent_kernel",
            Shape.of(units(), columns),
            cell.recurrentInitializer(),
            cell.recurrentRegularizer(),
            cell.recurrentConstraint()));
    if (cell.useBias()) {
      weights.add(
          WeightSpec.trainable(
              "bias",
              hasRecurrentBias() ? Shape.of(2, columns) : Shape.of(columns),
              biasInitializer(),
              cell.biasRegularizer(),
              cell.biasConstraint()));
    }
    return weights;
  }

  @Override
  final Pass run(Tensor sequence, List<Tensor> states, Context context) {
    Tensor bias = cell.useBias() ? ownVariables().get(2).computeValue() : null;
    List<Tensor> biases = hasRecurrentBias() && bias != null ? rows(bias) : both(bias);
    GateProduct input =
        new GateProduct(
            ownVariables().get(0).computeValue(),
            biases.get(0),
            dropMasks(cell.dropout(), sequence.shape().sample(), sequence.dtype(), context, 0));
    GateProduct recurrent =
        new GateProduct(
            ownVariables().get(1).computeValue(),
            biases.get(1),
            dropMasks(
                cell.recurrentDropout(), states.get(0).shape(), sequence.dtype(), context, gates));
    return new ThroughTime(this, input, recurrentProducts(recurrent), context)
        .run(sequence, states);
  }

  /** Adds the gradients of the weights. */
  final void addGradients(
      WeightGradients weights,
      Supplier<Tensor> ofKernel,
      Supplier<Tensor> ofRecurrentKernel,
      Tensor ofProjected,
      Tensor ofRecurrent) {
    weights.add(ownVariables().get(0), ofKernel);
    weights.add(ownVariables().get(1), ofRecurrentKernel);
    if (cell.useBias()) {
      Variable bias = ownVariables().get(2);
      Shape row = Shape.of(bias.shape().dim(-1));
      weights.add(
          bias,
          () ->
              bias.shape().rank() == 1
                  ? TensorMath.sumTo(ofProjected, row)
                  : Slices.stack(
                      List.of(
                          TensorMath.sumTo(ofProjected, row), TensorMath.sumTo(ofRecurrent, row)),
                      row,
                      ofProjected.dtype()));
    }
  }

  private static List<Tensor> both(Tensor bias) {
    return Arrays.asList(bias, null);
  }

  private static List<Tensor> rows(Tensor bias) {
    return List.of(bias.sample(0), bias.sample(1));
  }

  /**
   * What a tensor is multiplied by to drop a part of it, the same at all steps. As in Keras each
   * gate drops another part where a part of the state is dropped.
   *
   * @param first which of the masks is drawn first: each is another
   */
  private List<Tensor> dropMasks(
      double rate, Shape shape, DType dtype, Context context, int first) {
    if (!context.mode().training() || rate == 0 || rate == 1) {
      return List.of();
    }
    long own = Seeds.of(cell.seed(), context.path());
    int count = cell.recurrentDropout() > 0 ? gates : 1;
    return IntStream.range(first, first + count)
        .mapToObj(i -> new CounterRandom(context.mode().seed(), context.mode().step(), own, i))
        .map(random -> random.dropMask(shape, dtype, rate))
        .toList();
  }
}

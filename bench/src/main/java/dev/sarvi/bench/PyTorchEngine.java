package dev.sarvi.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.normalization.BatchNormalization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Networks as lists of calls of PyTorch's functions, channels first. A tensor is the number of the
 * place where a run keeps it.
 */
final class PyTorchEngine implements Engine<Integer> {
  /** The tensors of one run: by places, and the weights. */
  record Values(NDArray[] places, Map<Layout.Weight, NDArray> weights) {}

  private final Layout layout;
  private final Task task;
  private final int batch;
  private final Map<Variable, Layout.Weight> weights = new LinkedHashMap<>();
  private final List<Function<Values, NDArray>> calls = new ArrayList<>();
  private final int inputs;

  PyTorchEngine(Problem problem, Layout layout) {
    this.layout = layout;
    this.task = problem.work().task();
    this.batch = problem.work().batch();
    this.inputs = problem.inputs().size();
  }

  /** The weights that the network uses. */
  Map<Variable, Layout.Weight> weights() {
    return weights;
  }

  /** Runs the calls; the inputs are in the first places. */
  void run(Values values) {
    for (int i = 0; i < calls.size(); i++) {
      values.places[inputs + i] = calls.get(i).apply(values);
    }
  }

  /** How many places a run needs. */
  int places() {
    return inputs + calls.size();
  }

  private Integer call(Function<Values, NDArray> function) {
    calls.add(function);
    return inputs + calls.size() - 1;
  }

  private Integer call(int x, UnaryOperator<NDArray> function) {
    return call(values -> function.apply(values.places[x]));
  }

  private Function<Values, NDArray> weight(Variable variable, int... order) {
    return weight(variable == null ? null : Layout.Weight.of(variable, order));
  }

  private Function<Values, NDArray> weight(Layout.Weight weight) {
    if (weight == null) {
      return values -> null;
    }
    weights.put(weight.variable(), weight);
    return values -> values.weights.get(weight);
  }

  private static Shape pair(List<Integer> pair) {
    return new Shape(pair.get(0), pair.get(1));
  }

  @Override
  public Integer dense(Integer x, Variable kernel, Variable bias) {
    var matrix = weight(kernel, 1, 0);
    var shift = weight(bias, 0);
    return call(
        v -> {
          NDArray input = v.places[x];
          return input
              .getNDArrayInternal()
              .linear(input, matrix.apply(v), shift.apply(v))
              .singletonOrThrow();
        });
  }

  @Override
  public Integer product(Integer a, Integer b) {
    return call(v -> v.places[a].matMul(v.places[b]));
  }

  @Override
  public Integer convolution(Integer x, Variable kernel, Variable bias, Window window) {
    return convolution(x, weight(kernel, 3, 2, 0, 1), bias, window);
  }

  @Override
  public Integer depthwise(Integer x, Variable kernel, Variable bias, Window window) {
    return convolution(x, weight(kernel, 2, 3, 0, 1), bias, window);
  }

  private Integer convolution(
      Integer x, Function<Values, NDArray> kernel, Variable bias, Window window) {
    var shift = weight(bias, 0);
    boolean symmetric = window.isSymmetric();
    int image = symmetric ? x : call(x, input -> input.pad(border(window), 0));
    Shape padding = symmetric ? pair(window.before()) : new Shape(0, 0);
    return call(
        v -> {
          NDArray input = v.places[image];
          return input
              .getNDArrayInternal()
              .convolution(
                  input,
                  kernel.apply(v),
                  shift.apply(v),
                  pair(window.strides()),
                  padding,
                  pair(window.dilation()),
                  window.groups())
              .singletonOrThrow();
        });
  }

  /** Of the last axis first. */
  private static Shape border(Window window) {
    return new Shape(
        window.before().get(1),
        window.after().get(1),
        window.before().get(0),
        window.after().get(0));
  }

  /** A border behind is as if the last window were cut off. */
  @Override
  public Integer maxPooling(Integer x, Window window) {
    boolean behind = !window.isSymmetric() && window.before().equals(List.of(0, 0));
    if (!behind && !window.isSymmetric()) {
      throw new Missing(window);
    }
    Shape padding = behind ? new Shape(0, 0) : pair(window.before());
    return call(
        x,
        image ->
            image
                .getNDArrayInternal()
                .maxPool(pair(window.size()), pair(window.strides()), padding, behind));
  }

  @Override
  public Integer globalAverage(Integer x) {
    return call(x, image -> image.getNDArrayInternal().globalAvgPool());
  }

  @Override
  public Integer normalization(Integer x, BatchNormalization layer) {
    List<Function<Values, NDArray>> variables =
        layer.ownVariables().stream().map(variable -> weight(variable, 0)).toList();
    float epsilon = (float) layer.config().epsilon();
    float momentum = 1 - (float) layer.config().momentum();
    return call(
        v -> {
          NDArray input = v.places[x];
          return input
              .getNDArrayInternal()
              .batchNorm(
                  input,
                  variables.get(2).apply(v),
                  variables.get(3).apply(v),
                  variables.get(0).apply(v),
                  variables.get(1).apply(v),
                  1,
                  momentum,
                  epsilon,
                  task == Task.TRAINING_STEP)
              .singletonOrThrow();
        });
  }

  @Override
  public Integer sum(Integer a, Integer b) {
    return call(v -> v.places[a].add(v.places[b]));
  }

  /** DJL has no call of PyTorch's own one; without a way back, in place. */
  @Override
  public Integer prelu(Integer x, Variable alpha) {
    dev.sarvi.tensor.Tensor batch = alpha.value().reshape(alpha.shape().batched(1));
    dev.sarvi.tensor.Shape shape = layout.of(batch).shape().sample();
    boolean image = shape.rank() == 3 && layout == Layout.CHANNELS_FIRST;
    var slopes =
        weight(image ? Layout.Weight.of(alpha, shape, 2, 0, 1) : Layout.Weight.asIs(alpha));
    return call(
        v -> {
          NDArray input = v.places[x];
          NDArray above = input.getNDArrayInternal().relu();
          NDArray below = input.minimum(0);
          return task == Task.FORWARD
              ? below.muli(slopes.apply(v)).addi(above)
              : below.mul(slopes.apply(v)).add(above);
        });
  }

  @Override
  public Integer softmax(Integer x, dev.sarvi.tensor.Shape shape, int axis) {
    return call(x, input -> input.softmax(layout.axis(axis, shape.rank())));
  }

  @Override
  public Integer activation(Integer x, NamedActivation function) {
    return call(x, function(function));
  }

  private static UnaryOperator<NDArray> function(NamedActivation function) {
    return switch (function.name()) {
      case "relu" -> relu((Activations.Relu) function.arguments());
      case "relu6" -> x -> x.clip(0, 6);
      case "leaky_relu" -> {
        float slope = (float) ((Activations.LeakyRelu) function.arguments()).negativeSlope();
        yield x -> x.getNDArrayInternal().leakyRelu(slope);
      }
      case "elu" -> {
        float alpha = (float) ((Activations.Alpha) function.arguments()).alpha();
        yield x -> x.getNDArrayInternal().elu(alpha);
      }
      case "threshold" -> {
        double theta = ((Activations.Threshold) function.arguments()).threshold();
        yield x -> x.mul(x.gt(theta));
      }
      case "selu" -> x -> x.getNDArrayInternal().selu();
      case "sigmoid" -> x -> x.getNDArrayInternal().sigmoid();
      case "tanh" -> x -> x.getNDArrayInternal().tanh();
      case "tanh_shrink" -> x -> x.sub(x.getNDArrayInternal().tanh());
      case "hard_tanh" -> x -> x.clip(-1, 1);
      case "softplus" -> x -> x.getNDArrayInternal().softPlus();
      case "log_sigmoid" -> x -> x.neg().getNDArrayInternal().softPlus().neg();
      case "softsign" -> x -> x.getNDArrayInternal().softSign();
      case "silu" -> x -> x.mul(x.getNDArrayInternal().sigmoid());
      case "mish" -> x -> x.mul(x.getNDArrayInternal().softPlus().getNDArrayInternal().tanh());
      case "gelu" -> x -> x.getNDArrayInternal().gelu();
      case "exponential" -> NDArray::exp;
      case "log_softmax" -> x -> x.logSoftmax(-1);
      case "hard_sigmoid" -> x -> x.add(3).clip(0, 6).div(6);
      case "hard_silu" -> x -> x.mul(x.add(3).clip(0, 6).div(6));
      default -> throw new Missing(function);
    };
  }

  private static UnaryOperator<NDArray> relu(Activations.Relu relu) {
    if (relu.equals(new Activations.Relu(0, null, 0))) {
      return x -> x.getNDArrayInternal().relu();
    }
    if (relu.maxValue() == null) {
      throw new Missing(relu);
    }
    return x ->
        NDArrays.where(
            x.gte(relu.threshold()),
            x.minimum(relu.maxValue()),
            x.sub(relu.threshold()).mul(relu.negativeSlope()));
  }

  @Override
  public Integer reshape(Integer x, dev.sarvi.tensor.Shape from, dev.sarvi.tensor.Shape to) {
    boolean fromImage = layout.axis(1, from.rank()) != 1;
    boolean toImage = layout.axis(1, to.rank()) != 1;
    long[] dims = new long[to.rank()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = axis == 0 ? batch : to.dim(axis);
    }
    return call(
        x,
        input -> {
          NDArray last = fromImage ? input.transpose(0, 2, 3, 1) : input;
          NDArray reshaped = last.reshape(dims);
          return toImage ? reshaped.transpose(0, 3, 1, 2) : reshaped;
        });
  }
}

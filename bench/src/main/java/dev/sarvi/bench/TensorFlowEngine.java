package dev.sarvi.bench;

import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Networks as graphs of TensorFlow, channels last, spelled as Keras spells them there. */
final class TensorFlowEngine implements Engine<Operand<TFloat32>> {
  private final Ops tf;
  private final Problem problem;
  private final boolean training;
  private final Map<Variable, Operand<TFloat32>> weights = new LinkedHashMap<>();
  private final Map<Variable, Op> handles = new LinkedHashMap<>();
  private final List<Op> initializers = new ArrayList<>();
  private final List<Op> updates = new ArrayList<>();

  TensorFlowEngine(Ops tf, Problem problem) {
    this.tf = tf;
    this.problem = problem;
    this.training = problem.work().task() == Task.TRAINING_STEP;
  }

  /** The values that the network uses. */
  Operand<TFloat32> weight(Variable variable) {
    return weights.computeIfAbsent(variable, this::made);
  }

  /** Constants, so that the graph can be optimized; in a training variables. */
  private Operand<TFloat32> made(Variable variable) {
    Operand<TFloat32> value = constant(variable.value());
    if (!training) {
      return value;
    }
    var handle = variable(value, variable.shape());
    handles.put(variable, handle);
    return tf.readVariableOp(handle, TFloat32.class);
  }

  /** A variable that begins with this value. */
  org.tensorflow.op.core.VarHandleOp variable(Operand<TFloat32> value, Shape shape) {
    String name = "v" + initializers.size();
    var handle =
        tf.varHandleOp(
            TFloat32.class, shape(shape), org.tensorflow.op.core.VarHandleOp.sharedName(name));
    initializers.add(tf.assignVariableOp(handle, value));
    return handle;
  }

  /** Where a variable of the training is. */
  Operand<?> handle(Variable variable) {
    return (Operand<?>) handles.get(variable);
  }

  /** What gives the variables their first values. */
  List<Op> initializers() {
    return initializers;
  }

  /** What else a step of training does. */
  List<Op> updates() {
    return updates;
  }

  Operand<TFloat32> constant(Tensor tensor) {
    return tf.constant(shape(tensor.shape()), DataBuffers.of(tensor.floats()));
  }

  static org.tensorflow.ndarray.Shape shape(Shape shape) {
    long[] dims = new long[shape.rank()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = shape.dim(axis);
    }
    return org.tensorflow.ndarray.Shape.of(dims);
  }

  private Operand<TFloat32> biased(Operand<TFloat32> x, Variable bias) {
    return bias == null ? x : tf.nn.biasAdd(x, weight(bias));
  }

  private static List<Long> inNhwc(List<Integer> pair) {
    return List.of(1L, (long) pair.get(0), (long) pair.get(1), 1L);
  }

  private static String padding(Window window) {
    return window.same() ? "SAME" : "VALID";
  }

  @Override
  public Operand<TFloat32> dense(Operand<TFloat32> x, Variable kernel, Variable bias) {
    return biased(product(x, weight(kernel)), bias);
  }

  @Override
  public Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.linalg.matMul(a, b, new MatMul.Options[0]);
  }

  @Override
  public Operand<TFloat32> convolution(
      Operand<TFloat32> x, Variable kernel, Variable bias, Window window) {
    var dilations = Conv2d.dilations(inNhwc(window.dilation()));
    return biased(
        tf.nn.conv2d(x, weight(kernel), inNhwc(window.strides()), padding(window), dilations),
        bias);
  }

  @Override
  public Operand<TFloat32> depthwise(
      Operand<TFloat32> x, Variable kernel, Variable bias, Window window) {
    var dilations = DepthwiseConv2dNative.dilations(inNhwc(window.dilation()));
    return biased(
        tf.nn.depthwiseConv2dNative(
            x, weight(kernel), inNhwc(window.strides()), padding(window), dilations),
        bias);
  }

  @Override
  public Operand<TFloat32> transposed(
      Operand<TFloat32> x, Variable kernel, Variable bias, Window window, Shape output) {
    int[] sizes = output.with(0, problem.work().batch()).dims();
    return biased(
        tf.nn.conv2dBackpropInput(
            tf.constant(sizes), weight(kernel), x, inNhwc(window.strides()), padding(window)),
        bias);
  }

  @Override
  public Operand<TFloat32> maxPooling(Operand<TFloat32> x, Window window) {
    int[] size = {1, window.size().get(0), window.size().get(1), 1};
    int[] strides = {1, window.strides().get(0), window.strides().get(1), 1};
    return tf.nn.maxPool(x, tf.constant(size), tf.constant(strides), padding(window));
  }

  @Override
  public Operand<TFloat32> globalAverage(Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(new int[] {1, 2}));
  }

  @Override
  public Operand<TFloat32> normalization(Operand<TFloat32> x, BatchNormalization layer) {
    Shape shape = layer.inputShapes().get(0);
    boolean image = shape.rank() == 4;
    List<Variable> variables = layer.ownVariables();
    int channels = shape.dim(-1);
    Operand<TFloat32> pixels =
        image ? x : tf.reshape(x, tf.constant(new int[] {-1, 1, 1, channels}));
    Operand<TFloat32> mean = weight(variables.get(2));
    Operand<TFloat32> variance = weight(variables.get(3));
    var normalized =
        tf.nn.fusedBatchNorm(
            pixels,
            weight(variables.get(0)),
            weight(variables.get(1)),
            training ? tf.constant(new float[0]) : mean,
            training ? tf.constant(new float[0]) : variance,
            FusedBatchNorm.epsilon((float) layer.config().epsilon()),
            FusedBatchNorm.isTraining(training));
    if (training) {
      float momentum = (float) layer.config().momentum();
      move(variables.get(2), mean, normalized.batchMean(), momentum);
      move(variables.get(3), variance, normalized.batchVariance(), momentum);
    }
    return image
        ? normalized.y()
        : tf.reshape(normalized.y(), tf.constant(new int[] {-1, channels}));
  }

  private void move(
      Variable variable, Operand<TFloat32> old, Operand<TFloat32> batch, float momentum) {
    Operand<TFloat32> way = tf.math.mul(tf.math.sub(batch, old), tf.constant(1 - momentum));
    updates.add(tf.assignAddVariableOp(handle(variable), way));
  }

  @Override
  public Operand<TFloat32> sum(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(a, b);
  }

  @Override
  public Operand<TFloat32> prelu(Operand<TFloat32> x, Variable alpha) {
    Operand<TFloat32> below = tf.math.mul(weight(alpha), tf.nn.relu(tf.math.neg(x)));
    return tf.math.sub(tf.nn.relu(x), below);
  }

  @Override
  public Operand<TFloat32> softmax(Operand<TFloat32> x, Shape shape, int axis) {
    if (axis != shape.rank() - 1) {
      Operand<TFloat32> exps =
          tf.math.exp(
              tf.math.sub(
                  x, tf.max(x, tf.constant(axis), org.tensorflow.op.core.Max.keepDims(true))));
      return tf.math.div(
          exps, tf.sum(exps, tf.constant(axis), org.tensorflow.op.core.Sum.keepDims(true)));
    }
    return tf.nn.softmax(x);
  }

  @Override
  public Operand<TFloat32> reshape(Operand<TFloat32> x, Shape from, Shape to) {
    return tf.reshape(x, tf.constant(to.with(0, problem.work().batch()).dims()));
  }

  @Override
  public Operand<TFloat32> activation(Operand<TFloat32> x, NamedActivation function) {
    return switch (function.name()) {
      case "relu" -> relu(x, (Activations.Relu) function.arguments());
      case "relu6" -> tf.nn.relu6(x);
      case "leaky_relu" -> {
        double slope = ((Activations.LeakyRelu) function.arguments()).negativeSlope();
        yield tf.nn.leakyRelu(x, LeakyRelu.alpha((float) slope));
      }
      case "elu" -> {
        if (((Activations.Alpha) function.arguments()).alpha() != 1) {
          throw new Missing(function);
        }
        yield tf.nn.elu(x);
      }
      case "threshold" -> {
        double theta = ((Activations.Threshold) function.arguments()).threshold();
        var above = tf.math.greater(x, tf.constant((float) theta));
        yield tf.math.mul(x, tf.dtypes.cast(above, TFloat32.class));
      }
      case "selu" -> tf.nn.selu(x);
      case "sigmoid" -> tf.math.sigmoid(x);
      case "log_sigmoid" -> tf.math.neg(tf.math.softplus(tf.math.neg(x)));
      case "tanh" -> tf.math.tanh(x);
      case "tanh_shrink" -> tf.math.sub(x, tf.math.tanh(x));
      case "hard_tanh" -> tf.clipByValue(x, tf.constant(-1f), tf.constant(1f));
      case "softplus" -> tf.math.softplus(x);
      case "softsign" -> tf.nn.softsign(x);
      case "silu" -> tf.math.mul(x, tf.math.sigmoid(x));
      case "mish" -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)));
      case "exponential" -> tf.math.exp(x);
      case "log_softmax" -> tf.nn.logSoftmax(x);
      case "hard_sigmoid" -> hardSigmoid(x);
      case "hard_silu" -> tf.math.mul(x, hardSigmoid(x));
      case "gelu" -> {
        var erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
        yield tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), tf.math.add(erf, tf.constant(1f)));
      }
      default -> throw new Missing(function);
    };
  }

  private Operand<TFloat32> hardSigmoid(Operand<TFloat32> x) {
    Operand<TFloat32> six = tf.nn.relu6(tf.math.add(x, tf.constant(3f)));
    return tf.math.mul(six, tf.constant(1f / 6));
  }

  private Operand<TFloat32> relu(Operand<TFloat32> x, Activations.Relu relu) {
    if (relu.equals(new Activations.Relu(0, null, 0))) {
      return tf.nn.relu(x);
    }
    if (relu.maxValue() == null) {
      throw new Missing(relu);
    }
    Operand<TFloat32> threshold = tf.constant((float) relu.threshold());
    Operand<TFloat32> below =
        tf.math.mul(tf.math.sub(x, threshold), tf.constant((float) relu.negativeSlope()));
    Operand<TFloat32> bounded = tf.math.minimum(x, tf.constant(relu.maxValue().floatValue()));
    return tf.select(tf.math.greaterEqual(x, threshold), bounded, below);
  }
}

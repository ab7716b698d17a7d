package dev.sarvi.bench;

import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a network as ONNX. The numbers of fields are those of {@code onnx.proto}: see <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, and the <a
 * href="https://onnx.ai/onnx/operators/">operators</a>.
 */
final class OnnxEngine implements Engine<String> {
  private static final int IR_VERSION = 10;
  private static final int OPSET = 21;
  private static final int FLOAT_TYPE = 1;
  private static final int INT64_TYPE = 7;

  private final Layout layout;
  private final Protobuf graph = new Protobuf();
  private int names;

  private OnnxEngine(Layout layout) {
    this.layout = layout;
  }

  /** The file of a network: inputs are called {@code x0}, ..., outputs {@code y0}, ... */
  static byte[] model(Problem problem, Layout layout) {
    OnnxEngine engine = new OnnxEngine(layout);
    engine.graph.add(2, "network");
    List<String> inputs = new ArrayList<>();
    for (Tensor input : problem.inputs()) {
      inputs.add("x" + inputs.size());
      Shape shape = layout.of(input).shape();
      engine.graph.add(11, valueInfo(inputs.get(inputs.size() - 1), shape));
    }
    List<String> outputs = Translation.of(problem.model(), inputs, engine);
    for (int i = 0; i < outputs.size(); i++) {
      engine.node("Identity", "y" + i, List.of(outputs.get(i)), Map.of());
      engine.graph.add(12, valueInfo("y" + i, outputShape(problem, i, layout)));
    }
    return new Protobuf()
        .add(1, IR_VERSION)
        .add(7, engine.graph)
        .add(8, new Protobuf().add(2, OPSET))
        .bytes();
  }

  /** The shape of an output in a layout. */
  static Shape outputShape(Problem problem, int output, Layout layout) {
    SymbolicTensor symbol = problem.model().outputs().get(output);
    Shape shape = symbol.shape().with(0, problem.work().batch());
    return layout.of(Tensor.zeros(shape)).shape();
  }

  private static Protobuf valueInfo(String name, Shape shape) {
    Protobuf dims = new Protobuf();
    for (int dim : shape.dims()) {
      dims.add(1, new Protobuf().add(1, dim));
    }
    Protobuf tensor = new Protobuf().add(1, FLOAT_TYPE).add(2, dims);
    return new Protobuf().add(1, name).add(2, new Protobuf().add(1, tensor));
  }

  private String node(String type, List<String> inputs, Map<String, Object> attributes) {
    return node(type, "t" + names++, inputs, attributes);
  }

  private String node(
      String type, String output, List<String> inputs, Map<String, Object> attributes) {
    Protobuf node = new Protobuf();
    inputs.forEach(input -> node.add(1, input));
    node.add(2, output).add(4, type);
    attributes.forEach((name, value) -> node.add(5, attribute(name, value)));
    graph.add(1, node);
    return output;
  }

  private static Protobuf attribute(String name, Object value) {
    Protobuf attribute = new Protobuf().add(1, name);
    if (value instanceof Float number) {
      return attribute.add(2, number).add(20, 1);
    } else if (value instanceof Integer number) {
      return attribute.add(3, number).add(20, 2);
    } else if (value instanceof String text) {
      return attribute.add(4, text).add(20, 3);
    }
    ((List<?>) value).forEach(number -> attribute.add(8, (Integer) number));
    return attribute.add(20, 7);
  }

  private String weight(Variable variable, int... order) {
    return constant(Layout.Weight.of(variable, order).value());
  }

  private String constant(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.floats());
    return initializer(FLOAT_TYPE, tensor.shape().dims(), bytes);
  }

  private String initializer(int type, int[] dims, ByteBuffer bytes) {
    Protobuf tensor = new Protobuf();
    for (int dim : dims) {
      tensor.add(1, dim);
    }
    String name = "w" + names++;
    graph.add(5, tensor.add(2, type).add(8, name).add(9, bytes.array()));
    return name;
  }

  private String number(double value) {
    return constant(Tensor.scalar(DType.FLOAT32, value));
  }

  private static List<String> operands(String... names) {
    return Stream.of(names).filter(name -> name != null).toList();
  }

  @Override
  public String dense(String x, Variable kernel, Variable bias) {
    String weight = weight(kernel, 0, 1);
    return node("Gemm", operands(x, weight, bias == null ? null : weight(bias, 0)), Map.of());
  }

  @Override
  public String product(String a, String b) {
    return node("MatMul", List.of(a, b), Map.of());
  }

  private static Map<String, Object> attributes(Window window) {
    List<Integer> pads = Stream.concat(window.before().stream(), window.after().stream()).toList();
    return Map.of("kernel_shape", window.size(), "strides", window.strides(), "pads", pads);
  }

  private String convolution(
      String type, String x, String kernel, Variable bias, Window window, int groups) {
    Map<String, Object> attributes = new TreeMap<>(attributes(window));
    attributes.put("dilations", window.dilation());
    attributes.put("group", groups);
    String shift = bias == null ? null : weight(bias, 0);
    return node(type, operands(x, kernel, shift), attributes);
  }

  @Override
  public String convolution(String x, Variable kernel, Variable bias, Window window) {
    return convolution("Conv", x, weight(kernel, 3, 2, 0, 1), bias, window, window.groups());
  }

  @Override
  public String depthwise(String x, Variable kernel, Variable bias, Window window) {
    return convolution("Conv", x, weight(kernel, 2, 3, 0, 1), bias, window, window.groups());
  }

  @Override
  public String transposed(String x, Variable kernel, Variable bias, Window window, Shape output) {
    return convolution("ConvTranspose", x, weight(kernel, 3, 2, 0, 1), bias, window, 1);
  }

  @Override
  public String maxPooling(String x, Window window) {
    return node("MaxPool", List.of(x), attributes(window));
  }

  @Override
  public String globalAverage(String x) {
    String mean = node("GlobalAveragePool", List.of(x), Map.of());
    return node("Flatten", List.of(mean), Map.of());
  }

  @Override
  public String normalization(String x, BatchNormalization layer) {
    List<String> inputs = new ArrayList<>(List.of(x));
    layer.ownVariables().forEach(variable -> inputs.add(weight(variable, 0)));
    float epsilon = (float) layer.config().epsilon();
    return node("BatchNormalization", inputs, Map.of("epsilon", epsilon));
  }

  @Override
  public String sum(String a, String b) {
    return node("Add", List.of(a, b), Map.of());
  }

  @Override
  public String prelu(String x, Variable alpha) {
    Tensor slopes = alpha.value();
    Tensor batch = slopes.reshape(slopes.shape().batched(1));
    return node("PRelu", List.of(x, constant(layout.of(batch))), Map.of());
  }

  @Override
  public String softmax(String x, Shape shape, int axis) {
    return node("Softmax", List.of(x), Map.of("axis", layout.axis(axis, shape.rank())));
  }

  @Override
  public String activation(String x, NamedActivation function) {
    return switch (function.name()) {
      case "relu" -> relu(x, (Activations.Relu) function.arguments());
      case "relu6" -> clip(x, 0, 6);
      case "leaky_relu" -> {
        double slope = ((Activations.LeakyRelu) function.arguments()).negativeSlope();
        yield node("LeakyRelu", List.of(x), Map.of("alpha", (float) slope));
      }
      case "elu", "celu" -> {
        double alpha = ((Activations.Alpha) function.arguments()).alpha();
        String type = function.name().equals("elu") ? "Elu" : "Celu";
        yield node(type, List.of(x), Map.of("alpha", (float) alpha));
      }
      case "threshold" -> {
        double theta = ((Activations.Threshold) function.arguments()).threshold();
        yield node("ThresholdedRelu", List.of(x), Map.of("alpha", (float) theta));
      }
      case "hard_sigmoid" -> node("HardSigmoid", List.of(x), Map.of("alpha", 1f / 6));
      case "gelu" -> {
        boolean approximate = ((Activations.Gelu) function.arguments()).approximate();
        yield node("Gelu", List.of(x), Map.of("approximate", approximate ? "tanh" : "none"));
      }
      case "silu" -> node("Mul", List.of(x, node("Sigmoid", List.of(x), Map.of())), Map.of());
      case "selu" -> node("Selu", List.of(x), Map.of());
      case "sigmoid" -> node("Sigmoid", List.of(x), Map.of());
      case "tanh" -> node("Tanh", List.of(x), Map.of());
      case "softplus" -> node("Softplus", List.of(x), Map.of());
      case "softsign" -> node("Softsign", List.of(x), Map.of());
      case "hard_silu" -> node("HardSwish", List.of(x), Map.of());
      case "mish" -> node("Mish", List.of(x), Map.of());
      case "exponential" -> node("Exp", List.of(x), Map.of());
      default -> throw new Missing(function);
    };
  }

  private String clip(String x, double min, double max) {
    return node("Clip", List.of(x, number(min), number(max)), Map.of());
  }

  /** The general one is a choice between two. */
  private String relu(String x, Activations.Relu relu) {
    if (relu.equals(new Activations.Relu(0, null, 0))) {
      return node("Relu", List.of(x), Map.of());
    }
    if (relu.maxValue() == null) {
      throw new Missing(relu);
    }
    String threshold = number(relu.threshold());
    String above = node("GreaterOrEqual", List.of(x, threshold), Map.of());
    String shifted = node("Sub", List.of(x, threshold), Map.of());
    String below = node("Mul", List.of(shifted, number(relu.negativeSlope())), Map.of());
    String bounded = node("Min", List.of(x, number(relu.maxValue())), Map.of());
    return node("Where", List.of(above, bounded, below), Map.of());
  }

  @Override
  public String reshape(String x, Shape from, Shape to) {
    String last = moved(x, from, 0, 2, 3, 1);
    int[] dims = to.dims();
    ByteBuffer shape = ByteBuffer.allocate(8 * dims.length).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, dims.length).forEach(axis -> shape.putLong(axis == 0 ? -1 : dims[axis]));
    String sizes = initializer(INT64_TYPE, new int[] {dims.length}, shape);
    return moved(node("Reshape", List.of(last, sizes), Map.of()), to, 0, 3, 1, 2);
  }

  private String moved(String x, Shape shape, Integer... order) {
    return layout.axis(1, shape.rank()) == 1
        ? x
        : node("Transpose", List.of(x), Map.of("perm", List.of(order)));
  }
}

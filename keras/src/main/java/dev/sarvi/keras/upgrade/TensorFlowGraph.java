package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Nodes of TensorFlow's graphs in functional models of tf.keras 2.0 to 2.3 ({@code
 * TensorFlowOpLayer}), as calls of the functions that later versions write. Their constants stand
 * apart from their tensors, by position.
 */
final class TensorFlowGraph {
  /**
   * An operation of a graph, the function; then the function's names for the inputs, {@code first}
   * for its first parameter, {@code all} if that is a list; and for attributes.
   */
  private static final String TABLE =
      """
      Add           math.add              first y
      AddV2         math.add              first y
      BiasAdd       math.add              first y
      Sub           math.subtract         first y
      Mul           math.multiply         first y
      RealDiv       math.truediv          first y
      Pow           math.pow              first y
      Maximum       math.maximum          first y
      Minimum       math.minimum          first y
      Greater       math.greater          first y
      GreaterEqual  math.greater_equal    first y
      Less          math.less             first y
      LessEqual     math.less_equal       first y
      LogicalAnd    math.logical_and      first y
      LogicalOr     math.logical_or       first y
      LogicalNot    math.logical_not      first
      SelectV2      where                 first x y
      Neg           math.negative         first
      Abs           math.abs              first
      Sign          math.sign             first
      Square        math.square           first
      Sqrt          math.sqrt             first
      Rsqrt         math.rsqrt            first
      Reciprocal    math.reciprocal       first
      Exp           math.exp              first
      Expm1         math.expm1            first
      Log           math.log              first
      Log1p         math.log1p            first
      Erf           math.erf              first
      Sin           math.sin              first
      Cos           math.cos              first
      ZerosLike     zeros_like            first
      OnesLike      ones_like             first
      Relu          nn.relu               first
      Relu6         nn.relu6              first
      LeakyRelu     nn.leaky_relu         first alpha=alpha
      Elu           nn.elu                first
      Selu          nn.selu               first
      Softmax       nn.softmax            first
      LogSoftmax    nn.log_softmax        first
      Softplus      math.softplus         first
      Softsign      nn.softsign           first
      Sigmoid       math.sigmoid          first
      Tanh          math.tanh             first
      ConcatV2      concat                all axis
      Pack          stack                 all axis=axis
      Split         split                 axis first num_split=num_or_size_splits
      SplitV        split                 first num_or_size_splits axis
      Unpack        unstack               first num=num axis=axis
      Reshape       reshape               first shape
      Transpose     transpose             first perm
      ExpandDims    expand_dims           first axis
      Squeeze       squeeze               first squeeze_dims=axis
      Tile          tile                  first multiples
      ReverseV2     reverse               first axis
      Pad           pad                   first paddings
      PadV2         pad                   first paddings constant_values
      Sum           math.reduce_sum       first axis keep_dims=keepdims
      Mean          math.reduce_mean      first axis keep_dims=keepdims
      Max           math.reduce_max       first axis keep_dims=keepdims
      Min           math.reduce_min       first axis keep_dims=keepdims
      MatMul        linalg.matmul         first b transpose_a=transpose_a transpose_b=transpose_b
      BatchMatMulV2 linalg.matmul         first b adj_x=transpose_a adj_y=transpose_b
      Cast          cast                  first DstT=dtype
      Identity      identity              first
      StopGradient  stop_gradient         first
      StridedSlice  __operators__.getitem first begin end strides
      """;

  private static final Map<String, String[]> KNOWN = new HashMap<>();

  static {
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split(" +", -1);
      KNOWN.put(words[0], words);
    }
  }

  private final Map<String, JsonElement> inputs = new HashMap<>();
  private final Map<String, JsonElement> attributes = new HashMap<>();
  private final JsonObject keywords = new JsonObject();

  private TensorFlowGraph() {}

  /** Makes an operation of a layer that is a node; what is not known stays what it is. */
  static void upgrade(JsonObject layer) {
    if ("TensorFlowOpLayer".equals(Upgrade.text(layer, "class_name"))
        && layer.get("config") instanceof JsonObject config
        && config.get("node_def") instanceof JsonObject node
        && KNOWN.containsKey(String.valueOf(Upgrade.text(node, "op")))
        && layer.get("inbound_nodes") instanceof JsonArray calls
        && calls.size() == 1
        && calls.get(0) instanceof JsonObject call
        && call.get("args") instanceof JsonArray given
        && given.size() == 1) {
      List<JsonElement> values = Values.inList(given.get(0)).asList();
      if (config.get("constants") instanceof JsonObject constants) {
        values = inOrder(values, constants);
      }
      if (node.get("attr") instanceof JsonObject attributes) {
        new TensorFlowGraph()
            .upgrade(layer, KNOWN.get(Upgrade.text(node, "op")), values, attributes);
      }
    }
  }

  /** The tensors, with the constants in their places. */
  private static List<JsonElement> inOrder(List<JsonElement> tensors, JsonObject constants) {
    List<JsonElement> all = new ArrayList<>();
    Iterator<JsonElement> next = tensors.iterator();
    for (int i = 0; i < tensors.size() + constants.size(); i++) {
      JsonElement constant = constants.get(String.valueOf(i));
      if (constant != null) {
        all.add(constant);
      } else if (next.hasNext()) {
        all.add(next.next());
      }
    }
    return all;
  }

  private void upgrade(
      JsonObject layer, String[] words, List<JsonElement> values, JsonObject given) {
    int more = values.size();
    for (int i = 2; i < words.length; i++) {
      more -= words[i].contains("=") ? 0 : 1;
    }
    boolean hasList = words[2].equals("all");
    if (hasList ? more < 0 : more != 0) {
      return;
    }
    given.entrySet().forEach(one -> attributes.put(one.getKey(), value(one.getValue())));
    Iterator<JsonElement> next = values.iterator();
    for (int i = 2; i < words.length; i++) {
      String[] names = words[i].split("=", -1);
      if (names.length == 2) {
        attribute(names[0], names[1]);
      } else if (names[0].equals("all")) {
        JsonArray list = new JsonArray();
        for (int count = 0; count <= more; count++) {
          list.add(next.next());
        }
        inputs.put("first", list);
      } else {
        inputs.put(names[0], next.next());
      }
    }
    JsonElement first = inputs.remove("first");
    if (inputs.containsKey("strides")) {
      JsonElement[] bounds = {inputs.get("begin"), inputs.get("end"), inputs.get("strides")};
      JsonArray spec = TensorFlowSlices.spec(bounds, attributes);
      if (spec == null) {
        return;
      }
      inputs.clear();
      inputs.put("slice_spec", spec);
    }
    inputs.forEach(keywords::add);
    TensorFlowFunctions.upgrade(layer, words[1], first, keywords);
  }

  private void attribute(String before, String now) {
    if (attributes.get(before) != null) {
      keywords.add(now, attributes.get(before));
    }
  }

  /** The value of an attribute, such as {@code {"i": "3"}}; null if it is of another kind. */
  private static JsonElement value(JsonElement attribute) {
    if (!(attribute instanceof JsonObject typed)) {
      return null;
    }
    if (typed.has("b") || typed.has("f")) {
      return typed.has("b") ? typed.get("b") : typed.get("f");
    }
    String type = Upgrade.text(typed, "type");
    if (type != null) {
      return new JsonPrimitive(dtype(type));
    }
    if (typed.get("list") instanceof JsonObject list && list.get("i") instanceof JsonArray all) {
      JsonArray numbers = new JsonArray();
      all.forEach(one -> numbers.add(integer(one)));
      return numbers;
    }
    return integer(typed.get("i"));
  }

  /** Integers of 64 bits are texts in the JSON of protocol buffers. */
  private static JsonElement integer(JsonElement json) {
    boolean digits = json instanceof JsonPrimitive one && one.getAsString().matches("-?\\d{1,9}");
    return digits ? new JsonPrimitive(json.getAsInt()) : null;
  }

  private static String dtype(String type) {
    return switch (type) {
      case "DT_FLOAT" -> "float32";
      case "DT_DOUBLE" -> "float64";
      case "DT_HALF" -> "float16";
      default -> type.replaceFirst("DT_", "").toLowerCase(Locale.ROOT);
    };
  }
}

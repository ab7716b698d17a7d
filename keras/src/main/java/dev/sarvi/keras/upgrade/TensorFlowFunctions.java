package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * TensorFlow's functions in functional models of tf.keras ({@code TFOpLambda}, {@code
 * SlicingOpLambda}), as the operations that Keras 3 has for them.
 */
final class TensorFlowFunctions {
  /**
   * A function's name, Keras's class; then its parameters after the first: those that are operands
   * too, and those that are arguments, with Keras's names for them.
   */
  private static final String TABLE =
      """
      math.add              Add            y
      __operators__.add     Add            y
      math.subtract         Subtract       y
      math.multiply         Multiply       y
      math.truediv          TrueDivide     y
      math.divide           TrueDivide     y
      math.pow              Power          y
      math.maximum          Maximum        y
      math.minimum          Minimum        y
      math.greater          Greater        y
      math.greater_equal    GreaterEqual   y
      math.less             Less           y
      math.less_equal       LessEqual      y
      math.equal            Equal          y
      math.not_equal        NotEqual       y
      math.logical_and      LogicalAnd     y
      math.logical_or       LogicalOr      y
      math.logical_not      LogicalNot
      where                 Where          x y
      math.negative         Negative
      math.abs              Absolute
      math.sign             Sign
      math.square           Square
      math.sqrt             Sqrt
      math.rsqrt            Rsqrt
      math.reciprocal       Reciprocal
      math.exp              Exp
      math.expm1            Expm1
      math.log              Log
      math.log1p            Log1p
      math.erf              Erf
      math.sin              Sin
      math.cos              Cos
      zeros_like            ZerosLike
      ones_like             OnesLike
      clip_by_value         Clip           clip_value_min=x_min clip_value_max=x_max
      nn.relu               Relu
      nn.relu6              Relu6
      nn.leaky_relu         LeakyRelu      alpha=negative_slope
      nn.elu                Elu
      nn.selu               Selu
      nn.silu               Silu
      nn.gelu               Gelu           approximate=approximate
      nn.softmax            Softmax        axis=axis
      nn.log_softmax        LogSoftmax     axis=axis
      nn.softsign           Softsign
      math.softplus         Softplus
      math.sigmoid          Sigmoid
      math.tanh             Tanh
      concat                Concatenate    axis=axis
      stack                 Stack          axis=axis
      split                 Split          num_or_size_splits=indices_or_sections axis=axis
      unstack               Unstack        num=num axis=axis
      reshape               Reshape        shape=newshape
      transpose             Transpose      perm=axes
      compat.v1.transpose   Transpose      perm=axes
      expand_dims           ExpandDims     axis=axis
      squeeze               Squeeze        axis=axis
      compat.v1.squeeze     Squeeze        axis=axis
      tile                  Tile           multiples=repeats
      reverse               Flip           axis=axis
      broadcast_to          BroadcastTo    shape=shape
      pad                   Pad            paddings=pad_width mode=mode constant_values=constant_values
      compat.v1.pad         Pad            paddings=pad_width mode=mode constant_values=constant_values
      math.reduce_sum       Sum            axis=axis keepdims=keepdims
      math.reduce_mean      Mean           axis=axis keepdims=keepdims
      math.reduce_max       Max            axis=axis keepdims=keepdims
      math.reduce_min       Min            axis=axis keepdims=keepdims
      math.reduce_std       Std            axis=axis keepdims=keepdims
      math.reduce_variance  Var            axis=axis keepdims=keepdims
      math.reduce_logsumexp Logsumexp      axis=axis keepdims=keepdims
      linalg.matmul         Matmul         b
      cast                  Cast           dtype=dtype
      identity              Copy
      stop_gradient         StopGradient
      __operators__.getitem GetItem        slice_spec=key
      """;

  /**
   * A function.
   *
   * @param operands the parameters after the first that are operands too
   * @param arguments Keras's names by TensorFlow's
   */
  private record Function(String className, List<String> operands, Map<String, String> arguments) {}

  private static final Map<String, Function> KNOWN = new HashMap<>();

  static {
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split(" +", -1);
      List<String> operands = new ArrayList<>();
      Map<String, String> arguments = new HashMap<>();
      for (int i = 2; i < words.length; i++) {
        String[] names = words[i].split("=", -1);
        if (names.length == 2) {
          arguments.put(names[0], names[1]);
        } else {
          operands.add(names[0]);
        }
      }
      KNOWN.put(words[0], new Function(words[1], operands, arguments));
    }
  }

  private TensorFlowFunctions() {}

  /** Makes an operation of a layer that calls a function; what is not known stays what it is. */
  static void upgrade(JsonObject layer) {
    String className = Upgrade.text(layer, "class_name");
    boolean calls = "TFOpLambda".equals(className) || "SlicingOpLambda".equals(className);
    if (calls
        && layer.get("config") instanceof JsonObject config
        && layer.get("inbound_nodes") instanceof JsonArray nodes
        && nodes.size() == 1
        && nodes.get(0) instanceof JsonObject call
        && call.get("args") instanceof JsonArray given
        && given.size() == 1
        && call.get("kwargs") instanceof JsonObject keywords) {
      upgrade(layer, Upgrade.text(config, "function"), given.get(0), keywords);
    }
  }

  /**
   * Makes an operation of a layer that calls a function.
   *
   * @param first what stands for the function's first parameter
   * @param keywords what stands for the others
   */
  static void upgrade(JsonObject layer, String name, JsonElement first, JsonObject keywords) {
    Function function = KNOWN.get(name);
    if (function == null || !keywords.keySet().containsAll(function.operands)) {
      return;
    }
    JsonObject given = keywords.deepCopy();
    String className = respelled(function.className, given);
    JsonArray operands = new JsonArray();
    boolean joins = className.equals("Concatenate") || className.equals("Stack");
    operands.add(joins ? Values.inList(first) : operand(first));
    function.operands.forEach(key -> operands.add(operand(given.remove(key))));
    JsonObject config = new JsonObject();
    function.arguments.forEach(
        (before, now) -> {
          if (given.has(before) && !given.get(before).isJsonNull()) {
            config.add(now, given.get(before));
          }
          given.remove(before);
        });
    if (className.equals("Einsum")) {
      config.addProperty("subscripts", transposed(given));
    }
    given.remove("name");
    given.asMap().values().removeIf(TensorFlowFunctions::asksForNothing);
    if (config.has("key")) {
      operands.add(config.remove("key"));
    }
    JsonObject call = new JsonObject();
    call.add("args", operands);
    call.add("kwargs", given);
    layer.addProperty("module", "keras.src.ops.numpy");
    layer.addProperty("class_name", className);
    layer.remove("registered_name");
    layer.add("config", config);
    layer.add("inbound_nodes", Values.list(call));
  }

  private static boolean asksForNothing(JsonElement json) {
    return json.isJsonNull() || isFalse(json);
  }

  private static boolean isFalse(JsonElement json) {
    return json instanceof JsonPrimitive one && one.isBoolean() && !one.getAsBoolean();
  }

  private static boolean isTrue(JsonObject keywords, String key) {
    return keywords.get(key) instanceof JsonPrimitive one && one.isBoolean() && one.getAsBoolean();
  }

  /** A tensor or a number as it is; a list of numbers as the array that it stands for. */
  private static JsonElement operand(JsonElement json) {
    if (!(json instanceof JsonArray)) {
      return json;
    }
    JsonObject config = new JsonObject();
    config.add("value", json);
    config.addProperty("dtype", "float32");
    return Values.serialized("__numpy__", config);
  }

  /** Arguments whose values Keras spells in another way; the class that takes them. */
  private static String respelled(String className, JsonObject given) {
    switch (className) {
      case "Gelu" -> {
        if (!given.has("approximate")) {
          given.addProperty("approximate", false); // which Keras takes for true
        }
      }
      case "Silu" -> {
        if (Values.isNumber(given.get("beta"), 1)) {
          given.remove("beta");
        }
      }
      case "Pad" -> {
        String mode = Upgrade.text(given, "mode");
        if (mode != null) {
          given.addProperty("mode", mode.toLowerCase(Locale.ROOT));
        }
        if (Values.isNumber(given.get("constant_values"), 0)) {
          given.remove("constant_values");
        }
      }
      case "Split" -> given.add("num_or_size_splits", cuts(given.get("num_or_size_splits")));
      case "GetItem" -> given.add("slice_spec", TensorFlowSlices.key(given.get("slice_spec")));
      case "Matmul" -> {
        return isTrue(given, "transpose_a") || isTrue(given, "transpose_b") ? "Einsum" : className;
      }
      default -> {
        // Everything is spelled alike.
      }
    }
    return className;
  }

  /** Lengths of parts, as the indices at which they begin; a number of parts as it is. */
  private static JsonElement cuts(JsonElement lengths) {
    if (!(lengths instanceof JsonArray list)) {
      return lengths;
    }
    JsonArray cuts = new JsonArray();
    long end = 0;
    for (int i = 0; i + 1 < list.size(); i++) {
      if (!Values.isInteger(list.get(i))) {
        return lengths;
      }
      end += list.get(i).getAsInt();
      cuts.add(end);
    }
    return cuts;
  }

  /** A matrix product with one or both of its operands transposed. */
  private static String transposed(JsonObject given) {
    String left = isTrue(given, "transpose_a") ? "...ji" : "...ij";
    String right = isTrue(given, "transpose_b") ? "...kj" : "...jk";
    given.remove("transpose_a");
    given.remove("transpose_b");
    return left + "," + right + "->...ik";
  }
}

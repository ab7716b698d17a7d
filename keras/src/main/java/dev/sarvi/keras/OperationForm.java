package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.layer.operation.Constant;
import dev.sarvi.layer.operation.Index;
import dev.sarvi.layer.operation.Sections;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms that operations and what they are called with have in Keras's files. */
final class OperationForm {
  private static final String SLICE = "__slice__";
  private static final String ELLIPSIS = "__ellipsis__";
  private static final String NUMPY = "__numpy__";
  private static final String TENSOR = "__tensor__";

  /** Where Keras has an operation, unless it is among NumPy's. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "keras.src.activations.activations",
          Set.of("ReLU", "Mish"),
          "keras.src.ops.math",
          Set.of("Erf", "Logsumexp", "Rsqrt"),
          "keras.src.ops.linalg",
          Set.of("Norm"),
          "keras.src.ops.core",
          Set.of("Cast", "StopGradient", "Unstack"),
          "keras.src.ops.nn",
          Set.of(
              "Celu",
              "Elu",
              "Gelu",
              "Glu",
              "HardShrink",
              "HardSigmoid",
              "HardSilu",
              "HardTanh",
              "LeakyRelu",
              "LogSigmoid",
              "LogSoftmax",
              "Relu",
              "Relu6",
              "Selu",
              "Sigmoid",
              "Silu",
              "SoftShrink",
              "Softmax",
              "Softplus",
              "Softsign",
              "SparsePlus",
              "SparseSigmoid",
              "Sparsemax",
              "Squareplus",
              "TanhShrink",
              "Threshold"));

  private OperationForm() {}

  /** Keras's module of a class. */
  static String module(String className) {
    return MODULES.entrySet().stream()
        .filter(module -> module.getValue().contains(className))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("keras.src.ops.numpy");
  }

  /** Whether a module, which may be null, is one of those that hold operations and not layers. */
  static boolean isModule(String module) {
    return module != null
        && (module.startsWith("keras.src.ops.") || module.startsWith("keras.src.activations."));
  }

  /** A number, a truth value or an array. */
  static Constant constant(Json json) {
    if (json.isBoolean()) {
      return new Constant.Truth(json.bool());
    }
    if (isArray(json)) {
      Json dtype = json.get("config").get("dtype");
      Tensor array = array(json.get("config").get("value"));
      return new Constant.Array(array, dtype.string(), json.isOfClass(TENSOR));
    }
    double number = json.number();
    boolean isInteger = json.value().getAsString().matches("-?\\d{1,18}");
    return new Constant.Scalar(isInteger ? (Number) json.longInteger() : (Number) number);
  }

  /** Whether it is an array of NumPy's, or a tensor: numbers with a type. */
  static boolean isArray(Json json) {
    return json.isOfClass(TENSOR) || json.isOfClass(NUMPY);
  }

  private static Tensor array(Json value) {
    List<Integer> dims = new ArrayList<>();
    List<Json> flat = List.of(value);
    while (!flat.isEmpty() && flat.get(0).isList()) {
      dims.add(flat.get(0).list().size());
      List<Json> inside = new ArrayList<>();
      for (Json one : flat) {
        if (one.list().size() != dims.get(dims.size() - 1)) {
          throw one.unexpected("a list of " + dims.get(dims.size() - 1));
        }
        inside.addAll(one.list());
      }
      flat = inside;
    }
    double[] numbers = flat.stream().mapToDouble(OperationForm::element).toArray();
    return Tensor.of(Shape.of(dims), numbers);
  }

  private static double element(Json json) {
    return json.isBoolean() ? (json.bool() ? 1 : 0) : json.number();
  }

  /** The same as JSON. */
  static JsonElement json(Constant constant) {
    if (constant instanceof Constant.Scalar scalar) {
      return new JsonPrimitive(scalar.value());
    } else if (constant instanceof Constant.Truth truth) {
      return new JsonPrimitive(truth.value());
    }
    Constant.Array array = (Constant.Array) constant;
    JsonObject config = new JsonObject();
    config.add("value", json(array, 0, 0));
    config.addProperty("dtype", array.dtype());
    return special(array.isTensor() ? TENSOR : NUMPY, config);
  }

  private static JsonElement json(Constant.Array array, int axis, int at) {
    Shape shape = array.values().shape();
    if (axis == shape.rank()) {
      double value = array.values().at(at);
      boolean isFloat = array.dtype().contains("float");
      if (array.dtype().equals("bool")) {
        return new JsonPrimitive(value != 0);
      }
      return isFloat ? new JsonPrimitive(value) : new JsonPrimitive((long) value);
    }
    JsonArray list = new JsonArray();
    for (int i = 0; i < shape.dim(axis); i++) {
      list.add(json(array, axis + 1, at + i * shape.stride(axis)));
    }
    return list;
  }

  /** What stands in brackets, for one axis. */
  static Index index(Json json) {
    if (json.isNull()) {
      return Index.newAxis();
    } else if (json.isOfClass(ELLIPSIS)) {
      return Index.ellipsis();
    } else if (json.isOfClass(SLICE)) {
      Json config = json.get("config");
      return new Index.Slice(
          bound(config.get("start")), bound(config.get("stop")), bound(config.get("step")));
    }
    return Index.at(json.integer());
  }

  private static Integer bound(Json json) {
    return json.isNull() ? null : (Integer) json.integer();
  }

  /** The same as JSON. */
  static JsonElement json(Index index) {
    if (index instanceof Index.NewAxis) {
      return JsonNull.INSTANCE;
    } else if (index instanceof Index.Ellipsis) {
      return special(ELLIPSIS, new JsonObject());
    } else if (index instanceof Index.Slice slice) {
      JsonObject config = new JsonObject();
      config.addProperty("start", slice.start());
      config.addProperty("stop", slice.stop());
      config.addProperty("step", slice.step());
      return special(SLICE, config);
    }
    return new JsonPrimitive(((Index.At) index).index());
  }

  /** A number of parts, or a list of indices. */
  static Sections sections(Json json) {
    return json.isList()
        ? new Sections(null, json.list().stream().map(Json::integer).toList())
        : new Sections(json.integer(), null);
  }

  /** The same as JSON. */
  static JsonElement json(Sections sections) {
    if (sections.indices() == null) {
      return new JsonPrimitive(sections.sections());
    }
    JsonArray indices = new JsonArray();
    sections.indices().forEach(indices::add);
    return indices;
  }

  private static JsonObject special(String className, JsonObject config) {
    JsonObject object = new JsonObject();
    object.addProperty("class_name", className);
    object.add("config", config);
    return object;
  }
}

package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.sarvi.layer.preprocessing.Numbers;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A number, or lists of them in lists; NumPy's arrays and tensors are lists with a type. */
final class NumbersForm {
  private static final int MAX_RANK = 8;

  private NumbersForm() {}

  static Numbers read(Json json) {
    if (OperationForm.isArray(json)) {
      return read(json.get("config").get("value"));
    }
    List<Integer> dims = new ArrayList<>();
    for (Json one = json; one.isList(); one = one.list().get(0)) {
      dims.add(one.list().size());
      if (one.list().isEmpty() || dims.size() > MAX_RANK) {
        throw json.unexpected("a number, or a list of some");
      }
    }
    List<Double> values = new ArrayList<>();
    collect(json, dims, 0, values);
    return new Numbers(Shape.of(dims), values);
  }

  private static void collect(Json json, List<Integer> dims, int axis, List<Double> values) {
    if (axis == dims.size()) {
      values.add(json.number());
      return;
    }
    List<Json> rows = json.list();
    if (rows.size() != dims.get(axis)) {
      throw json.unexpected("as many numbers as beside it, " + dims.get(axis));
    }
    rows.forEach(row -> collect(row, dims, axis + 1, values));
  }

  static JsonElement write(Numbers numbers) {
    return write(numbers.shape(), numbers.values().iterator());
  }

  private static JsonElement write(Shape shape, Iterator<Double> values) {
    if (shape.rank() == 0) {
      return new JsonPrimitive(values.next());
    }
    JsonArray list = new JsonArray();
    for (int i = 0; i < shape.dim(0); i++) {
      list.add(write(shape.sample(), values));
    }
    return list;
  }
}

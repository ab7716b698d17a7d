package dev.sarvi.keras.upgrade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Map;

/** What stands in brackets behind a tensor, as tf.keras has it. */
final class TensorFlowSlices {
  private TensorFlowSlices() {}

  /** The {@code slice_spec} of {@code SlicingOpLambda}, as the key of Keras's {@code GetItem}. */
  static JsonArray key(JsonElement spec) {
    JsonArray key = new JsonArray();
    if (spec instanceof JsonArray parts) {
      parts.forEach(part -> key.add(part(part)));
    } else {
      key.add(part(spec));
    }
    return key;
  }

  private static JsonElement part(JsonElement json) {
    return json instanceof JsonObject bounds && bounds.has("start")
        ? Values.serialized("__slice__", bounds)
        : json;
  }

  /**
   * The {@code slice_spec} of a {@code StridedSlice}.
   *
   * @param bounds its inputs begin, end and strides
   * @param masks its attributes: in each a bit for each part
   * @return null if the bounds are not lists of numbers
   */
  static JsonArray spec(JsonElement[] bounds, Map<String, JsonElement> masks) {
    JsonArray spec = new JsonArray();
    if (!(bounds[0] instanceof JsonArray begin)
        || !(bounds[1] instanceof JsonArray end)
        || !(bounds[2] instanceof JsonArray strides)
        || begin.size() != end.size()
        || begin.size() != strides.size()) {
      return null;
    }
    for (int i = 0; i < begin.size(); i++) {
      if (has(masks, "ellipsis_mask", i)) {
        spec.add(Values.serialized("__ellipsis__", new JsonObject()));
      } else if (has(masks, "new_axis_mask", i)) {
        spec.add(JsonNull.INSTANCE);
      } else if (has(masks, "shrink_axis_mask", i)) {
        spec.add(begin.get(i));
      } else {
        JsonObject slice = new JsonObject();
        slice.add("start", has(masks, "begin_mask", i) ? JsonNull.INSTANCE : begin.get(i));
        slice.add("stop", has(masks, "end_mask", i) ? JsonNull.INSTANCE : end.get(i));
        slice.add("step", strides.get(i));
        spec.add(slice);
      }
    }
    return spec;
  }

  private static boolean has(Map<String, JsonElement> masks, String name, int part) {
    JsonElement mask = masks.get(name);
    return Values.isInteger(mask) && (mask.getAsInt() >> part & 1) == 1;
  }
}

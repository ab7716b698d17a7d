package dev.sarvi.keras;

import com.google.gson.JsonElement;
import dev.sarvi.config.Registry;
import dev.sarvi.layer.ConfigPart;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;

/** How record components are called in Keras's configs. */
final class ConfigKeys {
  /** Where snake case is not enough. */
  private static final Map<String, String> SPELLED = Map.of("beta1", "beta_1", "beta2", "beta_2");

  /** What asks for nothing as long as it has this value, and has no component. */
  private static final Map<String, String> INERT =
      Map.ofEntries(
          Map.entry("autocast", "true"),
          Map.entry("sparse", "false"),
          Map.entry("ragged", "false"),
          Map.entry("optional", "false"),
          Map.entry("groups", "1"), // Keras 2, of transposed, depthwise and separable convolutions
          Map.entry("quantization_config", "null"),
          Map.entry("lora_rank", "null"),
          Map.entry("lora_alpha", "null"),
          Map.entry("synchronized", "false"),
          Map.entry("renorm", "false"),
          Map.entry("renorm_clipping", "null"),
          Map.entry("renorm_momentum", "0.99"));

  /** What Keras 3.5 does not know: written only where it says something. */
  private static final Set<String> RECENT = Set.of("input_axes", "output_axes", "sliding_window");

  /** Whether the last input of a layer is a mask. */
  static final String ATTENTION_MASK = "attention_mask";

  /** What Keras takes at each call of a layer, and Sarvi as arguments of the layer. */
  private static final Set<String> OF_CALL =
      Set.of("use_causal_mask", "return_attention_scores", ATTENTION_MASK);

  /** Lists in which null stands for a size that is the input's. */
  private static final Set<String> OPEN = Set.of("noise_shape", "output_shape");

  private ConfigKeys() {}

  /** Keras's key of a component. */
  static String of(RecordComponent component) {
    String name = component.getName();
    return SPELLED.containsKey(name) ? SPELLED.get(name) : Registry.snakeCase(name);
  }

  /** Whether a component is a record whose own components stand in its place. */
  static boolean isPart(RecordComponent component) {
    return ConfigPart.class.isAssignableFrom(component.getType());
  }

  /** Whether a key that is not known may be passed over: it asks for nothing. */
  static boolean isInert(String key, Json value) {
    return INERT.containsKey(key) && INERT.get(key).equals(value.toString());
  }

  /** Whether it stands where a layer is called, and not in its config. */
  static boolean isOfCall(String key) {
    return OF_CALL.contains(key);
  }

  /** Whether a list under this key may hold null. */
  static boolean mayHoldNull(String key) {
    return OPEN.contains(key);
  }

  /** Whether a key is left out of what is written, for earlier versions' sake. */
  static boolean isLeftOut(String key, JsonElement value) {
    boolean saysNothing =
        key.equals("use_gate") ? !value.getAsBoolean() : RECENT.contains(key) && value.isJsonNull();
    return OF_CALL.contains(key) || saysNothing;
  }
}

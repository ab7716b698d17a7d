package dev.sarvi.keras.upgrade;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What arguments were called before, for each layer; and which ones ask for nothing now. */
final class ArgumentNames {
  /** Keras 1's names for what layers with kernels have in common. */
  private static final Map<String, String> KERNEL =
      Map.of(
          "init", "kernel_initializer",
          "W_regularizer", "kernel_regularizer",
          "b_regularizer", "bias_regularizer",
          "W_constraint", "kernel_constraint",
          "b_constraint", "bias_constraint",
          "bias", "use_bias");

  private static final Map<String, String> WINDOW =
      Map.of("border_mode", "padding", "dim_ordering", "data_format");

  private static final Map<String, String> CONVOLUTION =
      union(
          KERNEL,
          WINDOW,
          Map.of(
              "nb_filter", "filters",
              "subsample", "strides",
              "atrous_rate", "dilation_rate",
              "filter_length", "kernel_size",
              "subsample_length", "strides"));

  private static final Map<String, String> POOLING =
      union(WINDOW, Map.of("pool_length", "pool_size", "stride", "strides"));

  private static final Map<String, String> RECURRENT =
      union(
          Map.of(
              "output_dim", "units",
              "init", "kernel_initializer",
              "inner_init", "recurrent_initializer",
              "inner_activation", "recurrent_activation",
              "W_regularizer", "kernel_regularizer",
              "U_regularizer", "recurrent_regularizer",
              "b_regularizer", "bias_regularizer"),
          Map.of("dropout_W", "dropout", "dropout_U", "recurrent_dropout"));

  /** By class: what an argument was called, and what it is called now. */
  private static final Map<String, Map<String, String>> NOW = new HashMap<>();

  static {
    NOW.put("InputLayer", Map.of("batch_input_shape", "batch_shape", "input_dtype", "dtype"));
    NOW.put("Dense", union(KERNEL, Map.of("output_dim", "units")));
    for (String name : List.of("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose")) {
      NOW.put(name, CONVOLUTION);
    }
    NOW.put(
        "SeparableConv2D", union(CONVOLUTION, Map.of("depthwise_init", "depthwise_initializer")));
    for (String axes : List.of("1D", "2D", "3D")) {
      NOW.put("MaxPooling" + axes, POOLING);
      NOW.put("AveragePooling" + axes, POOLING);
      NOW.put("GlobalMaxPooling" + axes, WINDOW);
      NOW.put("GlobalAveragePooling" + axes, WINDOW);
      NOW.put("UpSampling" + axes, union(WINDOW, Map.of("length", "size")));
      NOW.put("ZeroPadding" + axes, Map.of("dim_ordering", "data_format"));
      NOW.put("Cropping" + axes, Map.of("dim_ordering", "data_format"));
      NOW.put("SpatialDropout" + axes, Map.of("p", "rate", "dim_ordering", "data_format"));
    }
    for (String name : List.of("SimpleRNN", "LSTM", "GRU")) {
      NOW.put(name, RECURRENT);
      NOW.put(name + "Cell", RECURRENT);
    }
    NOW.put("Dropout", Map.of("p", "rate"));
    NOW.put("GaussianDropout", Map.of("p", "rate"));
    NOW.put("GaussianNoise", Map.of("sigma", "stddev"));
    NOW.put(
        "BatchNormalization",
        Map.of("beta_init", "beta_initializer", "gamma_init", "gamma_initializer"));
    NOW.put(
        "Embedding",
        Map.of(
            "init",
            "embeddings_initializer",
            "W_regularizer",
            "embeddings_regularizer",
            "W_constraint",
            "embeddings_constraint"));
    NOW.put("LeakyReLU", Map.of("alpha", "negative_slope"));
    NOW.put("PReLU", Map.of("init", "alpha_initializer"));
  }

  private static final JsonElement ANY = new JsonPrimitive("*");
  private static final JsonElement FALSE = new JsonPrimitive(false);

  /** What asks for nothing as long as it has this value, in any layer. */
  private static final Map<String, JsonElement> INERT =
      Map.ofEntries(
          Map.entry("input_dtype", ANY),
          Map.entry("input_dim", ANY),
          Map.entry("input_length", ANY),
          Map.entry("batch_size", ANY),
          Map.entry("implementation", ANY),
          Map.entry("time_major", FALSE),
          Map.entry("consume_less", ANY),
          Map.entry("robust_masking", FALSE),
          Map.entry("noise_shape", JsonNull.INSTANCE), // SpatialDropout, which takes none
          Map.entry("fused", ANY),
          Map.entry("virtual_batch_size", JsonNull.INSTANCE),
          Map.entry("adjustment", JsonNull.INSTANCE),
          Map.entry("dynamic", FALSE),
          Map.entry("weights", JsonNull.INSTANCE));

  /** What Keras 2 wrote of the one kernel that layers with two do not have. */
  private static final Set<String> NO_KERNEL =
      Set.of("kernel_initializer", "kernel_regularizer", "kernel_constraint");

  private static final Map<String, String> SPELLED =
      Map.of("tf", "channels_last", "th", "channels_first", "default", "channels_last");

  private ArgumentNames() {}

  @SafeVarargs
  private static Map<String, String> union(Map<String, String>... maps) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> map : maps) {
      all.putAll(map);
    }
    return Map.copyOf(all);
  }

  /** Gives the arguments of a class their present names; what has one already wins. */
  static void rename(String className, JsonObject config) {
    NOW.getOrDefault(className, Map.of())
        .forEach(
            (before, now) -> {
              JsonElement value = config.get(before);
              if (value != null && !config.has(now)) {
                config.remove(before);
                config.add(now, value);
              }
            });
    String order = Upgrade.text(config, "data_format");
    if (order != null && SPELLED.containsKey(order)) {
      config.addProperty("data_format", SPELLED.get(order));
    }
  }

  /** Leaves out what asks for nothing. */
  static void dropInert(String className, JsonObject config) {
    if (className.startsWith("SeparableConv")) {
      NO_KERNEL.forEach(config::remove);
    }
    INERT.forEach(
        (key, value) -> {
          boolean own = key.equals("input_dim") && className.equals("Embedding");
          if (own) {
            return;
          }
          if (value.equals(ANY) || value.equals(config.get(key))) {
            config.remove(key);
          }
        });
  }
}

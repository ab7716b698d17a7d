package dev.sarvi.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sarvi.model.Model;
import dev.sarvi.train.Accuracy;
import dev.sarvi.train.Compilation;
import dev.sarvi.train.Loss;
import dev.sarvi.train.LossMetric;
import dev.sarvi.train.LossScaleOptimizer;
import dev.sarvi.train.Losses;
import dev.sarvi.train.Metric;
import dev.sarvi.train.Metrics;
import dev.sarvi.train.Optimizer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes {@code compile_config}: the counterpart of {@link CompilationReader}. */
final class CompilationWriter {
  /** Arguments of {@code compile} that have no meaning here. */
  private static final List<String> HOW_IT_RUNS =
      List.of("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss");

  private final ConfigWriter configs;

  CompilationWriter(ConfigWriter configs) {
    this.configs = configs;
  }

  /**
   * The compilation of a model.
   *
   * @param read what the model's file said, or null in JSON's sense: what is the same is said in
   *     the same words, such as "mse"
   */
  JsonObject write(Compilation compilation, JsonElement read, Model model) {
    JsonObject written = write(compilation);
    if (!(read instanceof JsonObject before)) {
      return written;
    }
    for (String key : HOW_IT_RUNS) {
      keep(key, before, written);
    }
    try {
      Compilation then = new CompilationReader(new Json(before, "compile_config"), model).read();
      if (then.losses().equals(compilation.losses())) {
        keep("loss", before, written);
      }
      if (then.lossWeights().equals(compilation.lossWeights())) {
        keep("loss_weights", before, written);
      }
      if (then.metrics().equals(compilation.metrics())) {
        keep("metrics", before, written);
      }
    } catch (KerasFileException e) {
      // It was not understood, and the model has been compiled anew.
    }
    return FileWords.respelled(written, before).getAsJsonObject();
  }

  private static void keep(String key, JsonObject from, JsonObject to) {
    if (from.has(key)) {
      to.add(key, from.get(key));
    }
  }

  private JsonObject write(Compilation compilation) {
    JsonObject json = new JsonObject();
    json.add("optimizer", optimizer(compilation.optimizer()));
    json.add("loss", oneOrList(compilation.losses(), this::loss));
    json.add("loss_weights", oneOrList(compilation.lossWeights(), JsonPrimitive::new));
    json.add("metrics", oneOrList(compilation.metrics(), this::metrics));
    json.add("weighted_metrics", JsonNull.INSTANCE);
    json.addProperty("run_eagerly", false);
    json.addProperty("steps_per_execution", 1);
    json.addProperty("jit_compile", "auto");
    return json;
  }

  private JsonObject optimizer(Optimizer optimizer) {
    JsonObject config = new JsonObject();
    if (optimizer instanceof LossScaleOptimizer scaling) {
      config.addProperty("name", optimizer.name());
      config.add("inner_optimizer", optimizer(scaling.innerOptimizer()));
      configs.add(scaling.config(), config);
      return ConfigWriter.object("keras.optimizers", optimizer.getClass().getSimpleName(), config);
    }
    configs.add(optimizer.options(), config);
    config.addProperty("name", optimizer.name());
    double learningRate = (float) optimizer.learningRate(); // Keras holds it in a float32 variable
    config.addProperty("learning_rate", learningRate);
    configs.add(optimizer.config(), config);
    return ConfigWriter.object("keras.optimizers", optimizer.getClass().getSimpleName(), config);
  }

  private static <T> JsonElement oneOrList(List<T> values, Function<T, JsonElement> write) {
    if (values.isEmpty()) {
      return JsonNull.INSTANCE;
    }
    if (values.size() == 1) {
      return write.apply(values.get(0));
    }
    JsonArray list = new JsonArray();
    values.forEach(value -> list.add(value == null ? JsonNull.INSTANCE : write.apply(value)));
    return list;
  }

  private JsonElement loss(Loss loss) {
    boolean plain = named(loss.name(), Losses::named).filter(loss::equals).isPresent();
    return plain ? new JsonPrimitive(loss.name()) : configs.named("keras.losses", (Record) loss);
  }

  private JsonElement metrics(List<Metric> metrics) {
    JsonArray list = new JsonArray();
    metrics.forEach(metric -> list.add(metric(metric)));
    return list;
  }

  private JsonElement metric(Metric metric) {
    boolean plain = named(metric.name(), Metrics::named).filter(metric::equals).isPresent();
    if (plain || metric instanceof Accuracy) {
      return new JsonPrimitive(metric.name());
    }
    if (!(metric instanceof LossMetric measured)) {
      return configs.named("keras.metrics", (Record) metric);
    }
    JsonObject json = configs.named("keras.metrics", (Record) measured.loss());
    JsonObject config = json.getAsJsonObject("config");
    config.addProperty("name", metric.name());
    config.remove("reduction"); // metrics are means
    config.remove("ignore_class");
    return json;
  }

  private static <T> Optional<T> named(String name, Function<String, T> lookup) {
    try {
      return Optional.of(lookup.apply(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package dev.sarvi.keras;

import dev.sarvi.model.Model;
import dev.sarvi.train.Compilation;
import dev.sarvi.train.Loss;
import dev.sarvi.train.LossMetric;
import dev.sarvi.train.LossScaleOptimizer;
import dev.sarvi.train.Losses;
import dev.sarvi.train.Metric;
import dev.sarvi.train.Metrics;
import dev.sarvi.train.Optimizer;
import dev.sarvi.train.OptimizerOptions;
import dev.sarvi.train.OptimizerType;
import dev.sarvi.train.Optimizers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code compile_config}: optimizer, losses and metrics, without the optimizer's state. */
final class CompilationReader {
  /** How errors, and the classes of the parts, are found: keras.losses, keras.metrics. */
  private static final String LOSSES = "losses";

  private final Json config;
  private final List<String> outputs;

  CompilationReader(Json config, Model model) {
    this.config = config;
    this.outputs = model.outputNames();
  }

  /**
   * The compilation.
   *
   * @throws KerasFileException if a part of it is not supported
   */
  Compilation read() {
    Json weighted = config.get("weighted_metrics");
    if (!weighted.isNull() && !(weighted.isList() && weighted.list().isEmpty())) {
      throw weighted.unexpected("null, such metrics not being supported");
    }
    Optimizer optimizer = optimizer(config.get("optimizer"));
    List<Loss> losses = byOutput(config.get("loss"), CompilationReader::loss, null);
    Json given = config.get("loss_weights");
    List<Double> weights = given.isNull() ? List.of() : byOutput(given, Json::number, 1.0);
    List<List<Metric>> metrics = metrics(config.get("metrics"));
    int count = weights.isEmpty() ? losses.size() : Math.max(losses.size(), weights.size());
    return LayerReader.composing(
        config.place(),
        () ->
            new Compilation(optimizer, repeated(losses, count), repeated(weights, count), metrics));
  }

  /** One for all, so many times. */
  private static <T> List<T> repeated(List<T> values, int count) {
    return values.size() == 1 ? Collections.nCopies(count, values.get(0)) : values;
  }

  private static Optimizer optimizer(Json json) {
    if (json.isString()) {
      return ConfigReader.known(json, json.string(), Optimizers::named);
    }
    KerasObject object = KerasObject.of(json);
    if (object.className().equals(LossScaleOptimizer.class.getSimpleName())) {
      return lossScaleOptimizer(object);
    }
    OptimizerType<?> type = ConfigReader.known(json, object.className(), Optimizers::type);
    return optimizer(type, object);
  }

  /** Older versions of Keras also write arguments that it does not use, with their defaults. */
  private static Optimizer lossScaleOptimizer(KerasObject object) {
    ConfigReader reader = new ConfigReader(object.config());
    Optimizer inner = optimizer(reader.take("inner_optimizer"));
    LossScaleOptimizer.Config config = reader.record(new LossScaleOptimizer.Config(), Set.of());
    OptimizerOptions unused = reader.record(OptimizerOptions.of(0), Set.of());
    reader.refuseOthers();
    return new LossScaleOptimizer(inner, config, unused.name());
  }

  private static <C extends Record> Optimizer optimizer(OptimizerType<C> type, KerasObject object) {
    ConfigReader reader = new ConfigReader(object.config());
    OptimizerOptions options = reader.record(type.options(), Set.of());
    C own = reader.record(type.defaults(), Set.of());
    reader.refuseOthers();
    return LayerReader.composing(object.json().place(), () -> type.create(own, options));
  }

  /** One for all, or a list or an object of one for each output. */
  private <T> List<T> byOutput(Json json, Function<Json, T> read, T missing) {
    boolean each = json.isObject() && !json.has("class_name");
    if (!each && !json.isList()) {
      return List.of(read.apply(json));
    }
    List<T> found = new ArrayList<>();
    for (Json one : each ? namedByOutput(json) : json.list()) {
      found.add(one.isNull() ? missing : read.apply(one));
    }
    if (found.size() != outputs.size()) {
      throw json.unexpected("one for each of the outputs " + outputs);
    }
    return found;
  }

  private List<Json> namedByOutput(Json json) {
    for (String name : json.keys()) {
      if (!outputs.contains(name)) {
        throw json.unexpected("names among the outputs " + outputs);
      }
    }
    return outputs.stream().map(json::get).toList();
  }

  private static Loss loss(Json json) {
    Optional<String> name = functionName(json);
    if (name.isPresent()) {
      return ConfigReader.known(json, name.get(), Losses::named);
    }
    KerasObject object = KerasObject.of(json);
    if (!object.isIn(LOSSES)) {
      throw json.unexpected("one of keras." + LOSSES);
    }
    Loss known = ConfigReader.known(json, object.className(), Losses::named);
    return (Loss) record((Record) known, object);
  }

  private List<List<Metric>> metrics(Json json) {
    if (json.isNull() || (json.isList() && json.list().isEmpty())) {
      return List.of();
    }
    if (outputs.size() == 1 && json.isList()) {
      return List.of(metricsOfOne(json));
    }
    return byOutput(json, CompilationReader::metricsOfOne, List.of());
  }

  /** The metrics of one output: one alone, a list, or a list in a list. */
  private static List<Metric> metricsOfOne(Json json) {
    if (!json.isList()) {
      return List.of(metric(json));
    }
    List<Metric> metrics = new ArrayList<>();
    for (Json one : json.list()) {
      metrics.addAll(
          one.isList() ? one.list().stream().map(m -> metric(m)).toList() : List.of(metric(one)));
    }
    return metrics;
  }

  private static Metric metric(Json json) {
    Optional<String> name = functionName(json);
    if (name.isPresent()) {
      return ConfigReader.known(json, name.get(), Metrics::named);
    }
    KerasObject object = KerasObject.of(json);
    if (!object.isIn("metrics")) {
      throw json.unexpected("one of keras.metrics");
    }
    for (Metric known : Metrics.known()) {
      if (known.getClass().getSimpleName().equals(object.className())) {
        return (Metric) record((Record) known, object);
      }
    }
    Loss loss = ConfigReader.known(json, object.className(), Losses::named);
    Loss measured = (Loss) record((Record) loss, object);
    return new LossMetric(measured.name(), measured);
  }

  /** A function of Keras, given by its name or serialized. */
  private static Optional<String> functionName(Json json) {
    if (json.isOfClass("function")) {
      return Optional.of(json.get("config").string());
    }
    return json.isString() ? Optional.of(json.string()) : Optional.empty();
  }

  /** A loss or metric; its element type is that of the numbers it measures. */
  private static Record record(Record defaults, KerasObject object) {
    ConfigReader reader = new ConfigReader(object.config());
    LayerReader.policy(reader.take("dtype"));
    Record record = reader.record(defaults, Set.of());
    reader.refuseOthers();
    return record;
  }
}

package dev.sarvi.layer;

import dev.sarvi.initializer.RandomUniform;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ActivationSamples;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the contract test makes of each known layer: configs worth testing, and inputs for them. A
 * layer that is added to {@link Layers} gets a line here.
 */
public final class LayerSamples {
  /** One layer to test, and the shapes of its inputs. */
  public record Sample(String what, Function<Options, Layer> make, List<Shape> inputs) {
    /** A new layer that computes in float64. */
    public Layer layer() {
      return make.apply(Options.DEFAULT.withDType(DType.FLOAT64));
    }

    @Override
    public String toString() {
      return what + " on " + inputs;
    }
  }

  private static final List<Shape> ANY_SHAPES =
      List.of(
          Shape.of(5),
          Shape.of(1),
          Shape.of(0, 3),
          Shape.of(3, 13),
          Shape.of(2, 3, 5),
          Shape.of(2, 3, 4, 5),
          Shape.of(2, 3, 2, 2, 3));

  private static final List<Shape> EVEN_SHAPES =
      List.of(Shape.of(2), Shape.of(0, 4), Shape.of(3, 26), Shape.of(2, 3, 4));

  private static final List<Shape> SAMPLE_SHAPES = ANY_SHAPES.subList(2, ANY_SHAPES.size());

  private LayerSamples() {}

  /** All samples, for every known layer. */
  public static List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    for (LayerType<?> type : Layers.known()) {
      samples.addAll(of(type));
    }
    return samples;
  }

  /** The samples of one layer; empty if it is not listed. */
  public static List<Sample> of(LayerType<?> type) {
    List<Sample> samples = new ArrayList<>();
    switch (type.className()) {
      case "InputLayer" -> {}
      case "ReLU" -> {
        add(
            samples,
            ReLU.Config.class,
            ANY_SHAPES,
            c -> o -> new ReLU(c, o),
            new ReLU.Config(),
            new ReLU.Config(6.0, 0, 0),
            new ReLU.Config(1.5, 0, 0),
            new ReLU.Config(null, 0.2, 0),
            new ReLU.Config(null, 0, 0.7),
            new ReLU.Config(null, 0.2, 0.7),
            new ReLU.Config(2.0, 0.2, 0.7),
            new ReLU.Config(0.5, 0, 0.7),
            new ReLU.Config(0.0, 0, 0));
      }
      case "LeakyReLU" -> {
        add(
            samples,
            LeakyReLU.Config.class,
            ANY_SHAPES,
            c -> o -> new LeakyReLU(c, o),
            new LeakyReLU.Config(),
            new LeakyReLU.Config(0),
            new LeakyReLU.Config(2));
      }
      case "PReLU" -> {
        PReLU.Config random = new PReLU.Config().withAlphaInitializer(new RandomUniform(-1, 1, 3L));
        add(samples, PReLU.Config.class, SAMPLE_SHAPES, c -> o -> new PReLU(c, o), random);
        add(
            samples,
            PReLU.Config.class,
            List.of(Shape.of(2, 3, 13)),
            c -> o -> new PReLU(c, o),
            random.withSharedAxes(1),
            random.withSharedAxes(2),
            random.withSharedAxes(1, 2));
        add(
            samples,
            PReLU.Config.class,
            List.of(Shape.of(2, 3, 4, 5)),
            c -> o -> new PReLU(c, o),
            random.withSharedAxes(1, 2),
            random.withSharedAxes(3),
            random.withSharedAxes(2),
            random.withSharedAxes(1, 3));
      }
      case "ELU" -> {
        add(
            samples,
            ELU.Config.class,
            ANY_SHAPES,
            c -> o -> new ELU(c, o),
            new ELU.Config(),
            new ELU.Config(0.5),
            new ELU.Config(-1));
      }
      case "ThresholdedReLU" -> {
        add(
            samples,
            ThresholdedReLU.Config.class,
            ANY_SHAPES,
            c -> o -> new ThresholdedReLU(c, o),
            new ThresholdedReLU.Config(),
            new ThresholdedReLU.Config(0));
      }
      case "Softmax" -> {
        add(
            samples,
            Softmax.Config.class,
            ANY_SHAPES,
            c -> o -> new Softmax(c, o),
            new Softmax.Config());
        add(
            samples,
            Softmax.Config.class,
            List.of(Shape.of(2, 3, 4, 5)),
            c -> o -> new Softmax(c, o),
            new Softmax.Config(List.of(1)),
            new Softmax.Config(List.of(0)),
            new Softmax.Config(List.of(1, 2)),
            new Softmax.Config(List.of(-1, 1)));
      }
      case "Activation" -> {
        for (NamedActivation activation : ActivationSamples.all()) {
          add(
              samples,
              Activation.Config.class,
              ActivationSamples.isGlu(activation) ? EVEN_SHAPES : ANY_SHAPES,
              c -> o -> new Activation(c, o),
              new Activation.Config(activation));
        }
      }
      default -> samples.addAll(CompanySamples.of(type));
    }
    return samples;
  }

  @SafeVarargs
  private static <C extends Record> void add(
      List<Sample> samples,
      Class<C> type,
      List<Shape> inputs,
      Function<C, Function<Options, Layer>> make,
      C... configs) {
    for (C config : configs) {
      for (Shape input : inputs) {
        String what = type.getEnclosingClass().getSimpleName() + config.toString().substring(6);
        samples.add(new Sample(what, make.apply(config), List.of(input)));
      }
    }
  }
}

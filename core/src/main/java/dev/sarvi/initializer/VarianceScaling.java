package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * Numbers whose variance is {@code scale / n}, with {@code n} the number of inputs or outputs of a
 * unit, or the mean of both. See Keras: VarianceScaling.
 *
 * @param scale above 0
 * @param mode {@code fan_in}, {@code fan_out} or {@code fan_avg}
 * @param distribution {@code truncated_normal} (or {@code normal}, the same), {@code
 *     untruncated_normal} or {@code uniform}
 * @param seed gives the same numbers at each use; null for other numbers at each use
 * @param inputAxes the axes that count as a unit's inputs; null, or given together with the next
 * @param outputAxes the axes that count as its outputs; null for the usual: the last axis is the
 *     outputs, the one before it the inputs, and all before these the receptive field of both
 */
public record VarianceScaling(
    double scale,
    String mode,
    String distribution,
    Long seed,
    List<Integer> inputAxes,
    List<Integer> outputAxes)
    implements Initializer {
  private static final List<String> MODES = List.of("fan_in", "fan_out", "fan_avg");
  private static final List<String> DISTRIBUTIONS =
      List.of("uniform", "truncated_normal", "untruncated_normal");

  /** The standard deviation of a normal distribution cut at two of its standard deviations. */
  private static final double TRUNCATED_STDDEV = 0.8796256610342398;

  /** Keras's checks. */
  public VarianceScaling {
    if (!(scale > 0)) {
      throw new IllegalArgumentException(
          "Argument `scale` must be positive float. Received: scale=" + scale);
    }
    distribution = distribution.toLowerCase(Locale.ROOT);
    if (distribution.equals("normal")) {
      distribution = "truncated_normal";
    }
    require("mode", mode, MODES);
    require("distribution", distribution, DISTRIBUTIONS);
    inputAxes = inputAxes == null ? null : List.copyOf(inputAxes);
    outputAxes = outputAxes == null ? null : List.copyOf(outputAxes);
  }

  /** Keras's defaults: 1, {@code fan_in}, {@code truncated_normal}. */
  public VarianceScaling() {
    this(1.0, "fan_in", "truncated_normal", null);
  }

  /** With the usual axes. */
  public VarianceScaling(double scale, String mode, String distribution, Long seed) {
    this(scale, mode, distribution, seed, null, null);
  }

  @Override
  public Tensor create(Shape shape, DType dtype, long fallback) {
    double variance = scale / Math.max(1, fan(shape));
    CounterRandom random = Fill.random(seed, fallback);
    return switch (distribution) {
      case "uniform" -> {
        double limit = Math.sqrt(3 * variance);
        yield Fill.of(shape, dtype, i -> limit * (2 * random.uniform(i) - 1));
      }
      case "truncated_normal" -> {
        double stddev = Math.sqrt(variance) / TRUNCATED_STDDEV;
        yield Fill.of(shape, dtype, i -> stddev * random.truncatedNormal(i));
      }
      default -> {
        double stddev = Math.sqrt(variance);
        yield Fill.of(shape, dtype, i -> stddev * random.normal(i));
      }
    };
  }

  private double fan(Shape shape) {
    return switch (mode) {
      case "fan_in" -> fan(shape, inputAxes, -2);
      case "fan_out" -> fan(shape, outputAxes, -1);
      default -> (fan(shape, inputAxes, -2) + fan(shape, outputAxes, -1)) / 2;
    };
  }

  private double fan(Shape shape, List<Integer> axes, int usual) {
    if (inputAxes != null && outputAxes != null) {
      return axes.stream().mapToDouble(shape::dim).reduce(1, (a, b) -> a * b);
    }
    return switch (shape.rank()) {
      case 0 -> 1;
      case 1 -> shape.dim(0);
      default -> (double) shape.dim(usual) * shape.sizeOf(0, shape.rank() - 2);
    };
  }

  private static void require(String argument, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          "Invalid `" + argument + "` argument: " + value + ". Please use one of " + allowed);
    }
  }
}

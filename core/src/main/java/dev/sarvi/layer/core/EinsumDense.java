package dev.sarvi.layer.core;

import dev.sarvi.config.Components;
import dev.sarvi.config.Records;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.initializer.GlorotUniform;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.regularizer.Regularizer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * {@code y = activation(einsum(equation, x, kernel) + bias)}: a dense layer over any axes. Weights:
 * {@code kernel}, whose axes are the equation's, and {@code bias}, if it has axes. See <a
 * href="https://keras.io/api/layers/core_layers/einsum_dense/">Keras: EinsumDense</a>.
 */
public final class EinsumDense extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          EinsumDense.class,
          new Config("ab,bc->ac", List.of(1)),
          Set.of("equation", "outputShape"),
          EinsumDense::new);

  /**
   * The arguments.
   *
   * @param equation the labels of the axes: {@code [X],[Y]->[Z]}, or with dots before X and Z, or
   *     behind them
   * @param outputShape of one sample, without what the dots stand for; null where it is the input's
   * @param activation null is {@link ActivationFunction#LINEAR}
   * @param biasAxes the labels of the output's axes along which the bias differs; null for no bias
   * @param kernelInitializer how the kernel starts
   * @param biasInitializer how the bias starts
   * @param kernelRegularizer or null
   * @param biasRegularizer or null
   * @param kernelConstraint or null
   * @param biasConstraint or null
   */
  public record Config(
      String equation,
      List<Integer> outputShape,
      ActivationFunction activation,
      String biasAxes,
      Initializer kernelInitializer,
      Initializer biasInitializer,
      Regularizer kernelRegularizer,
      Regularizer biasRegularizer,
      Constraint kernelConstraint,
      Constraint biasConstraint) {
    /** Checks the arguments. */
    public Config {
      EinsumEquation.matched(equation);
      outputShape = Collections.unmodifiableList(new ArrayList<>(outputShape));
      activation = activation == null ? ActivationFunction.LINEAR : activation;
    }

    /** Keras's defaults: without a bias. */
    public Config(String equation, List<Integer> outputShape) {
      this(
          equation,
          outputShape,
          null,
          null,
          new GlorotUniform(),
          new Zeros(),
          null,
          null,
          null,
          null);
    }

    /** With a bias along these axes. */
    public Config withBiasAxes(String biasAxes) {
      return Records.with(this, "biasAxes", biasAxes);
    }

    /** With an activation. */
    public Config withActivation(ActivationFunction activation) {
      return Records.with(this, "activation", activation);
    }
  }

  /** A layer of this config. */
  public EinsumDense(Config config) {
    this(config, Options.DEFAULT);
  }

  /** A layer of this config. */
  public EinsumDense(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public List<Layer> children() {
    return config().activation.layers();
  }

  private EinsumEquation equation(Shape input) {
    return EinsumEquation.of(config().equation, input.rank());
  }

  private Shape linearShape(Shape input) {
    return equation(input).outputShape(input, config().outputShape);
  }

  @Override
  public Shape outputShape(Shape input) {
    return config().activation.outputShape(linearShape(input));
  }

  @Override
  protected List<WeightSpec> weights(Shape input) {
    Config config = config();
    EinsumEquation equation = equation(input);
    Shape output = linearShape(input);
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(
        WeightSpec.trainable(
            "kernel",
            equation.kernelShape(input, output),
            initializer(equation),
            config.kernelRegularizer,
            config.kernelConstraint));
    if (config.biasAxes != null) {
      weights.add(
          WeightSpec.trainable(
              "bias",
              equation.biasShape(config.biasAxes, output),
              config.biasInitializer,
              config.biasRegularizer,
              config.biasConstraint));
    }
    return weights;
  }

  /** One that looks at a unit's inputs and outputs is told which axes they are. */
  private Initializer initializer(EinsumEquation equation) {
    Initializer given = config().kernelInitializer;
    boolean open =
        given instanceof Record record
            && Components.of(record).containsKey("input_axes")
            && Components.of(record).get("input_axes") == null;
    return open
        ? Records.with(
            Records.with(given, "inputAxes", equation.kernelAxes(false)),
            "outputAxes",
            equation.kernelAxes(true))
        : given;
  }

  @Override
  protected void buildChildren(Shape input) {
    config().activation.build(linearShape(input));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    EinsumEquation equation = equation(x.shape());
    Variable kernel = ownVariables().get(0);
    Pass product =
        Pass.contraction(
            x, equation.input(), kernel.computeValue(), equation.kernel(), equation.output());
    Variable bias = config().biasAxes == null ? null : ownVariables().get(1);
    Tensor sum =
        bias == null ? product.output() : TensorMath.sum(product.output(), bias.computeValue());
    Pass affine =
        Pass.of(
            sum,
            (g, weights) -> {
              List<Tensor> back = product.back(g, weights);
              weights.add(kernel, () -> back.get(1));
              if (bias != null) {
                weights.add(bias, () -> TensorMath.sumTo(g, bias.shape()));
              }
              return back.get(0);
            });
    return affine.then(y -> config().activation.apply(y, mode));
  }
}

package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.relu;

import dev.sarvi.constraint.Constraint;
import dev.sarvi.formula.Formula;
import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.Zeros;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.regularizer.Regularizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parametric rectified linear unit: {@code x} where {@code x > 0}, {@code alpha·x} elsewhere, with
 * {@code alpha} learned.
 *
 * <p>Input {@code (batch, ...)}, output the same. {@code alpha} has the shape of one sample, with 1
 * in place of each shared axis. Computed as Keras does, {@code relu(x) - alpha·relu(-x)}: the slope
 * at 0 is 0, and {@code alpha = 0} gives NaN at {@code -inf}. See He, Zhang, Ren, Sun 2015, <a
 * href="https://arxiv.org/abs/1502.01852">arXiv:1502.01852</a>, and <a
 * href="https://keras.io/api/layers/activation_layers/prelu/">Keras: PReLU</a>.
 */
public final class PReLU extends Elementwise {
  /** What files need to know. */
  public static final LayerType<Config> TYPE = LayerType.of(PReLU.class, new Config(), PReLU::new);

  private static final Formula FORMULA =
      relu(X).plus(input("alpha").negated().times(relu(X.negated())));

  /**
   * The arguments.
   *
   * @param alphaInitializer how alpha starts
   * @param alphaRegularizer a penalty on alpha, or null
   * @param alphaConstraint a projection of alpha after each step, or null
   * @param sharedAxes the axes, the batch being 0, along which one alpha serves all; {@code [1, 2]}
   *     gives one for each channel of {@code (batch, height, width, channels)}; null or empty for
   *     none
   */
  public record Config(
      Initializer alphaInitializer,
      Regularizer alphaRegularizer,
      Constraint alphaConstraint,
      List<Integer> sharedAxes) {
    /** Keras's defaults: zeros, nothing shared. */
    public Config() {
      this(new Zeros(), null, null, null);
    }

    /** Copies the axes. */
    public Config {
      sharedAxes = sharedAxes == null ? null : List.copyOf(sharedAxes);
    }

    /** With shared axes. */
    public Config withSharedAxes(int... axes) {
      List<Integer> shared = IntStream.of(axes).boxed().toList();
      return new Config(alphaInitializer, alphaRegularizer, alphaConstraint, shared);
    }

    /** With another start for alpha. */
    public Config withAlphaInitializer(Initializer initializer) {
      return new Config(initializer, alphaRegularizer, alphaConstraint, sharedAxes);
    }

    /** With a penalty on alpha. */
    public Config withAlphaRegularizer(Regularizer regularizer) {
      return new Config(alphaInitializer, regularizer, alphaConstraint, sharedAxes);
    }

    /** With a projection of alpha after each step. */
    public Config withAlphaConstraint(Constraint constraint) {
      return new Config(alphaInitializer, alphaRegularizer, constraint, sharedAxes);
    }
  }

  /** One alpha for each element of a sample, starting at 0. */
  public PReLU() {
    this(new Config());
  }

  /** Of a config. */
  public PReLU(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public PReLU(Config config, Options options) {
    super(config, options, FORMULA);
  }

  /** One alpha along these axes, the batch being 0. */
  public static PReLU withSharedAxes(int... axes) {
    return new PReLU(new Config().withSharedAxes(axes));
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}

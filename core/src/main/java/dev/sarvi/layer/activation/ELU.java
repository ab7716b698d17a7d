package dev.sarvi.layer.activation;

import static dev.sarvi.formula.Comparison.GREATER;
import static dev.sarvi.formula.Formula.X;
import static dev.sarvi.formula.Formula.ZERO;
import static dev.sarvi.formula.Formula.expm1;
import static dev.sarvi.formula.Formula.input;
import static dev.sarvi.formula.Formula.select;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;

/**
 * Exponential linear unit: {@code x} where {@code x > 0}, {@code alpha·(e^x - 1)} elsewhere; at 0
 * it has the slope {@code alpha}.
 *
 * <p>Input of any shape, output the same. See Clevert, Unterthiner, Hochreiter 2016, <a
 * href="https://arxiv.org/abs/1511.07289">arXiv:1511.07289</a>, and <a
 * href="https://keras.io/api/layers/activation_layers/elu/">Keras: ELU</a>.
 */
public final class ELU extends Elementwise {
  /** What files need to know. */
  public static final LayerType<Config> TYPE = LayerType.of(ELU.class, new Config(), ELU::new);

  static final Formula FORMULA = select(GREATER, X, ZERO, X, input("alpha").times(expm1(X)));

  /**
   * The arguments.
   *
   * @param alpha the value it tends to for negative inputs is {@code -alpha}; any number, as in
   *     Keras
   */
  public record Config(double alpha) {
    /** Keras's default: 1. */
    public Config() {
      this(1);
    }
  }

  /** With alpha 1. */
  public ELU() {
    this(new Config());
  }

  /** With an alpha. */
  public ELU(double alpha) {
    this(new Config(alpha));
  }

  /** Of a config. */
  public ELU(Config config) {
    this(config, Options.DEFAULT);
  }

  /** Of a config, with options. */
  public ELU(Config config, Options options) {
    super(config, options, FORMULA);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }
}

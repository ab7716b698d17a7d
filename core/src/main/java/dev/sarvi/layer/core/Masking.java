package dev.sarvi.layer.core;

import dev.sarvi.kernel.Masks;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;

/**
 * Masks the steps of a sequence whose features all equal {@code maskValue}: shape {@code (batch,
 * ..., features)} to the same, with 0 in place of what is masked, and a mask of shape {@code
 * (batch, ...)}. See <a href="https://keras.io/api/layers/core_layers/masking/">Keras: Masking</a>.
 */
public final class Masking extends SingleInputLayer {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      LayerType.of(Masking.class, new Config(), Masking::new);

  /**
   * The arguments.
   *
   * @param maskValue what stands for nothing
   */
  public record Config(double maskValue) {
    /** Keras's default, 0. */
    public Config() {
      this(0);
    }
  }

  /** Of steps of zeros. */
  public Masking() {
    this(0);
  }

  /** Of steps of this value. */
  public Masking(double maskValue) {
    this(new Config(maskValue), Options.DEFAULT);
  }

  /** A layer of this config. */
  public Masking(Config config, Options options) {
    super(config, options);
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public Shape outputShape(Shape input) {
    requireMinimumRank(input, 1);
    return input;
  }

  @Override
  public boolean makesMasks() {
    return true;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<Tensor> outputMasks(List<Tensor> inputs, List<Tensor> masks) {
    return List.of(mask(inputs.get(0)));
  }

  /** The value is compared as a number of the compute type. */
  private Tensor mask(Tensor x) {
    double nothing = computeDType().round(config().maskValue);
    return Masks.anyAlongLast(Masks.where(x, value -> value != nothing));
  }

  @Override
  protected Pass forward(Tensor x, Mode mode) {
    Tensor rows = mask(x);
    Tensor mask = rows.reshape(rows.shape().concat(Shape.of(1)));
    return Pass.of(Masks.keep(x, mask, 0), g -> Masks.keep(g, mask, 0));
  }
}

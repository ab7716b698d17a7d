package dev.sarvi.layer.merging;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * The sum of the inputs, which broadcast. See <a
 * href="https://keras.io/api/layers/merging_layers/add/">Keras: Add</a>.
 */
public final class Add extends Merge {
  /** What files need to know. */
  public static final LayerType<Config> TYPE = LayerType.of(Add.class, new Config(), Add::new);

  /** No arguments. */
  public record Config() {}

  /** A layer. */
  public Add() {
    this(new Config(), Options.DEFAULT);
  }

  /** A layer with options. */
  public Add(Config config, Options options) {
    super(config, options, A.plus(B));
  }

  @Override
  List<Tensor> gradients(Tensor g, List<Tensor> inputs) {
    return Collections.nCopies(inputs.size(), g);
  }
}

package dev.sarvi.bench;

import dev.sarvi.layer.AffineConfig;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Node;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.ELU;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.activation.ThresholdedReLU;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.convolution.Conv2DTranspose;
import dev.sarvi.layer.convolution.DepthwiseConv2D;
import dev.sarvi.layer.convolution.SpatialConfig;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.pooling.GlobalAveragePooling2D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of Sarvi's networks, built again of an engine's own operations: so every engine runs the same
 * weights, each in the way that suits it.
 *
 * @param <T> the engine's tensors
 */
final class Translation<T> {
  private final Engine<T> engine;
  private final Map<SymbolicTensor, T> values = new HashMap<>();

  private Translation(Engine<T> engine) {
    this.engine = engine;
  }

  /** What the network makes of these inputs. */
  static <T> List<T> of(Model model, List<T> inputs, Engine<T> engine) {
    Translation<T> translation = new Translation<>(engine);
    for (int i = 0; i < inputs.size(); i++) {
      translation.values.put(model.inputs().get(i), inputs.get(i));
    }
    return model.outputs().stream().map(translation::value).toList();
  }

  private T value(SymbolicTensor symbol) {
    T known = values.get(symbol);
    if (known == null) {
      known = call(symbol.node());
      values.put(symbol, known);
    }
    return known;
  }

  private T call(Node node) {
    Operation operation = node.operation();
    T x = value(node.inputs().get(0));
    Shape from = node.inputs().get(0).shape();
    Shape to = node.outputs().get(0).shape();
    if (operation instanceof Dropout) {
      return x; // the networks that are trained here have none
    } else if (operation instanceof Add) {
      return engine.sum(x, value(node.inputs().get(1)));
    } else if (operation.className().equals("Matmul")) {
      return engine.product(x, value(node.inputs().get(1)));
    } else if (operation instanceof Flatten || operation instanceof Reshape) {
      return engine.reshape(x, from, to);
    } else if (operation instanceof MaxPooling2D pooling) {
      return engine.maxPooling(x, window(pooling, from));
    } else if (operation instanceof GlobalAveragePooling2D) {
      return engine.globalAverage(x);
    } else if (operation instanceof BatchNormalization normalization) {
      return engine.normalization(x, normalization);
    } else if (operation instanceof PReLU prelu) {
      return engine.prelu(x, weight(prelu, "alpha"));
    } else if (operation instanceof Softmax softmax) {
      return engine.softmax(x, from, axis(softmax.config().axis(), from));
    } else if (operation.config() instanceof AffineConfig<?> affine) {
      return activated(linear((Layer) operation, x, from, to), affine.activation(), to);
    }
    return activated(x, function(operation), from);
  }

  private T linear(Layer layer, T x, Shape from, Shape to) {
    Variable kernel = layer.ownVariables().get(0);
    Variable bias = weight(layer, "bias");
    if (layer instanceof Dense) {
      return engine.dense(x, kernel, bias);
    } else if (layer instanceof Conv2D convolution) {
      Window window = window(convolution.config(), convolution.config().groups(), from);
      return engine.convolution(x, kernel, bias, window);
    } else if (layer instanceof DepthwiseConv2D depthwise
        && depthwise.config().depthMultiplier() == 1) {
      return engine.depthwise(x, kernel, bias, window(depthwise.config(), from.dim(-1), from));
    } else if (layer instanceof Conv2DTranspose transposed) {
      return engine.transposed(x, kernel, bias, window(transposed.config(), 1, to), to);
    }
    throw new Engine.Missing(layer);
  }

  private T activated(T x, ActivationFunction function, Shape shape) {
    if (function.equals(ActivationFunction.LINEAR)) {
      return x;
    }
    if (function instanceof NamedActivation named) {
      return named.name().equals("softmax")
          ? engine.softmax(x, shape, axis(((Activations.Axis) named.arguments()).axis(), shape))
          : engine.activation(x, named);
    }
    throw new Engine.Missing(function);
  }

  private static ActivationFunction function(Operation operation) {
    if (operation instanceof Activation activation) {
      return activation.config().activation();
    } else if (operation instanceof LeakyReLU leaky) {
      return Activations.leakyRelu(leaky.config().negativeSlope());
    } else if (operation instanceof ELU elu) {
      return Activations.elu(elu.config().alpha());
    } else if (operation instanceof ThresholdedReLU thresholded) {
      return Activations.threshold(thresholded.config().theta(), 0);
    } else if (operation instanceof ReLU relu) {
      return function(relu.config());
    }
    throw new Engine.Missing(operation);
  }

  /** By the simplest function that is the same. */
  private static ActivationFunction function(ReLU.Config relu) {
    if (relu.equals(new ReLU.Config(6.0, 0, 0))) {
      return ActivationFunction.named("relu6");
    } else if (relu.maxValue() == null && relu.negativeSlope() == 0 && relu.threshold() != 0) {
      return Activations.threshold(relu.threshold(), 0);
    }
    return Activations.relu(relu.negativeSlope(), relu.maxValue(), relu.threshold());
  }

  private static int axis(List<Integer> axes, Shape shape) {
    if (axes.size() != 1) {
      throw new Engine.Missing("softmax over " + axes);
    }
    return Math.floorMod(axes.get(0), shape.rank());
  }

  private static Window window(SpatialConfig<?> config, int groups, Shape image) {
    return Window.of(
        config.kernelSize(),
        config.strides(),
        config.dilationRate(),
        config.padding(),
        groups,
        image);
  }

  private static Window window(MaxPooling2D pooling, Shape image) {
    var config = pooling.config();
    return Window.of(
        config.poolSize(), config.strides(), List.of(1, 1), config.padding(), 1, image);
  }

  private static Variable weight(Layer layer, String name) {
    return layer.ownVariables().stream()
        .filter(variable -> variable.spec().name().equals(name))
        .findFirst()
        .orElse(null);
  }
}

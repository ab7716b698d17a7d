package dev.sarvi.bench;

import dev.sarvi.keras.Keras;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.activation.Activation;
import dev.sarvi.layer.activation.LeakyReLU;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.activation.ReLU;
import dev.sarvi.layer.activation.Softmax;
import dev.sarvi.layer.convolution.BaseConv;
import dev.sarvi.layer.convolution.BaseConvTranspose;
import dev.sarvi.layer.convolution.BaseDepthwiseConv;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.convolution.Conv2DTranspose;
import dev.sarvi.layer.convolution.DepthwiseConv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.core.InputLayer;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.pooling.BasePooling;
import dev.sarvi.layer.pooling.GlobalAveragePooling2D;
import dev.sarvi.layer.pooling.MaxPooling2D;
import dev.sarvi.layer.regularization.Dropout;
import dev.sarvi.layer.reshaping.Flatten;
import dev.sarvi.layer.reshaping.Reshape;
import dev.sarvi.model.Model;
import java.nio.file.Path;
import java.util.List;

/** Whole networks. */
final class Networks {
  /** The digits of the demo, as real Keras saved them; from the root of the repository. */
  static final Path DIGITS = Path.of("cli/src/main/resources/dev/sarvi/cli/demo/digits.keras");

  private Networks() {}

  static Model digits() {
    return Keras.load(DIGITS);
  }

  /**
   * The same as it is trained: up to the logits, and without dropout, which no two engines share.
   */
  static Model digitsLogits() {
    Model digits = digits();
    SymbolicTensor x = Input.of(digits.inputs().get(0).shape().sample(), Options.DEFAULT);
    SymbolicTensor y = x;
    for (Layer layer : digits.layers()) {
      if (!(layer instanceof InputLayer || layer instanceof Dropout || layer instanceof Softmax)) {
        y = layer.apply(y);
      }
    }
    return Model.of(x, y);
  }

  /** 784-512-512-10, ending in logits. */
  static Model perceptron() {
    SymbolicTensor x = Input.of(784);
    SymbolicTensor y = new Dense(512, "relu").apply(x);
    y = new Dense(512, "relu").apply(y);
    return Model.of(x, new Dense(10).apply(y));
  }

  /** MTCNN's first network; see Zhang et al. 2016. */
  static Model pNet(int size) {
    SymbolicTensor x = Input.of(size, size, 3);
    SymbolicTensor y = pool(convolved(x, 10, 3), 2);
    y = convolved(convolved(y, 16, 3), 32, 3);
    return heads(x, new Conv2D(2, 1).apply(y), new Conv2D(4, 1).apply(y));
  }

  /** MTCNN's second network. */
  static Model rNet() {
    SymbolicTensor x = Input.of(24, 24, 3);
    SymbolicTensor y = pool(convolved(x, 28, 3), 3);
    y = convolved(pool(convolved(y, 48, 3), 3), 64, 2);
    y = new PReLU().apply(new Dense(128).apply(new Flatten().apply(y)));
    return heads(x, new Dense(2).apply(y), new Dense(4).apply(y));
  }

  /** MTCNN's third network. */
  static Model oNet() {
    SymbolicTensor x = Input.of(48, 48, 3);
    SymbolicTensor y = pool(convolved(x, 32, 3), 3);
    y = pool(convolved(y, 64, 3), 3);
    y = convolved(pool(convolved(y, 64, 3), 2), 128, 2);
    y = new PReLU().apply(new Dense(256).apply(new Flatten().apply(y)));
    SymbolicTensor face = new Softmax().apply(new Dense(2).apply(y));
    List<SymbolicTensor> outputs = List.of(face, new Dense(4).apply(y), new Dense(10).apply(y));
    return Model.of(List.of(x), outputs, Options.DEFAULT);
  }

  private static Model heads(SymbolicTensor x, SymbolicTensor face, SymbolicTensor box) {
    return Model.of(List.of(x), List.of(new Softmax().apply(face), box), Options.DEFAULT);
  }

  private static SymbolicTensor convolved(SymbolicTensor x, int filters, int size) {
    return PReLU.withSharedAxes(1, 2).apply(new Conv2D(filters, size).apply(x));
  }

  private static SymbolicTensor pool(SymbolicTensor x, int size) {
    BasePooling.Config config =
        new BasePooling.Config(size, size).withStrides(2, 2).withPadding("same");
    return new MaxPooling2D(config).apply(x);
  }

  /** ResNet-20 for 32x32 images, ending in logits; see He et al. 2016, 4.2. */
  static Model resNet20() {
    SymbolicTensor x = Input.of(32, 32, 3);
    SymbolicTensor y = new ReLU().apply(normalized(x, 16, 3, 1));
    for (int filters : new int[] {16, 32, 64}) {
      for (int block = 0; block < 3; block++) {
        int stride = filters > 16 && block == 0 ? 2 : 1;
        SymbolicTensor shortcut = stride == 1 ? y : normalized(y, filters, 1, 2);
        SymbolicTensor inner = new ReLU().apply(normalized(y, filters, 3, stride));
        y = new ReLU().apply(new Add().apply(normalized(inner, filters, 3, 1), shortcut));
      }
    }
    return Model.of(x, new Dense(10).apply(new GlobalAveragePooling2D().apply(y)));
  }

  private static SymbolicTensor normalized(SymbolicTensor x, int filters, int size, int stride) {
    BaseConv.Config config =
        new BaseConv.Config(filters, List.of(size, size))
            .withStrides(stride, stride)
            .withPadding("same")
            .withUseBias(false);
    return new BatchNormalization().apply(new Conv2D(config).apply(x));
  }

  /** DCGAN's generator for 28x28 images; see Radford et al. 2016. */
  static Model generator() {
    SymbolicTensor x = Input.of(100);
    SymbolicTensor y = new Dense(new Dense.Config(7 * 7 * 256).withUseBias(false)).apply(x);
    y = new LeakyReLU().apply(new BatchNormalization().apply(y));
    y = new Reshape(7, 7, 256).apply(y);
    y = new LeakyReLU().apply(new BatchNormalization().apply(enlarged(y, 128, 1)));
    y = new LeakyReLU().apply(new BatchNormalization().apply(enlarged(y, 64, 2)));
    return Model.of(x, new Activation("tanh").apply(enlarged(y, 1, 2)));
  }

  private static SymbolicTensor enlarged(SymbolicTensor x, int filters, int stride) {
    BaseConvTranspose.Config config =
        new BaseConvTranspose.Config(filters, List.of(5, 5))
            .withStrides(stride, stride)
            .withPadding("same")
            .withUseBias(false);
    return new Conv2DTranspose(config).apply(x);
  }

  /** Three of MobileNetV2's blocks; see Sandler et al. 2018. */
  static Model mobileBlocks() {
    SymbolicTensor x = Input.of(56, 56, 24);
    SymbolicTensor y = new Add().apply(x, bottleneck(x, 24, 1));
    y = bottleneck(y, 32, 2);
    return Model.of(x, new Add().apply(y, bottleneck(y, 32, 1)));
  }

  private static SymbolicTensor bottleneck(SymbolicTensor x, int filters, int stride) {
    SymbolicTensor y = new ReLU(6).apply(normalized(x, 6 * x.shape().dim(-1), 1, 1));
    BaseDepthwiseConv.Config config =
        new BaseDepthwiseConv.Config(List.of(3, 3))
            .withStrides(stride, stride)
            .withPadding("same")
            .withUseBias(false);
    y = new BatchNormalization().apply(new DepthwiseConv2D(config).apply(y));
    return normalized(new ReLU(6).apply(y), filters, 1, 1);
  }
}

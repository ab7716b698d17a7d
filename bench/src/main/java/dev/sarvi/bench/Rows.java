package dev.sarvi.bench;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.convolution.BaseConv;
import dev.sarvi.layer.convolution.BaseDepthwiseConv;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.convolution.DepthwiseConv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.operation.Ops;
import dev.sarvi.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All rows of the table. */
final class Rows {
  private static final String PRODUCTS = "matrix products";
  private static final String CONVOLUTIONS = "convolutions";
  private static final String NETWORKS = "networks";
  private static final String TRAINING = "training";
  private static final String CALLERS = "callers";

  private Rows() {}

  static List<Work> all() {
    return Stream.of(
            ActivationRows.all(), products(), convolutions(), networks(), training(), callers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Work> products() {
    List<Work> rows = new ArrayList<>();
    for (int batch : new int[] {256, 1}) {
      Supplier<Model> dense = () -> of(Input.of(1024), new Dense(1024));
      String name = "Dense " + batch + "x1024x1024";
      rows.add(Work.of(PRODUCTS, name, dense, Task.FORWARD, batch));
      rows.add(Work.of(PRODUCTS, name, dense, Task.GRADIENTS, batch));
    }
    for (int size : new int[] {512, 1024}) {
      rows.add(Work.of(PRODUCTS, "product " + size, () -> product(size), Task.FORWARD, size));
    }
    return rows;
  }

  private static Model product(int size) {
    List<SymbolicTensor> factors = List.of(Input.of(size), Input.of(size));
    SymbolicTensor product = Ops.matmul(factors.get(0), factors.get(1));
    return Model.of(factors, List.of(product), Options.DEFAULT);
  }

  private static List<Work> convolutions() {
    Map<String, Supplier<Model>> layers = new LinkedHashMap<>();
    layers.put("3x3 64->64 at 56x56", () -> of(Input.of(56, 56, 64), conv(64, 3, 1, "same")));
    layers.put("1x1 256->64 at 56x56", () -> of(Input.of(56, 56, 256), conv(64, 1, 1, "same")));
    layers.put(
        "7x7/2 3->64 at 224x224 (230x230 with its border)",
        () -> of(Input.of(230, 230, 3), conv(64, 7, 2, "valid")));
    layers.put(
        "depthwise 3x3 at 112x112x32",
        () ->
            of(
                Input.of(112, 112, 32),
                new DepthwiseConv2D(
                    new BaseDepthwiseConv.Config(List.of(3, 3)).withPadding("same"))));
    List<Work> rows = new ArrayList<>();
    layers.forEach(
        (name, network) -> {
          for (int batch : new int[] {1, 8}) {
            String row = name + ", batch " + batch;
            rows.add(Work.of(CONVOLUTIONS, row, network, Task.FORWARD, batch));
            rows.add(Work.of(CONVOLUTIONS, row, network, Task.GRADIENTS, batch));
          }
        });
    Supplier<Model> fused =
        () ->
            of(
                Input.of(56, 56, 64),
                conv(64, 3, 1, "same"),
                new BatchNormalization(),
                PReLU.withSharedAxes(1, 2));
    String name = "3x3 64->64 at 56x56 + BatchNormalization + PReLU, batch 8";
    rows.add(Work.of(CONVOLUTIONS, name, fused, Task.FORWARD, 8));
    return rows;
  }

  private static Conv2D conv(int filters, int size, int stride, String padding) {
    return new Conv2D(
        new BaseConv.Config(filters, List.of(size, size))
            .withStrides(stride, stride)
            .withPadding(padding));
  }

  private static Model of(SymbolicTensor input, Layer... layers) {
    SymbolicTensor output = input;
    for (Layer layer : layers) {
      output = layer.apply(output);
    }
    return Model.of(input, output);
  }

  private static List<Work> networks() {
    Map<String, Supplier<Model>> networks = new LinkedHashMap<>();
    networks.put("digits", Networks::digits);
    networks.put("MTCNN P-Net at 120x120", () -> Networks.pNet(120));
    networks.put("MTCNN R-Net", Networks::rNet);
    networks.put("MTCNN O-Net", Networks::oNet);
    networks.put("ResNet-20 at 32x32", Networks::resNet20);
    networks.put("784-512-512-10", Networks::perceptron);
    networks.put("DCGAN generator", Networks::generator);
    networks.put("MobileNetV2 blocks at 56x56", Networks::mobileBlocks);
    List<Work> rows = new ArrayList<>();
    networks.forEach(
        (name, network) -> {
          for (int batch : new int[] {1, 32}) {
            String row = name + ", batch " + batch;
            rows.add(Work.of(NETWORKS, row, network, Task.FORWARD, batch));
          }
        });
    return rows;
  }

  private static List<Work> training() {
    Function<String, String> named = name -> name + ", batch 32";
    return List.of(
        Work.of(
            TRAINING,
            named.apply("digits without dropout"),
            Networks::digitsLogits,
            Task.TRAINING_STEP,
            32),
        Work.of(
            TRAINING,
            named.apply("ResNet-20 at 32x32"),
            Networks::resNet20,
            Task.TRAINING_STEP,
            32),
        Work.of(
            TRAINING, named.apply("784-512-512-10"), Networks::perceptron, Task.TRAINING_STEP, 32));
  }

  private static List<Work> callers() {
    Work digits = Work.of(CALLERS, "digits, batch 1", Networks::digits, Task.FORWARD, 1);
    return List.of(digits.withCallers(1), digits.withCallers(100));
  }
}

package dev.sarvi.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.sarvi.keras.Keras;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A process that opens a network and predicts: {@code FirstPrediction ENGINE FILE BATCH
 * MILLISECONDS}, where FILE lacks its ending. After the first prediction it writes how many
 * nanoseconds the engine is not to blame for, and after predicting for the rest of the time the
 * most memory that the process has had, in bytes, or 0 where the system does not tell.
 */
public final class FirstPrediction {
  private static final PrintStream OUT = System.out;

  /** What an engine has opened. A class for each, so that none loads another's. */
  private interface Opened {
    void predict() throws Exception;

    /** How many nanoseconds went into what the engine does not do itself. */
    default long excluded() {
      return 0;
    }
  }

  private FirstPrediction() {}

  /** Starts it. */
  public static void main(String[] arguments) throws Exception {
    long end = System.nanoTime() + 1_000_000 * Long.parseLong(arguments[3]);
    Opened opened = open(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
    opened.predict();
    OUT.println(opened.excluded());
    while (System.nanoTime() < end) {
      opened.predict();
    }
    OUT.println(peakOfMemory());
    OUT.flush();
    // Some engines' threads would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  private static Opened open(String engine, String file, int batch) throws Exception {
    return switch (engine) {
      case SarviPeer.NAME -> new OfSarvi(Path.of(file + ".keras"), batch);
      case "ONNX Runtime" -> new OfOnnxRuntime(Path.of(file + ".onnx"));
      case "TensorFlow" -> new OfTensorFlow(Path.of(file + ".pb"));
      case "PyTorch" -> new OfPyTorch(Path.of(file + ".keras"), batch);
      default -> throw new IllegalArgumentException(engine);
    };
  }

  /** The largest resident set, of Linux. */
  private static long peakOfMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return 0;
  }

  /** Writes the files that engines open. */
  static void writeFiles(Problem problem, Path file, boolean tensorFlow) throws IOException {
    Keras.save(problem.model(), Path.of(file + ".keras"));
    Files.write(Path.of(file + ".onnx"), OnnxEngine.model(problem, Layout.first(problem.model())));
    if (tensorFlow) {
      OfTensorFlow.write(problem, Path.of(file + ".pb"));
    }
  }

  private static final class OfSarvi implements Opened {
    private final Model model;
    private final Tensor images;

    OfSarvi(Path file, int batch) {
      this.model = Keras.load(file);
      this.images = Tensor.zeros(model.inputs().get(0).shape().with(0, batch));
    }

    @Override
    public void predict() {
      model.predict(images);
    }
  }

  /** DJL opens no such file: the network is built by its functions, which took Sarvi to read it. */
  private static final class OfPyTorch implements Opened {
    private final Call call;
    private final long excluded;

    OfPyTorch(Path file, int batch) {
      long start = System.nanoTime();
      Problem problem = Problem.of(Work.of("", "", () -> Keras.load(file), Task.FORWARD, batch));
      this.excluded = System.nanoTime() - start;
      this.call = new PyTorchPeer().prepare(problem, 1).orElseThrow();
    }

    @Override
    public void predict() throws Exception {
      call.run();
    }

    @Override
    public long excluded() {
      return excluded;
    }
  }

  private static final class OfOnnxRuntime implements Opened {
    private final OrtSession session;
    private final Map<String, OnnxTensor> images;

    OfOnnxRuntime(Path file) throws Exception {
      this.session = OnnxRuntimePeer.session(Files.readAllBytes(file), 1);
      TensorInfo info = (TensorInfo) session.getInputInfo().get("x0").getInfo();
      ByteBuffer zeros = ByteBuffer.allocateDirect(Math.toIntExact(4 * info.getNumElements()));
      this.images =
          Map.of(
              "x0",
              OnnxTensor.createTensor(
                  OrtEnvironment.getEnvironment(),
                  zeros.order(ByteOrder.nativeOrder()).asFloatBuffer(),
                  info.getShape()));
    }

    @Override
    public void predict() throws Exception {
      session.run(images).close();
    }
  }

  private static final class OfTensorFlow implements Opened {
    private final Session session;
    private final TFloat32 images;

    OfTensorFlow(Path file) throws IOException {
      Graph graph = new Graph();
      graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
      this.session = new Session(graph, TensorFlowPeer.config(1));
      this.images = TFloat32.tensorOf(graph.operation("x").output(0).shape());
    }

    @Override
    public void predict() {
      try (Result result = session.runner().feed("x", images).fetch("y").run()) {
        result.get(0);
      }
    }

    static void write(Problem problem, Path file) throws IOException {
      Shape shape = problem.inputs().get(0).shape();
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        var images =
            tf.withName("x")
                .placeholder(TFloat32.class, Placeholder.shape(TensorFlowEngine.shape(shape)));
        var engine = new TensorFlowEngine(tf, problem);
        var outputs = Translation.of(problem.model(), List.of(images.asOutput()), engine);
        tf.withName("y").identity(outputs.get(0));
        Files.write(file, graph.toGraphDef().toByteArray());
      }
    }
  }
}

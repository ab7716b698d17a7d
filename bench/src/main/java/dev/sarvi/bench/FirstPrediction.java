package dev.sarvi.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.sarvi.keras.Keras;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A process that opens the digits network and predicts once: {@code FirstPrediction ENGINE FOLDER}.
 * It writes how many nanoseconds of its time the engine is not to blame for.
 */
public final class FirstPrediction {
  private static final PrintStream OUT = System.out;
  private static final String ONNX = "digits.onnx";
  private static final String GRAPH = "digits.pb";

  private FirstPrediction() {}

  /** Starts it. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    long excluded =
        switch (arguments[0]) {
          case "Sarvi" -> sarvi();
          case "ONNX Runtime" -> OnnxRuntime.predict(folder.resolve(ONNX));
          case "TensorFlow" -> TensorFlow.predict(folder.resolve(GRAPH));
          case "PyTorch" -> pyTorch();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    OUT.println(excluded);
    OUT.flush();
    // Some engines' threads would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  /** Writes the files that engines open. */
  static void writeFiles(Path folder, boolean tensorFlow) throws IOException {
    Problem problem = problem();
    Files.write(folder.resolve(ONNX), OnnxEngine.model(problem, Layout.first(problem.model())));
    if (tensorFlow) {
      TensorFlow.write(folder.resolve(GRAPH), problem);
    }
  }

  private static Problem problem() {
    return Problem.of(Work.of("start", "digits", Networks::digits, Task.FORWARD, 1));
  }

  private static long sarvi() {
    Tensor result = Keras.load(Networks.DIGITS).predict(Tensor.zeros(Shape.of(1, 8, 8, 1)));
    return result.size() == 10 ? 0 : -1;
  }

  /** DJL opens no such file: the network is built by its functions, which took Sarvi to read it. */
  private static long pyTorch() throws Exception {
    long start = System.nanoTime();
    Problem problem = problem();
    long read = System.nanoTime() - start;
    try (Call call = new PyTorchPeer().prepare(problem, 1).orElseThrow()) {
      call.results();
    }
    return read;
  }

  /** In classes of their own, so that no engine loads another's. */
  private static final class OnnxRuntime {
    static long predict(Path file) throws Exception {
      try (OrtSession session = OnnxRuntimePeer.session(Files.readAllBytes(file), 1);
          OnnxTensor image =
              OnnxTensor.createTensor(
                  OrtEnvironment.getEnvironment(),
                  FloatBuffer.allocate(64),
                  new long[] {1, 1, 8, 8});
          OrtSession.Result result = session.run(Map.of("x0", image))) {
        return result.size() == 1 ? 0 : -1;
      }
    }
  }

  private static final class TensorFlow {
    static void write(Path file, Problem problem) throws IOException {
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        var image =
            tf.withName("x")
                .placeholder(
                    TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(1, 8, 8, 1)));
        var engine = new TensorFlowEngine(tf, problem);
        var outputs = Translation.of(problem.model(), java.util.List.of(image.asOutput()), engine);
        tf.withName("y").identity(outputs.get(0));
        Files.write(file, graph.toGraphDef().toByteArray());
      }
    }

    static long predict(Path file) throws IOException {
      try (Graph graph = new Graph()) {
        graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
        try (Session session = new Session(graph, TensorFlowPeer.config(1));
            TFloat32 image = TFloat32.tensorOf(org.tensorflow.ndarray.Shape.of(1, 8, 8, 1));
            Result result = session.runner().feed("x", image).fetch("y").run()) {
          return result.size() == 1 ? 0 : -1;
        }
      }
    }
  }
}

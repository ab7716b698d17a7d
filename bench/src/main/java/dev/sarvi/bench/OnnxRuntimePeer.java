package dev.sarvi.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** ONNX Runtime: all optimizations of the graph, inputs and outputs in buffers of its own. */
final class OnnxRuntimePeer implements Peer {
  @Override
  public Optional<Call> prepare(Problem problem, int threads) throws OrtException {
    if (problem.work().task() != Task.FORWARD || !Work.isFloat(problem.model())) {
      return Optional.empty();
    }
    return Optional.of(new Run(problem, threads));
  }

  /** The session of a file on so many threads. */
  static OrtSession session(byte[] model, int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    return OrtEnvironment.getEnvironment().createSession(model, options);
  }

  private static final class Run implements Call {
    private final Problem problem;
    private final Layout layout;
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    Run(Problem problem, int threads) throws OrtException {
      this.problem = problem;
      this.layout = Layout.first(problem.model());
      this.session = session(OnnxEngine.model(problem, layout), threads);
      for (Tensor input : problem.inputs()) {
        Tensor moved = layout.of(input);
        inputs.put("x" + inputs.size(), tensor(moved.shape(), moved.floats()));
      }
      for (int i = 0; i < problem.model().outputs().size(); i++) {
        Shape shape = OnnxEngine.outputShape(problem, i, layout);
        outputs.put("y" + i, tensor(shape, new float[0]));
      }
    }

    private static OnnxTensor tensor(Shape shape, float[] numbers) throws OrtException {
      FloatBuffer buffer =
          ByteBuffer.allocateDirect(4 * shape.size())
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      long[] dims = IntStream.of(shape.dims()).asLongStream().toArray();
      return OnnxTensor.createTensor(
          OrtEnvironment.getEnvironment(), buffer.put(numbers).rewind(), dims);
    }

    @Override
    public Object run() throws OrtException {
      if (problem.work().callers() > 0) {
        return runForOneOfMany();
      }
      try (OrtSession.Result result = session.run(inputs, outputs)) {
        return result;
      }
    }

    /** Callers cannot share a buffer of outputs. */
    private Object runForOneOfMany() throws OrtException {
      try (OrtSession.Result result = session.run(inputs)) {
        return ((OnnxTensor) result.get(0)).getFloatBuffer();
      }
    }

    @Override
    public List<Tensor> results() throws OrtException {
      session.run(inputs, outputs).close();
      List<Tensor> results = new ArrayList<>();
      for (SymbolicTensor output : problem.model().outputs()) {
        Shape shape = output.shape().with(0, problem.work().batch());
        float[] numbers = new float[shape.size()];
        outputs.get("y" + results.size()).getFloatBuffer().get(numbers);
        results.add(layout.restore(numbers, shape));
      }
      return results;
    }

    @Override
    public void close() throws OrtException {
      session.close();
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }
}

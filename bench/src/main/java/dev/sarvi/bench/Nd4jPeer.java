package dev.sarvi.bench;

import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.NamedActivation;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Relu6;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ELU;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.SELU;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.SoftPlus;
import org.nd4j.linalg.api.ops.impl.transforms.strict.SoftSign;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J: single operations on arrays allocated beforehand; of convolutions it is far too slow. */
final class Nd4jPeer implements Peer {
  @Override
  public Optional<Call> prepare(Problem problem, int threads) {
    boolean offered =
        Work.isFloat(problem.model())
            && problem.work().task() == Task.FORWARD
            && problem.work().callers() == 0;
    if (!offered) {
      return Optional.empty();
    }
    Nd4j.getEnvironment().setMaxThreads(threads);
    return Optional.of(new Run(problem));
  }

  private static INDArray array(Tensor tensor) {
    int[] dims = tensor.shape().dims();
    return Nd4j.createFromArray(tensor.floats()).reshape(dims);
  }

  private static final class Run implements Call {
    private final Problem problem;
    private final List<Runnable> calls = new ArrayList<>();
    private final List<INDArray> outputs;

    Run(Problem problem) {
      this.problem = problem;
      List<INDArray> inputs = problem.inputs().stream().map(Nd4jPeer::array).toList();
      this.outputs = Translation.of(problem.model(), inputs, new Operations(calls));
    }

    @Override
    public Object run() {
      calls.forEach(Runnable::run);
      return outputs;
    }

    @Override
    public List<Tensor> results() {
      run();
      List<Tensor> results = new ArrayList<>();
      for (INDArray output : outputs) {
        Shape shape =
            problem.model().outputs().get(results.size()).shape().with(0, problem.work().batch());
        results.add(Tensor.of(shape, output.ravel().toFloatVector()));
      }
      return results;
    }
  }

  /** A value is the array into which each run writes it. */
  private record Operations(List<Runnable> calls) implements Engine<INDArray> {
    private INDArray call(Op operation) {
      calls.add(() -> Nd4j.getExecutioner().exec(operation));
      return operation.z();
    }

    private INDArray call(CustomOp operation, INDArray output) {
      calls.add(() -> Nd4j.getExecutioner().exec(operation));
      return output;
    }

    @Override
    public INDArray product(INDArray a, INDArray b) {
      INDArray output = Nd4j.create(new long[] {a.size(0), b.size(1)}, 'c');
      calls.add(() -> a.mmuli(b, output));
      return output;
    }

    @Override
    public INDArray dense(INDArray x, Variable kernel, Variable bias) {
      INDArray output = product(x, array(kernel.value()));
      if (bias != null) {
        INDArray row = array(bias.value());
        calls.add(() -> output.addiRowVector(row));
      }
      return output;
    }

    @Override
    public INDArray softmax(INDArray x, Shape shape, int axis) {
      INDArray output = x.ulike();
      return call(new SoftMax(x, output, axis), output);
    }

    @Override
    public INDArray activation(INDArray x, NamedActivation function) {
      INDArray y = x.ulike();
      return switch (function.name()) {
        case "relu" -> {
          if (!function.hasDefaults()) {
            throw new Missing(function);
          }
          yield call(new RectifiedLinear(x, y, 0));
        }
        case "relu6" -> call(new Relu6(x, y, 0));
        case "leaky_relu" -> {
          double slope = ((Activations.LeakyRelu) function.arguments()).negativeSlope();
          yield call(new LeakyReLU(x, y, slope));
        }
        case "elu" -> call(new ELU(x, y), y);
        case "selu" -> call(new SELU(x, y));
        case "sigmoid" -> call(new Sigmoid(x, y));
        case "tanh" -> call(new Tanh(x, y));
        case "softplus" -> call(new SoftPlus(x, y));
        case "softsign" -> call(new SoftSign(x, y));
        case "exponential" -> call(new Exp(x, y));
        default -> throw new Missing(function);
      };
    }
  }
}

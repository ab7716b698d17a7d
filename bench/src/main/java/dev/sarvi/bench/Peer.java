package dev.sarvi.bench;

import java.util.List;
import java.util.Optional;

/** An engine that is measured. */
interface Peer {
  /** The native engines, which could be used in Sarvi's place. */
  List<String> RIVALS = List.of("TensorFlow", "PyTorch", "ONNX Runtime", "ND4J");

  /**
   * Makes a problem ready, at the engine's best: with a graph where it has one, buffers reused, in
   * the order of axes that it prefers.
   *
   * @return empty if the engine has not all that the problem needs
   */
  Optional<Call> prepare(Problem problem, int threads) throws Exception;

  /** The engine that the table calls so; the classes of the others need not be there. */
  static Peer named(String name) {
    return switch (name) {
      case SarviPeer.NAME -> new SarviPeer();
      case "TensorFlow" -> new TensorFlowPeer();
      case "PyTorch" -> new PyTorchPeer();
      case "ONNX Runtime" -> new OnnxRuntimePeer();
      case "ND4J" -> new Nd4jPeer();
      case LoopPeer.NAME -> new LoopPeer();
      case ArrayCopyPeer.NAME -> new ArrayCopyPeer();
      default -> throw new IllegalArgumentException("No such engine: " + name);
    };
  }
}

package dev.sarvi.bench;

import java.util.List;
import java.util.Optional;

/** An engine that is measured. */
interface Peer {
  /** What the table calls it. */
  String name();

  /** Whether it is a native engine that could be used in Sarvi's place. */
  default boolean isRival() {
    return true;
  }

  /**
   * Makes a problem ready, at the engine's best: with a graph where it has one, buffers reused, in
   * the order of axes that it prefers.
   *
   * @return empty if the engine has not all that the problem needs
   */
  Optional<Call> prepare(Problem problem, int threads) throws Exception;

  /** All, Sarvi first. */
  static List<Peer> all() {
    return List.of(
        new SarviPeer(),
        new TensorFlowPeer(),
        new PyTorchPeer(),
        new OnnxRuntimePeer(),
        new Nd4jPeer(),
        new LoopPeer(),
        new ArrayCopyPeer());
  }

  /** The peer of a name. */
  static Peer named(String name) {
    return all().stream().filter(peer -> peer.name().equals(name)).findFirst().orElseThrow();
  }
}

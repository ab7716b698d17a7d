package dev.sarvi;

import dev.sarvi.config.DTypePolicy;
import dev.sarvi.initializer.Seeds;
import dev.sarvi.kernel.Parallel;
import dev.sarvi.kernel.VectorModule;
import dev.sarvi.layer.Names;
import java.util.concurrent.Executor;

/** What concerns the whole process: how it computes, its random seed, its names. */
public final class Sarvi {
  private Sarvi() {}

  /**
   * How kernels run here.
   *
   * @param simd whether they use the CPU's vectors
   * @param reason why they do not, in one line; null if they do
   * @param floatLanes how many {@code float}s one vector holds; 1 without vectors
   * @param threads how many threads take part in large work: all cores, or the property {@code
   *     sarvi.threads}
   */
  public record Backend(boolean simd, String reason, int floatLanes, int threads) {
    /** In one line. */
    @Override
    public String toString() {
      String how =
          simd ? "SIMD, " + floatLanes + " floats at a time" : "plain Java (" + reason + ")";
      return how + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
  }

  /** How kernels run here. Results do not depend on it. */
  public static Backend backend() {
    return new Backend(
        VectorModule.isPresent(),
        VectorModule.reason(),
        VectorModule.floatLanes(),
        Parallel.threads());
  }

  /**
   * Has large work shared among threads of this executor, besides those that call, instead of
   * Sarvi's own pool: at most as many at a time as {@link Backend#threads} says. It may reject
   * tasks, or run them late, or never: callers wait only for work that has begun. Results do not
   * depend on it.
   *
   * @param executor or null for Sarvi's own
   */
  public static void setExecutor(Executor executor) {
    Parallel.setExecutor(executor);
  }

  /**
   * Makes all that is random from here on repeatable, as {@code keras.utils.set_random_seed} does.
   */
  public static void setRandomSeed(long seed) {
    Seeds.set(seed);
  }

  /**
   * Sets the types of layers that are given none, by a policy's Keras name, as {@code
   * keras.config.set_dtype_policy} does: {@code mixed_float16}, {@code float64}, ...
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static void setDTypePolicy(String policy) {
    DTypePolicy.setGlobal(DTypePolicy.of(policy));
  }

  /**
   * Starts automatic names again, as {@code keras.utils.clear_session} does: the next Dense is
   * {@code dense}.
   */
  public static void clearSession() {
    Names.clear();
  }
}

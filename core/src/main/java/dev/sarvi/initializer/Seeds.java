package dev.sarvi.initializer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where seeds come from when none was given: one sequence for the process, as {@code
 * keras.utils.set_random_seed} sets it.
 */
public final class Seeds {
  private static final AtomicLong STATE = new AtomicLong(System.nanoTime());

  private Seeds() {}

  /** Starts the sequence again; the same seed gives the same sequence. */
  public static void set(long seed) {
    STATE.set(seed);
  }

  /** The next seed. */
  public static long next() {
    return mix(STATE.addAndGet(0x9E3779B97F4A7C15L));
  }

  /** The seed that a layer was given, or else one by its name. */
  public static long of(Long given, String name) {
    return given == null ? name.hashCode() : given;
  }

  /**
   * A number that looks random for each number: the finaliser of SplitMix64 (Steele, Lea, Flood
   * 2014).
   */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

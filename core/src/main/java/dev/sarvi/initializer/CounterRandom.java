package dev.sarvi.initializer;

import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/**
 * Random numbers by position: number {@code i} is a function of the keys and of {@code i} alone, so
 * they may be drawn in any order, by any number of threads. SplitMix64 (Steele, Lea, Flood 2014)
 * with a jump to any position.
 */
public final class CounterRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;

  /** The sequence of these keys, such as a seed, a layer and a step; their order counts. */
  public CounterRandom(long... keys) {
    long mixed = 0;
    for (long part : keys) {
      mixed = Seeds.mix(mixed + GAMMA + Seeds.mix(part + GAMMA));
    }
    this.key = mixed;
  }

  /** 64 random bits. */
  public long bits(long index) {
    return Seeds.mix(key + (index + 1) * GAMMA);
  }

  /** Uniform, from 0 (inclusive) to 1 (exclusive). */
  public double uniform(long index) {
    return unit(bits(index));
  }

  /**
   * Uniform, from 0 (inclusive) to 1 (exclusive), in a tensor: of steps that a float holds exactly,
   * so that none is rounded to 1.
   */
  public Tensor uniform(Shape shape, DType dtype) {
    float[] drawn = new float[shape.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (bits(i) >>> 40) * 0x1p-24f;
    }
    return Tensor.of(shape, drawn).cast(dtype);
  }

  /**
   * What a tensor is multiplied by to drop a part of it and keep its mean: 0 with probability
   * {@code rate}, from 0 to 1, and {@code 1 / (1 - rate)} otherwise.
   */
  public Tensor dropMask(Shape shape, DType dtype, double rate) {
    return uniform(shape, dtype).map(x -> x < rate ? 0 : 1 / (1 - rate));
  }

  /** Normal, of mean 0 and standard deviation 1. */
  public double normal(long index) {
    return normalOf(bits(index));
  }

  /** Normal, drawn again until it lies within two standard deviations. */
  public double truncatedNormal(long index) {
    long word = bits(index);
    double drawn = normalOf(word);
    while (Math.abs(drawn) > 2) {
      word = Seeds.mix(word ^ GAMMA);
      drawn = normalOf(word);
    }
    return drawn;
  }

  /** The numbers from 0 to {@code size - 1} in a random order (Fisher and Yates). */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = (int) (uniform(i) * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Box and Muller; StrictMath, because the bits of Math's functions may change when compiled. */
  private static double normalOf(long word) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(word)));
    return radius * StrictMath.cos(2 * Math.PI * unit(Seeds.mix(word + GAMMA)));
  }

  private static double unit(long word) {
    return (word >>> 11) * 0x1p-53;
  }
}

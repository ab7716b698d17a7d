package dev.sarvi.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The loop in plain Java: a template. {@link LoopCompiler} gives each formula a hidden copy of this
 * class in which {@link #BODY} is a constant, so that the JIT compiles the formula into the loop.
 */
public final class FloatPlainLoop implements FloatLoop {
  private static final MethodHandle BODY = LoopCompiler.body(MethodHandles.lookup());

  /** Made by {@link LoopCompiler}. */
  public FloatPlainLoop() {}

  @Override
  public void run(
      float[][] inputs,
      int[] inputsAt,
      float[] numbers,
      float[] output,
      int outputAt,
      int from,
      int to) {
    if (isAligned(inputsAt, outputAt)) {
      loop(inputs, numbers, output, outputAt + from, outputAt + to);
      return;
    }
    // C2 vectorises a plain loop only if one index serves all arrays, so they are brought together
    // first.
    for (int at = from; at < to; at += FloatScratch.LENGTH) {
      int length = Math.min(FloatScratch.LENGTH, to - at);
      FloatScratch scratch = FloatScratch.get();
      float[][] gathered = scratch.gather(inputs, inputsAt, at, length);
      loop(gathered, numbers, scratch.output(), 0, length);
      System.arraycopy(scratch.output(), 0, output, outputAt + at, length);
    }
  }

  private static boolean isAligned(int[] inputsAt, int outputAt) {
    for (int at : inputsAt) {
      if (at != outputAt) {
        return false;
      }
    }
    return true;
  }

  private static void loop(float[][] inputs, float[] numbers, float[] output, int from, int to) {
    float[] a = inputs[0];
    float[] b = inputs[1];
    float[] c = inputs[2];
    float[] d = inputs[3];
    float[] e = inputs[4];
    float[] f = inputs[5];
    float p = numbers[0];
    float q = numbers[1];
    float r = numbers[2];
    float s = numbers[3];
    try {
      for (int i = from; i < to; i++) {
        output[i] = (float) BODY.invokeExact(a[i], b[i], c[i], d[i], e[i], f[i], p, q, r, s);
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError("a formula throws nothing checked", impossible);
    }
  }
}

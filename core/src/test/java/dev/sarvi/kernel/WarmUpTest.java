package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmUpTest {
  private static final long WORTH_IT = 1000;
  private static final String PLAIN = "plain";
  private static final String VECTOR = "vector";

  private volatile boolean isCompiled;
  private final AtomicInteger trials = new AtomicInteger();
  private final WarmUp<String> warmUp = new WarmUp<>(PLAIN, () -> VECTOR, this::trial, WORTH_IT);

  /** Vectors take ten times as long as plain loops until they are compiled, and then nothing. */
  private void trial(String kernel) {
    trials.incrementAndGet();
    long plain = 200_000;
    LockSupport.parkNanos(kernel.equals(PLAIN) ? plain : isCompiled ? 0 : 10 * plain);
  }

  @BeforeEach
  void needsVectors() {
    assertThat(VectorModule.reason()).isNull();
  }

  @Test
  void littleWorkIsNotWorthATrial() {
    for (int work = 0; work < WORTH_IT; work++) {
      assertThat(warmUp.kernel(1)).isEqualTo(PLAIN);
    }
    assertThat(trials).hasValue(0);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void theWorkNeverMeetsAKernelThatIsNotCompiledYet() {
    warmUp.kernel(WORTH_IT + 1);
    while (trials.get() < 50) {
      assertThat(warmUp.kernel(1)).isEqualTo(PLAIN);
    }
    isCompiled = true;
    while (!warmUp.kernel(1).equals(VECTOR)) {
      Thread.onSpinWait();
    }
  }
}

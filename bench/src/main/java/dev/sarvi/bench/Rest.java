package dev.sarvi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Rest between two engines' turns. An engine's own threads go on spinning when its turn is over, in
 * case that there is more to do (ONNX Runtime's for 40 ms, ND4J's for 110), and would take the next
 * one's core.
 */
final class Rest {
  /** Longer than the tick in which the system counts processor time. */
  private static final long LOOK = 20;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Rest() {}

  /** Returns when no thread of this process has worked for a while. */
  static void takeAtMost(long milliseconds) throws InterruptedException {
    boolean isBusy = true;
    for (long slept = 0; isBusy && slept < milliseconds; slept += LOOK) {
      long before = SYSTEM.getProcessCpuTime();
      Thread.sleep(LOOK);
      isBusy = SYSTEM.getProcessCpuTime() > before;
    }
  }
}

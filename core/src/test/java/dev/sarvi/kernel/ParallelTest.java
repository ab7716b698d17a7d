package dev.sarvi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.Sarvi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private static final int TASKS = 1000;

  @AfterEach
  void ownPool() {
    Sarvi.setExecutor(null);
  }

  private static void assertEachTaskRunsOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
    Parallel.run(TASKS, runs::incrementAndGet);
    for (int i = 0; i < TASKS; i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
  }

  @Test
  void eachTaskRunsOnce() {
    assertEachTaskRunsOnce();
    Parallel.run(0, task -> assertThat(task).isNegative());
  }

  @Test
  void onAnExecutorThatRunsRejectsOrForgets() {
    List<Runnable> kept = new ArrayList<>();
    Executor rejecting =
        runnable -> {
          throw new RejectedExecutionException("full");
        };
    for (Executor executor : List.<Executor>of(Runnable::run, rejecting, kept::add)) {
      Sarvi.setExecutor(executor);
      assertEachTaskRunsOnce();
    }
    kept.forEach(Runnable::run); // late: nothing is left to do
  }

  @Test
  void tasksRunTasks() {
    AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
    Parallel.run(10, i -> Parallel.run(TASKS / 10, k -> runs.incrementAndGet(i * TASKS / 10 + k)));
    for (int i = 0; i < TASKS; i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
  }

  @Test
  void aFailureReachesTheCallerWhenAllTasksHaveEnded() {
    AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);
    assertThatThrownBy(
            () ->
                Parallel.run(
                    TASKS,
                    task -> {
                      runs.incrementAndGet(task);
                      if (task == 7) {
                        throw new IllegalStateException("task 7");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task 7");
  }
}

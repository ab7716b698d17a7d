package dev.sarvi.cli;

import dev.sarvi.train.Callback;
import dev.sarvi.train.Training;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * Prints a line for each epoch; on a terminal also one that moves with each batch, and makes way
 * for it.
 */
final class Progress implements Callback, AutoCloseable {
  /** What fits a terminal of 80 columns. */
  private static final int LENGTH = 79;

  private static final int BAR = 12;
  private static final int REDRAW_MILLIS = 100;
  private static final double NANOS = 1e9;

  private final Screen screen;
  private int epochs;
  private int epoch;
  private long trainingBegan;
  private long epochBegan;
  private volatile String scores = "";
  private ProgressBar bar;

  Progress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void onTrainBegin(Training training) {
    epochs = training.epochs();
    trainingBegan = System.nanoTime();
  }

  @Override
  public void onEpochBegin(int epoch) {
    this.epoch = epoch;
    epochBegan = System.nanoTime();
  }

  @Override
  public void onBatchEnd(int batch, int batches, Map<String, Double> logs) {
    if (screen.terminal()) {
      scores = scores(logs);
      if (bar == null) {
        bar = bar(batches);
      }
      bar.stepTo(batch + 1);
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    close();
    double seconds = (System.nanoTime() - epochBegan) / NANOS;
    screen
        .out()
        .printf(
            Locale.ROOT, "epoch %d/%d  %s  (%.1f s)%n", epoch + 1, epochs, scores(logs), seconds);
  }

  /** Takes the moving line away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      redraw("");
    }
  }

  private ProgressBar bar(int batches) {
    return new ProgressBarBuilder()
        .setInitialMax(batches)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setConsumer(new DelegatingProgressBarConsumer(this::redraw, LENGTH))
        .setRenderer((state, length) -> line(state))
        .build();
  }

  private void redraw(String line) {
    screen.stream().print("\r" + line + " ".repeat(LENGTH - line.length()) + "\r");
    screen.stream().flush();
  }

  private String line(ProgressState state) {
    long done = state.getCurrent();
    long batches = state.getMax();
    int full = (int) (BAR * done / batches);
    String text =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  batch %d/%d %s%s  %s  ETA %s",
            epoch + 1,
            epochs,
            done,
            batches,
            "█".repeat(full),
            "░".repeat(BAR - full),
            scores,
            eta(done, batches));
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH);
  }

  /** Minutes and seconds until the end of the training, if the rest goes like what was done. */
  private String eta(long done, long batches) {
    double share = (epoch + (double) done / batches) / epochs;
    double elapsed = (System.nanoTime() - trainingBegan) / NANOS;
    long left = share == 0 ? 0 : Math.round(elapsed / share - elapsed);
    return String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60);
  }

  private static String scores(Map<String, Double> logs) {
    return logs.entrySet().stream()
        .map(log -> String.format(Locale.ROOT, "%s %.4f", log.getKey(), log.getValue()))
        .collect(Collectors.joining("  "));
  }
}

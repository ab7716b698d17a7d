package dev.sarvi.cli;

import dev.sarvi.keras.Keras;
import dev.sarvi.layer.Variable;
import dev.sarvi.model.Model;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Data;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.Metrics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The whole path on real data: open, predict, compare with Keras, fine-tune, save, open, draw. */
@Command(
    name = "demo",
    customSynopsis = "sarvi demo [--out DIR]",
    header = "Opens, checks, fine-tunes and saves a Keras model, on real images.")
final class DemoCommand implements Runnable {
  /** How far a prediction may be from Keras's own. */
  private static final double TOLERANCE = 1e-5;

  private static final int EPOCHS = 8;
  private static final int SEED = 7;
  private static final double NANOS = 1e9;

  @ParentCommand private Sarvi sarvi;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "sarvi-demo",
      description = "The folder for all files (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public void run() {
    long began = System.nanoTime();
    DemoFiles files = DemoFiles.into(folder);
    Model model = Keras.load(files.model());
    say("Open", "%s, as Keras 3 wrote it:", files.model());
    sarvi.out().println(model.summary().stripTrailing());

    Data test = files.testData();
    Tensor before = predict(model, test);
    compareWithKeras(before, test, files);

    List<Variable> alphas = AlphaCharts.alphas(model);
    List<Tensor> alphasBefore = alphas.stream().map(Variable::value).toList();
    Data training = files.trainingData();
    say(
        "Fine-tune",
        "on the %d images it was trained on, %d epochs more:",
        training.samples(),
        EPOCHS);
    History history = fineTune(model, training, test);

    Tensor after = predict(model, test);
    say("Test", "%s right before, %s after", percent(before, test), percent(after, test));
    saveAndOpenAgain(model, after, test);

    Path curve = folder.resolve("training.png");
    Path alpha = folder.resolve("alphas.png");
    Picture.write(curve, () -> TrainingCharts.of(history));
    Picture.write(alpha, () -> AlphaCharts.of(alphasBefore, alphas));
    say("Draw", "%s (loss and accuracy), %s (PReLU's slopes, before and after)", curve, alpha);
    say(
        "Done",
        "in %.1f s; images from UCI, CC BY 4.0: %s",
        (System.nanoTime() - began) / NANOS,
        files.licence());
  }

  private void compareWithKeras(Tensor outputs, Data test, DemoFiles files) {
    Tensor recorded = files.recordedOutputs();
    double difference = 0;
    for (int i = 0; i < recorded.size(); i++) {
      difference = Math.max(difference, Math.abs(outputs.at(i) - recorded.at(i)));
    }
    say("Predict", "%d images it has never seen: %s right", test.samples(), percent(outputs, test));
    say("Compare", "largest difference from what Keras itself answered: %.1e", difference);
    if (!(difference <= TOLERANCE)) {
      throw new Failure("that is more than " + TOLERANCE);
    }
  }

  private History fineTune(Model model, Data training, Data test) {
    try (Progress progress = new Progress(sarvi.screen())) {
      return model.fit(
          training, Fit.epochs(EPOCHS).seed(SEED).validation(test).callbacks(progress));
    }
  }

  private void saveAndOpenAgain(Model model, Tensor outputs, Data test) {
    Path tuned = folder.resolve("digits-tuned.keras");
    Keras.save(model, tuned);
    if (!predict(Keras.load(tuned), test).sameBits(outputs)) {
      throw new Failure(tuned + " predicts something else than the model that was saved");
    }
    say("Save", "%s; opened again it predicts the same, bit for bit", tuned);
  }

  private static Tensor predict(Model model, Data test) {
    return model.predict(test.inputs().get(0));
  }

  private static String percent(Tensor outputs, Data test) {
    double share = Metrics.named("accuracy").of(test.targets().get(0), outputs).value();
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** A line: what was done, and what came of it. */
  private void say(String what, String result, Object... values) {
    String heading = String.format(Locale.ROOT, "%-10s", what);
    Ansi ansi = sarvi.screen().terminal() ? Ansi.ON : Ansi.OFF;
    PrintWriter out = sarvi.out();
    out.println(
        ansi.string("@|bold " + heading + "|@") + String.format(Locale.ROOT, result, values));
  }
}

package dev.sarvi.cli;

import dev.sarvi.keras.Keras;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.activation.ElementwiseFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what a model has learned, or what an activation looks like. */
@Command(
    name = "plot",
    customSynopsis = "sarvi plot MODEL|ACTIVATION -o FILE.png",
    header = "Draws a model's learned alphas, or an activation's curve and slope.",
    footer = {
      "%nExamples:",
      "  sarvi plot digits.keras -o alphas.png",
      "  sarvi plot \"LeakyReLU(negative_slope=0.1)\" -o leaky.png",
      "  sarvi plot gelu -o gelu.png",
      ""
    })
final class PlotCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private OutputFile output;

  @Parameters(
      index = "0",
      paramLabel = "MODEL|ACTIVATION",
      description = "A model's file, or an activation as written in Python.")
  private String subject;

  @Override
  public void run() {
    Path file = output.required("png");
    if (LayerExpression.looksLike(subject) && !Files.exists(Path.of(subject))) {
      plotActivation(file);
    } else {
      plotModel(Path.of(subject), file);
    }
  }

  private static void plotModel(Path model, Path file) {
    List<Variable> alphas = AlphaCharts.alphas(Keras.load(model));
    if (alphas.isEmpty()) {
      throw new Failure(model + ": the model has no PReLU layer, so there are no learned alphas");
    }
    Picture.write(file, () -> AlphaCharts.of(alphas));
  }

  private void plotActivation(Path file) {
    LayerExpression expression = LayerExpression.of(subject, spec);
    ElementwiseFunction function =
        expression
            .function()
            .filter(ElementwiseFunction.class::isInstance)
            .map(ElementwiseFunction.class::cast)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "Expected an activation of single values. Received: " + subject));
    ActivationCurve curve = new ActivationCurve(expression.layer(), function);
    Picture.write(file, () -> List.of(curve.chart(expression.text())));
  }
}

package dev.sarvi.cli;

import dev.sarvi.keras.Inspection;
import dev.sarvi.keras.Keras;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Says what a file holds. */
@Command(
    name = "inspect",
    customSynopsis = "sarvi inspect MODEL",
    header = "Says what a file holds, and what would stop it from being opened.",
    description =
        "Form, Keras version, layers, and the weights with their types and shapes, none of which "
            + "is read: also of weights alone, and of files that cannot be opened.")
final class InspectCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Mixin private ModelFile model;

  @Override
  public void run() {
    Inspection found = Keras.inspect(model.path());
    PrintWriter out = sarvi.out();
    out.println(model.path() + ": " + found.form());
    found.facts().forEach((name, value) -> line("", name + ": " + value));
    if (!found.layers().isEmpty()) {
      out.println("layers: " + found.layers().size());
    }
    int widest = found.layers().stream().mapToInt(InspectCommand::width).max().orElse(0);
    for (Inspection.FoundLayer layer : found.layers()) {
      String indented = "  ".repeat(layer.depth() + 1);
      line(indented, layer.name() + " ".repeat(widest + 2 - width(layer)) + layer.className());
    }
    weights(found.weights());
    out.println(found.obstacles().isEmpty() ? "opens: yes" : "opens: no");
    found.obstacles().forEach(obstacle -> line("  ", obstacle));
  }

  private void line(String indent, String text) {
    sarvi.out().println(indent + SafeText.line(text));
  }

  private static int width(Inspection.FoundLayer layer) {
    return 2 * (layer.depth() + 1) + layer.name().length();
  }

  private void weights(List<Inspection.FoundWeight> weights) {
    if (weights.isEmpty()) {
      return;
    }
    long numbers = weights.stream().mapToLong(Inspection.FoundWeight::size).sum();
    sarvi.out().printf(Locale.ROOT, "arrays: %d, of %,d numbers%n", weights.size(), numbers);
    int widest = weights.stream().mapToInt(weight -> weight.path().length()).max().orElse(0);
    for (Inspection.FoundWeight weight : weights) {
      String shape =
          weight.shape().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
      String path = weight.path() + " ".repeat(widest - weight.path().length());
      line("  ", path + "  " + weight.type() + "  " + shape);
    }
  }
}

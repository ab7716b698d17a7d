package dev.sarvi.cli;

import dev.sarvi.formula.Formula;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import dev.sarvi.layer.activation.Activations;
import dev.sarvi.layer.activation.ElementwiseFunction;
import dev.sarvi.layer.activation.TensorFunction;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what is supported. */
@Command(
    name = "layers",
    customSynopsis = "sarvi layers [NAME]",
    header = "Lists what is supported; of one, its formula and arguments.",
    footer = {
      "%nExamples:",
      "  sarvi layers",
      "  sarvi layers PReLU",
      "  sarvi layers \"ReLU(max_value=6, threshold=0.5)\"",
      ""
    })
final class LayersCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A layer or an activation function, perhaps with arguments.")
  private String name;

  @Override
  public void run() {
    if (name == null) {
      list();
    } else {
      describe();
    }
  }

  private void list() {
    TextTable table = table(24, 56);
    table.addRowValues("LAYER", "ARGUMENTS");
    for (LayerType<?> type : Layers.known()) {
      table.addRowValues(
          type.className(), String.join(", ", LayerExpression.arguments(type.className()).names()));
    }
    table.addRowValues("", "");
    table.addRowValues("ACTIVATION FUNCTION", String.join(", ", Activations.names()));
    sarvi.out().print(table);
  }

  private void describe() {
    TextTable table = table(28, 120);
    if (needsArguments(name.strip())) {
      addArguments(LayerExpression.arguments(name.strip()), table);
    } else {
      LayerExpression expression = LayerExpression.of(name, spec);
      expression.function().ifPresent(function -> addFormula(function, table));
      addArguments(expression.arguments(), table);
    }
    sarvi.out().println(name.strip());
    sarvi.out().print(table);
  }

  private static boolean needsArguments(String name) {
    return Layers.named(name).map(type -> !type.required().isEmpty()).orElse(false)
        || (Activations.isKnown(name) && !Activations.named(name).required().isEmpty());
  }

  private static void addFormula(TensorFunction function, TextTable table) {
    if (function instanceof ElementwiseFunction elementwise) {
      Formula formula = elementwise.formula();
      table.addRowValues("  value", formula.toString());
      table.addRowValues("  slope", formula.slope(Formula.input("x")).toString());
    } else {
      table.addRowValues("  value", function.toString());
    }
  }

  private static void addArguments(LayerArguments arguments, TextTable table) {
    List<String> names = arguments.names();
    for (int i = 0; i < names.size(); i++) {
      table.addRowValues("  " + names.get(i), arguments.valueText(i));
    }
  }

  private static TextTable table(int first, int second) {
    return TextTable.forColumns(
        CommandLine.Help.defaultColorScheme(Ansi.OFF),
        new Column(first, 0, Overflow.SPAN),
        new Column(second, 2, Overflow.WRAP));
  }
}

package dev.sarvi.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a command: help and version. */
@Command(
    name = "sarvi",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Sarvi.Version.class,
    description = "Opens, runs, trains and saves Keras models. Pure Java.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, for the reason on standard error", "2:wrong usage"},
    subcommands = {
      DemoCommand.class,
      InspectCommand.class,
      SummaryCommand.class,
      WeightsCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      ConvertCommand.class,
      VerifyCommand.class,
      PlotCommand.class,
      LayersCommand.class
    })
final class Sarvi {
  private final Screen screen;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "On an error show where in the program it happened.")
  private boolean debug;

  Sarvi(Screen screen) {
    this.screen = screen;
  }

  Screen screen() {
    return screen;
  }

  PrintWriter out() {
    return screen.out();
  }

  boolean debug() {
    return debug;
  }

  /** The version that Maven gave the module. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      java.lang.module.ModuleDescriptor module = Sarvi.class.getModule().getDescriptor();
      String version =
          module == null ? "(not packaged)" : module.rawVersion().orElse("(no version)");
      return new String[] {
        "sarvi " + version, "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}

package dev.sarvi.cli;

import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Layers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints what is supported. */
@Command(name = "layers", description = "Lists the layers; of one, its formula and arguments.")
final class LayersCommand implements Runnable {
  @ParentCommand private Sarvi sarvi;

  @Override
  public void run() {
    Layers.known().stream().map(LayerType::className).forEach(sarvi.out()::println);
  }
}

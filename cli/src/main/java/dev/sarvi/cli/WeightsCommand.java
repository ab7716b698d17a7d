package dev.sarvi.cli;

import dev.sarvi.keras.Npz;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes a model's variables as arrays. */
@Command(
    name = "weights",
    customSynopsis = "sarvi weights MODEL -o OUT.npz",
    header = "Writes a model's variables as arrays.",
    description =
        "They go into a .npz file, in Keras's order, named layer/weight; "
            + "repeated names get _1, _2, ...")
final class WeightsCommand implements Runnable {
  @Mixin private ModelFile model;
  @Mixin private OutputFile output;

  @Override
  public void run() {
    Path file = output.required("npz");
    List<Variable> variables = model.load().variables();
    List<String> names = Names.unique(variables.stream().map(Variable::path).toList());
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      arrays.put(names.get(i), variables.get(i).value());
    }
    Npz.write(arrays, file);
  }
}

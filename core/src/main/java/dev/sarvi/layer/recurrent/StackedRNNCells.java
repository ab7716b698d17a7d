package dev.sarvi.layer.recurrent;

import dev.sarvi.layer.Layer;
import dev.sarvi.layer.LayerType;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.WeightSpec;
import dev.sarvi.layer.argument.Arguments;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Cells one on top of the other: the output of each is the input of the next. The states are those
 * of all cells in order. See Keras: StackedRNNCells.
 */
public final class StackedRNNCells extends RecurrentCell {
  /** What files need to know. */
  public static final LayerType<Config> TYPE =
      new LayerType<>(
          StackedRNNCells.class, new Config(List.of()), Set.of("cells"), StackedRNNCells::new);

  /**
   * The arguments.
   *
   * @param cells from the first to the last
   */
  public record Config(List<RecurrentCell> cells) {
    /** Copies the list. */
    public Config {
      cells = List.copyOf(cells);
    }
  }

  /** These cells, the first first. */
  public StackedRNNCells(List<RecurrentCell> cells) {
    this(new Config(cells), Options.DEFAULT);
  }

  /** A stack of this config. */
  public StackedRNNCells(Config config, Options options) {
    super(config, options);
    Arguments.require(
        !config.cells.isEmpty(), "StackedRNNCells expects at least one cell. Received: cells=[]");
  }

  @Override
  public Config config() {
    return (Config) super.config();
  }

  @Override
  public List<Layer> children() {
    return List.copyOf(config().cells);
  }

  @Override
  StackedRNNCells copy() {
    List<RecurrentCell> copies = config().cells.stream().map(RecurrentCell::copy).toList();
    return new StackedRNNCells(new Config(copies), options().withName(name()));
  }

  @Override
  List<Integer> stateSizes() {
    return config().cells.stream().flatMap(cell -> cell.stateSizes().stream()).toList();
  }

  @Override
  int outputSize() {
    return config().cells.get(config().cells.size() - 1).outputSize();
  }

  @Override
  List<WeightSpec> weights(int features) {
    return List.of();
  }

  @Override
  void buildInside(Shape input) {
    Shape next = input;
    for (RecurrentCell cell : config().cells) {
      cell.build(List.of(next));
      next = next.with(-1, cell.outputSize());
    }
  }

  /**
   * Each cell goes through the whole sequence before the next one does: the numbers are the same.
   */
  @Override
  Pass run(Tensor sequence, List<Tensor> states, Context context) {
    List<Pass> passes = new ArrayList<>();
    List<Tensor> last = new ArrayList<>();
    Tensor next = sequence;
    int from = 0;
    for (RecurrentCell cell : config().cells) {
      int to = from + cell.stateSizes().size();
      String path = context.path() + "/" + passes.size();
      Pass pass =
          cell.run(
              next, states.subList(from, to), new Context(context.mask(), context.mode(), path));
      next = pass.outputs().get(0);
      last.addAll(pass.outputs().subList(1, pass.outputs().size()));
      passes.add(pass);
      from = to;
    }
    last.add(0, next);
    return new Pass(
        last,
        (gradients, weights) -> {
          Tensor above = gradients.get(0);
          Tensor[] back = gradients.toArray(Tensor[]::new);
          int end = back.length;
          for (int i = passes.size() - 1; i >= 0; i--) {
            int count = passes.get(i).outputs().size() - 1;
            List<Tensor> ofCell = new ArrayList<>(gradients.subList(end - count, end));
            ofCell.add(0, above);
            List<Tensor> found = passes.get(i).pullback().apply(ofCell, weights);
            above = found.get(0);
            for (int j = 0; j < count; j++) {
              back[end - count + j] = found.get(j + 1);
            }
            end -= count;
          }
          back[0] = above;
          return Arrays.asList(back);
        },
        List.of(),
        List.of());
  }
}

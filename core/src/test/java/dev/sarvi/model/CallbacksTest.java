package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Accuracy;
import dev.sarvi.train.Adam;
import dev.sarvi.train.Callback;
import dev.sarvi.train.Checkpoint;
import dev.sarvi.train.EarlyStopping;
import dev.sarvi.train.Fit;
import dev.sarvi.train.History;
import dev.sarvi.train.SparseCategoricalCrossentropy;
import dev.sarvi.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbacksTest {
  private static Sequential compiled() {
    Sequential model = Examples.classifier(DType.FLOAT32);
    model.compile(new Adam(.01), new SparseCategoricalCrossentropy(), new Accuracy());
    return model;
  }

  /** Gives the epochs these numbers, as if the model had reached them. */
  private static Callback pretending(String key, double... values) {
    return new Callback() {
      @Override
      public void onEpochEnd(int epoch, Map<String, Double> logs) {
        logs.put(key, values[epoch]);
      }
    };
  }

  private static int epochsRun(EarlyStopping.Config config, double... values) {
    return compiled()
        .fit(
            Examples.data(13),
            Fit.epochs(values.length)
                .callbacks(pretending(config.monitor(), values), new EarlyStopping(config)))
        .get("loss")
        .size();
  }

  @Test
  void toldOfEverythingInOrder() {
    List<String> told = new ArrayList<>();
    Callback spy =
        new Callback() {
          @Override
          public void onTrainBegin(Training training) {
            told.add("begin " + training.epochs() + " " + training.optimizer().name());
          }

          @Override
          public void onEpochBegin(int epoch) {
            told.add("epoch " + epoch);
          }

          @Override
          public void onBatchEnd(int batch, int batches, Map<String, Double> logs) {
            told.add(batch + "/" + batches + " " + logs.keySet());
          }

          @Override
          public void onEpochEnd(int epoch, Map<String, Double> logs) {
            told.add("end " + logs.keySet());
          }

          @Override
          public void onTrainEnd() {
            told.add("done");
          }
        };
    compiled().fit(Examples.data(13), Fit.epochs(1).batchSize(10).callbacks(spy));
    assertThat(told)
        .containsExactly(
            "begin 1 adam",
            "epoch 0",
            "0/2 [accuracy, loss]",
            "1/2 [accuracy, loss]",
            "end [accuracy, loss]",
            "done");
  }

  @Test
  void stopsWhenPatienceEnds() {
    EarlyStopping.Config loss = EarlyStopping.monitor("loss");
    assertThat(epochsRun(loss, 3, 2, 2, 1, 1)).isEqualTo(3);
    assertThat(epochsRun(loss.patience(2), 3, 2, 2, 1, 1, 1, 0)).isEqualTo(6);
    assertThat(epochsRun(loss.minDelta(.5), 3, 2.8, 1, 1)).isEqualTo(2);
    assertThat(epochsRun(EarlyStopping.monitor("accuracy"), .1, .2, .2, .3)).isEqualTo(3);
    assertThat(epochsRun(EarlyStopping.monitor("accuracy"), .3, .2, .4)).isEqualTo(2);
    assertThat(epochsRun(loss, Double.NaN, Double.NaN, 1)).isEqualTo(2);
    assertThat(epochsRun(new EarlyStopping.Config("loss", 0, 2, "min", 1.0, false, 0), 3, 2, 2, 1))
        .as("2 is the best so far, but does not beat the baseline, so the wait goes on")
        .isEqualTo(3);
    assertThat(epochsRun(new EarlyStopping.Config("loss", 0, 0, "min", null, false, 2), 1, 2, 3, 4))
        .isEqualTo(4);
  }

  @Test
  void endsWithTheBestWeights() {
    Sequential model = compiled();
    List<List<Tensor>> seen = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onEpochEnd(int epoch, Map<String, Double> logs) {
            seen.add(model.variables().stream().map(Variable::value).toList());
          }
        };
    EarlyStopping stopping =
        new EarlyStopping(EarlyStopping.monitor("loss").patience(2).restoreBestWeights(true));
    model.fit(
        Examples.data(13),
        Fit.epochs(9).callbacks(recorder, pretending("loss", 3, 1, 2, 2, 0), stopping));
    assertThat(seen).hasSize(4);
    assertThat(model.variables().stream().map(Variable::value).toList()).isEqualTo(seen.get(1));
  }

  @Test
  void savesTheBestOrEveryEpoch() {
    List<Integer> best = new ArrayList<>();
    List<Integer> every = new ArrayList<>();
    compiled()
        .fit(
            Examples.data(13),
            Fit.epochs(4)
                .callbacks(
                    pretending("loss", 3, 4, 2, 2),
                    new Checkpoint("loss", "auto", true, (epoch, logs) -> best.add(epoch)),
                    new Checkpoint((epoch, logs) -> every.add(epoch))));
    assertThat(best).containsExactly(0, 2);
    assertThat(every).containsExactly(0, 1, 2, 3);
  }

  @Test
  void unknownDirectionIsRefused() {
    assertThatThrownBy(() -> epochsRun(EarlyStopping.monitor("foo"), 1))
        .hasMessageContaining("monitor=foo");
    assertThatThrownBy(
            () -> new EarlyStopping(new EarlyStopping.Config("x", 0, 0, "up", null, false, 0)))
        .hasMessageContaining("mode=up");
  }

  @Test
  void historyNamesItsKeys() {
    History history = compiled().fit(Examples.data(13), Fit.epochs(1));
    assertThatThrownBy(() -> history.get("val_loss"))
        .hasMessage("No such key in the history: val_loss. Existing keys are: [accuracy, loss]");
  }
}

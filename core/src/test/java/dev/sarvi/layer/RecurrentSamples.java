package dev.sarvi.layer;

import static dev.sarvi.layer.CompanySamples.sample;

import dev.sarvi.initializer.Initializer;
import dev.sarvi.initializer.RandomUniform;
import dev.sarvi.layer.LayerSamples.Sample;
import dev.sarvi.layer.activation.ActivationFunction;
import dev.sarvi.layer.convolution.Conv2D;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.normalization.BatchNormalization;
import dev.sarvi.layer.recurrent.BaseRNN;
import dev.sarvi.layer.recurrent.Bidirectional;
import dev.sarvi.layer.recurrent.GRU;
import dev.sarvi.layer.recurrent.GRUCell;
import dev.sarvi.layer.recurrent.GatedConfig;
import dev.sarvi.layer.recurrent.LSTM;
import dev.sarvi.layer.recurrent.LSTMCell;
import dev.sarvi.layer.recurrent.RNN;
import dev.sarvi.layer.recurrent.RecurrentCell;
import dev.sarvi.layer.recurrent.RecurrentConfig;
import dev.sarvi.layer.recurrent.SimpleRNN;
import dev.sarvi.layer.recurrent.SimpleRNNCell;
import dev.sarvi.layer.recurrent.StackedRNNCells;
import dev.sarvi.layer.recurrent.TimeDistributed;
import dev.sarvi.layer.recurrent.Traversal;
import dev.sarvi.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The samples of the layers that go through sequences. */
final class RecurrentSamples {
  private static final Initializer RANDOM = new RandomUniform(-0.7, 0.7, 3L);
  private static final Shape SEQUENCES = Shape.of(2, 5, 4);
  private static final Shape STATES = Shape.of(2, 3);
  private static final Traversal BACKWARDS = new Traversal(true, true, true, false, true, true);

  private RecurrentSamples() {}

  static List<Sample> of(LayerType<?> type) {
    SimpleRNNCell.Config simple = new SimpleRNNCell.Config(3);
    LSTMCell.Config lstm = new LSTMCell.Config(3);
    GRUCell.Config gru = new GRUCell.Config(3).withInitializers(RANDOM, RANDOM, RANDOM);
    return switch (type.className()) {
      case "SimpleRNNCell" -> cells(simple, SimpleRNNCell::new, 1);
      case "LSTMCell" -> cells(lstm, LSTMCell::new, 2);
      case "GRUCell" ->
          Stream.concat(
                  cells(gru, GRUCell::new, 1).stream(),
                  cells(gru.withResetAfter(false), GRUCell::new, 1).stream())
              .toList();
      case "SimpleRNN" -> layers(new SimpleRNN.Config(simple), SimpleRNN::new, 1);
      case "LSTM" -> layers(new LSTM.Config(lstm), LSTM::new, 2);
      case "GRU" ->
          Stream.concat(
                  layers(new GRU.Config(gru), GRU::new, 1).stream(),
                  layers(
                      new GRU.Config(gru.withResetAfter(false).withRecurrentDropout(0.5)),
                      GRU::new,
                      1)
                      .stream())
              .toList();
      case "RNN" ->
          List.of(
              new Sample("RNN", o -> rnn(o, o1 -> new LSTMCell(lstm, o1)), List.of(SEQUENCES)),
              new Sample("stacked", o -> rnn(o, RecurrentSamples::stack), List.of(SEQUENCES)),
              new Sample(
                  "stacked from states",
                  o -> rnn(o, RecurrentSamples::stack),
                  List.of(SEQUENCES, STATES, STATES, Shape.of(2, 2))));
      case "StackedRNNCells" ->
          List.of(
              new Sample("stack", RecurrentSamples::stack, List.of(Shape.of(2, 4))),
              new Sample(
                  "stack from states",
                  RecurrentSamples::stack,
                  List.of(Shape.of(2, 4), STATES, STATES, Shape.of(2, 2))));
      case "Bidirectional" -> bidirectional();
      case "TimeDistributed" ->
          List.of(
              distributed(o -> new Dense(new Dense.Config(3), o), SEQUENCES),
              distributed(o -> new Dense(new Dense.Config(3), o), Shape.of(0, 2, 3)),
              distributed(o -> new Dense(new Dense.Config(3), o), Shape.of(2, 0, 3)),
              distributed(o -> new LSTM(new LSTM.Config(2), o), Shape.of(2, 3, 4, 2)),
              distributed(
                  o -> new BatchNormalization(new BatchNormalization.Config(), o), SEQUENCES),
              distributed(
                  o -> new Conv2D(new Conv2D.Config(2, List.of(2, 2)), o),
                  Shape.of(2, 3, 4, 3, 2)));
      default -> AttentionSamples.of(type);
    };
  }

  private static Sample distributed(Function<Options, Layer> inside, Shape input) {
    return new Sample(
        "TimeDistributed",
        o -> new TimeDistributed(new TimeDistributed.Config(inside.apply(o)), o),
        List.of(input));
  }

  private static List<Sample> bidirectional() {
    LSTM.Config last = new LSTM.Config(3).withReturnState(true);
    LSTM.Config all = last.withReturnSequences(true);
    SimpleRNN.Config other = new SimpleRNN.Config(2).withGoBackwards(true);
    List<Shape> states = List.of(SEQUENCES, STATES, STATES, STATES, STATES);
    return Stream.of(
            both(o -> new LSTM(last, o), "concat", o -> null, states),
            both(o -> new LSTM(all, o), "sum", o -> null, states),
            both(o -> new LSTM(all, o), null, o -> null, List.of(SEQUENCES)),
            both(o -> new GRU(new GRU.Config(3), o), "ave", o -> null, List.of(SEQUENCES)),
            both(o -> new GRU(new GRU.Config(3), o), "mul", o -> null, List.of(SEQUENCES)),
            both(
                o -> new LSTM(new LSTM.Config(3), o),
                "concat",
                o -> new SimpleRNN(other, o.withName("other")),
                List.of(SEQUENCES)))
        .toList();
  }

  private static Sample both(
      Function<Options, BaseRNN> layer,
      String mode,
      Function<Options, BaseRNN> backward,
      List<Shape> inputs) {
    return new Sample(
        "Bidirectional " + mode,
        o ->
            new Bidirectional(new Bidirectional.Config(layer.apply(o), mode, backward.apply(o)), o),
        inputs);
  }

  private static Layer rnn(Options options, Function<Options, RecurrentCell> cell) {
    return new RNN(new RNN.Config(cell.apply(options)).withReturnState(true), options);
  }

  private static RecurrentCell stack(Options options) {
    RecurrentCell lstm = new LSTMCell(new LSTMCell.Config(3), options);
    RecurrentCell gru = new GRUCell(new GRUCell.Config(2), options);
    return new StackedRNNCells(new StackedRNNCells.Config(List.of(lstm, gru)), options);
  }

  private static <C extends Record & GatedConfig<C>> List<Sample> cells(
      C config, BiFunction<C, Options, Layer> make, int states) {
    Shape[] from = new Shape[states + 1];
    Arrays.fill(from, STATES);
    from[0] = Shape.of(2, 4);
    return List.of(
        sample(config, make, Shape.of(2, 4)),
        sample(config, make, Shape.of(0, 1)),
        sample(config, make, from),
        sample(config.withDropout(0.3).withRecurrentDropout(0.4), make, from),
        sample(
            config.withUseBias(false).withActivation(ActivationFunction.named("softmax")),
            make,
            from));
  }

  private static <C extends Record & RecurrentConfig<C>> List<Sample> layers(
      C config, BiFunction<C, Options, Layer> make, int states) {
    Shape[] from = new Shape[states + 1];
    Arrays.fill(from, STATES);
    from[0] = SEQUENCES;
    return List.of(
        sample(config, make, SEQUENCES),
        sample(config, make, Shape.of(3, 1, 1)),
        sample(config, make, Shape.of(0, 2, 3)),
        sample(config.withReturnSequences(true), make, Shape.of(2, 0, 3)),
        sample(config.withReturnState(true), make, from),
        sample(config.withTraversal(BACKWARDS), make, SEQUENCES),
        sample(config.withTraversal(BACKWARDS), make, from));
  }
}

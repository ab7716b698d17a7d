package dev.sarvi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Options;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.SingleInputLayer;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Variable;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.layer.merging.Add;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back to weights alone goes no farther than they are. */
class GradientsOfWeightsTest {
  /** Has no way back. */
  private static final class Wall extends SingleInputLayer {
    record Config() {}

    Wall() {
      super(new Config(), Options.DEFAULT);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    protected Pass forward(Tensor input, Mode mode) {
      return Pass.of(
          input,
          gradient -> {
            throw new IllegalStateException("gone too far");
          });
    }
  }

  private final Dense first = new Dense(5, "tanh");
  private final Dense second = new Dense(4, "tanh");
  private final Dense beside = new Dense(4);

  /** Two layers one after another, and one beside them. */
  private Model model(boolean behindWall) {
    SymbolicTensor x = Input.of(4);
    SymbolicTensor start = behindWall ? new Wall().apply(x) : x;
    SymbolicTensor y = second.apply(first.apply(start));
    return Model.of(x, new Add().apply(y, beside.apply(start)));
  }

  private static WeightGradients gradients(Model model, List<Variable> wanted, boolean alone) {
    Tensor x = Examples.features(3);
    Pass pass = model.call(List.of(x), Mode.training(1, 0));
    WeightGradients gradients = new WeightGradients(wanted);
    if (alone) {
      pass.pullback().applyToWeights(pass.outputs(), gradients);
    } else {
      assertThat(pass.pullback().apply(pass.outputs(), gradients).get(0).shape())
          .isEqualTo(x.shape());
    }
    return gradients;
  }

  @Test
  void areTheSameWithAndWithoutThoseOfInputs() {
    Model model = model(false);
    for (List<Variable> wanted :
        List.of(model.variables(), first.variables(), second.variables(), beside.variables())) {
      WeightGradients alone = gradients(model, wanted, true);
      WeightGradients all = gradients(model, wanted, false);
      for (Variable variable : wanted) {
        assertThat(alone.of(variable).sameBits(all.of(variable))).as("" + variable).isTrue();
        assertThat(alone.of(variable).map(Math::abs).at(0)).as("" + variable).isPositive();
      }
    }
  }

  @Test
  void goNoFartherThanTheWeights() {
    Model model = model(true);
    for (List<Variable> wanted : List.of(model.variables(), List.<Variable>of())) {
      assertThat(gradients(model, wanted, true)).isNotNull();
      assertThatThrownBy(() -> gradients(model, wanted, false)).hasMessage("gone too far");
    }
  }
}

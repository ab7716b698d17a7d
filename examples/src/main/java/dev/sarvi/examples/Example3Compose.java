package dev.sarvi.examples;

import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.activation.PReLU;
import dev.sarvi.layer.core.Dense;
import dev.sarvi.layer.core.Input;
import dev.sarvi.model.Model;
import dev.sarvi.model.Sequential;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** The three ways to use a layer: alone, in a Sequential, on a symbolic tensor. */
public final class Example3Compose {
  private Example3Compose() {}

  /** Prints what each gives. */
  public static void main(String[] args) {
    PReLU prelu = new PReLU();

    Tensor alone = prelu.call(Tensor.of(Shape.of(1, 3), -2f, 0f, 3f));
    System.out.println("alone: " + alone);

    Sequential sequence = new Sequential().add(Input.of(3)).add(prelu).add(new Dense(2));
    System.out.println(sequence.summary());

    SymbolicTensor x = Input.of(3);
    SymbolicTensor shared = prelu.apply(x); // the same alphas as in the sequence
    System.out.println(Model.of(x, new Dense(1).apply(shared)).summary());
  }
}

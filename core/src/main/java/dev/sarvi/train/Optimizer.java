package dev.sarvi.train;

import dev.sarvi.config.Registry;
import dev.sarvi.constraint.Constraint;
import dev.sarvi.formula.Formula;
import dev.sarvi.kernel.Kernel;
import dev.sarvi.layer.Variable;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.tensor.TensorPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How weights move along their gradients: a config that is a value, and a state that grows with the
 * steps. One optimizer belongs to one model. See <a href="https://keras.io/api/optimizers/">Keras:
 * optimizers</a>.
 */
public abstract class Optimizer {
  private static final Formula WEIGHT = Formula.input("weight");
  private static final Kernel DECAYED =
      Kernel.of(
          WEIGHT.minus(WEIGHT.times(Formula.input("decay")).times(Formula.input("rate"))),
          List.of("weight"),
          List.of("decay", "rate"));

  private final Record config;
  private final OptimizerOptions options;
  private final Map<Variable, Tensor[]> slots = new LinkedHashMap<>();
  private long iterations;
  private double learningRate;

  /**
   * What an optimizer has learned, in the order in which Keras numbers it in files.
   *
   * @param iterations the steps done
   * @param learningRate now
   * @param slots what it keeps beside the weights, such as momentums; empty before the first step
   */
  public record State(long iterations, double learningRate, List<Tensor> slots) {}

  /** An optimizer of this config. */
  protected Optimizer(Record config, OptimizerOptions options) {
    this.config = config;
    this.options = options;
    this.learningRate = options.learningRate();
  }

  /** Its own arguments: a record whose components are the keys of its Keras config. */
  public Record config() {
    return config;
  }

  /** What every optimizer takes. */
  public final OptimizerOptions options() {
    return options;
  }

  /** Given, or that of the class: {@code adam}. */
  public final String name() {
    return options.name() == null ? Registry.snakeCase(getClass().getSimpleName()) : options.name();
  }

  /** The steps done. */
  public long iterations() {
    return iterations;
  }

  /** The learning rate now. */
  public double learningRate() {
    return learningRate;
  }

  /** By what the loss is multiplied before its gradients are taken; {@link #apply} undoes it. */
  public double lossScale() {
    return 1;
  }

  /** Changes the learning rate from the next step on. */
  public void setLearningRate(double learningRate) {
    this.learningRate = learningRate;
  }

  /** Whether it knows its weights. */
  public boolean isBuilt() {
    return !slots.isEmpty();
  }

  /**
   * Makes the slots for these weights, once.
   *
   * @throws IllegalStateException if it was built for others, and one of these is not among them
   */
  public void build(List<Variable> variables) {
    if (!isBuilt()) {
      int count = (int) slotGroups().stream().mapToLong(List::size).sum();
      for (Variable variable : variables) {
        Tensor[] own = new Tensor[count];
        Arrays.setAll(
            own, slot -> TensorPool.keep(Tensor.zeros(variable.shape(), variable.dtype())));
        slots.put(variable, own);
      }
    }
    for (Variable variable : variables) {
      if (!slots.containsKey(variable)) {
        throw new IllegalStateException(
            "Unknown variable: "
                + variable
                + ". This optimizer can only be called for the variables it was originally built"
                + " with. When working with a new set of variables, you should recreate a new"
                + " optimizer instance.");
      }
    }
  }

  /** What it has learned. */
  public State state() {
    List<Tensor> ordered = new ArrayList<>();
    forEachSlot((own, slot) -> ordered.add(own[slot].copy()));
    return new State(iterations, learningRate, List.copyOf(ordered));
  }

  /**
   * Goes on from a state; the optimizer must be built for the weights that the state is of.
   *
   * @throws IllegalArgumentException if number or shapes of the slots differ; nothing is changed
   */
  public void restore(State state) {
    List<Tensor> now = state().slots();
    List<Tensor> given = state.slots();
    if (now.size() != given.size()) {
      throw new IllegalArgumentException(
          "Optimizer " + name() + " expects " + now.size() + " slots. Received: " + given.size());
    }
    for (int i = 0; i < now.size(); i++) {
      if (!now.get(i).shape().equals(given.get(i).shape())) {
        throw new IllegalArgumentException(
            "Slot "
                + i
                + " of optimizer "
                + name()
                + " expects shape "
                + now.get(i).shape()
                + ". Received: shape="
                + given.get(i).shape());
      }
    }
    iterations = state.iterations();
    learningRate = state.learningRate();
    Iterator<Tensor> next = given.iterator();
    forEachSlot(
        (own, slot) -> own[slot] = TensorPool.keep(next.next().copy().cast(own[slot].dtype())));
  }

  /**
   * One step: clips the gradients, lets the weights decay, moves them, and applies their
   * constraints. Every weight is replaced once, after all were computed.
   *
   * <p>It is computed in {@code float32} also where weights have 16 bits, and rounded then.
   *
   * @param gradients one for each variable, in its shape and type
   * @throws IllegalArgumentException if a shape differs; nothing is changed
   */
  public void apply(List<Variable> variables, List<Tensor> gradients) {
    build(variables);
    requireShapes(variables, gradients);
    List<Tensor> clipped =
        GradientClipping.clip(gradients.stream().map(Tensor::widened).toList(), options);
    List<Tensor> moved = new ArrayList<>();
    List<Tensor[]> updated = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Tensor[] own = each(slots.get(variable), Tensor::widened);
      Tensor weight = move(decayed(variable.value().widened()), clipped.get(i), own);
      moved.add(constrained(variable, weight.cast(variable.dtype())));
      updated.add(each(own, slot -> TensorPool.keep(slot.cast(variable.dtype()))));
    }
    for (int i = 0; i < variables.size(); i++) {
      variables.get(i).assign(moved.get(i));
      slots.put(variables.get(i), updated.get(i));
    }
    iterations++;
  }

  private static void requireShapes(List<Variable> variables, List<Tensor> gradients) {
    List<Shape> expected = variables.stream().map(Variable::shape).toList();
    List<Shape> received = gradients.stream().map(Tensor::shape).toList();
    if (!expected.equals(received)) {
      throw new IllegalArgumentException(
          "Expected gradients of shapes " + expected + ". Received: " + received);
    }
  }

  private static Tensor[] each(Tensor[] tensors, UnaryOperator<Tensor> change) {
    return Arrays.stream(tensors).map(change).toArray(Tensor[]::new);
  }

  private static Tensor constrained(Variable variable, Tensor weight) {
    Constraint constraint = variable.spec().constraint();
    return constraint == null ? weight : constraint.project(weight.widened());
  }

  /**
   * The names of the slots of a weight. Keras numbers a group for all weights, then the next: in a
   * group of two, both slots of the first weight come before those of the second.
   */
  protected abstract List<List<String>> slotGroups();

  /**
   * The weight after a step.
   *
   * @param slots the weight's, in the order of the groups; to be replaced by the new ones, or
   *     overwritten, since nobody else has them
   */
  protected abstract Tensor move(Tensor weight, Tensor gradient, Tensor[] slots);

  private Tensor decayed(Tensor weight) {
    return options.weightDecay() == null
        ? weight
        : DECAYED.map(new double[] {options.weightDecay(), learningRate}, weight);
  }

  @FunctionalInterface
  private interface SlotVisitor {
    void visit(Tensor[] own, int slot);
  }

  private void forEachSlot(SlotVisitor visitor) {
    int first = 0;
    for (List<String> group : slotGroups()) {
      for (Tensor[] own : slots.values()) {
        for (int i = 0; i < group.size(); i++) {
          visitor.visit(own, first + i);
        }
      }
      first += group.size();
    }
  }
}

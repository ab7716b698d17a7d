package dev.sarvi.model;

import dev.sarvi.kernel.TensorMath;
import dev.sarvi.layer.Layer;
import dev.sarvi.layer.Mode;
import dev.sarvi.layer.Node;
import dev.sarvi.layer.Operation;
import dev.sarvi.layer.Pass;
import dev.sarvi.layer.Pullback;
import dev.sarvi.layer.StateUpdate;
import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.layer.Tracer;
import dev.sarvi.layer.WeightGradients;
import dev.sarvi.plan.Plan;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that lead from a model's inputs to its outputs, each after those it depends on. */
final class Graph {
  /** So many shapes of inputs have a plan at a time. */
  private static final int MOST_PLANS = 16;

  private final List<SymbolicTensor> inputs;
  private final List<SymbolicTensor> outputs;
  private final List<Node> calls;
  private final List<Operation> operations;
  private final Map<List<Shape>, SoftReference<Plan>> plans = new ConcurrentHashMap<>();

  Graph(List<SymbolicTensor> inputs, List<SymbolicTensor> outputs) {
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    GraphOrder order = new GraphOrder(inputs, outputs);
    this.calls = order.calls();
    this.operations = order.operations();
  }

  List<SymbolicTensor> inputs() {
    return inputs;
  }

  List<SymbolicTensor> outputs() {
    return outputs;
  }

  /** The calls, inputs left out. */
  List<Node> calls() {
    return calls;
  }

  /** What is called, in Keras's order, inputs included: it numbers the weights in files. */
  List<Operation> operations() {
    return operations;
  }

  List<Shape> outputShapes(List<Shape> shapes) {
    Map<SymbolicTensor, Shape> known = bind(inputs, shapes);
    for (Node call : calls) {
      List<Shape> from = call.inputs().stream().map(known::get).toList();
      known.putAll(bind(call.outputs(), call.operation().outputShapes(from)));
    }
    return outputs.stream().map(known::get).toList();
  }

  /**
   * Runs it.
   *
   * @param argumentMasks empty if there are none, else one for each argument, null where it has
   *     none
   */
  Pass run(List<Tensor> arguments, List<Tensor> argumentMasks, Mode mode) {
    Map<SymbolicTensor, Tensor> values = bind(inputs, arguments);
    Map<SymbolicTensor, Tensor> masks = new HashMap<>();
    addMasks(masks, inputs, argumentMasks);
    List<Pass> passes = new ArrayList<>();
    List<StateUpdate> updates = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (Node call : calls) {
      List<Tensor> from = all(call.inputs(), values);
      Pass pass = call.operation().call(from, masksOf(call, masks, values), mode);
      bind(call.outputs(), pass.outputs(), values);
      addMasks(masks, call.outputs(), pass.masks());
      passes.add(pass);
      updates.addAll(pass.stateUpdates());
      losses.addAll(pass.losses());
    }
    List<Tensor> results = Collections.unmodifiableList(all(outputs, values));
    List<Tensor> ofResults = masksOf(outputs, masks);
    return new Pass(results, new Back(this, passes, values), updates, losses, ofResults);
  }

  /** Whether anything in it may be masked where the inputs are not. */
  boolean makesMasks() {
    return calls.stream()
        .anyMatch(
            call ->
                !call.masks().isEmpty()
                    || (call.operation() instanceof Layer layer && layer.makesMasks()));
  }

  /**
   * The plan for inputs of these shapes, made when it is first asked for. Where memory is short it
   * may be forgotten.
   */
  Plan plan(Model model, List<Shape> shapes) {
    SoftReference<Plan> known = plans.get(shapes);
    Plan plan = known == null ? null : known.get();
    if (plan == null) {
      plan = Plan.of(model, shapes, inputs.stream().map(SymbolicTensor::dtype).toList());
      if (plans.size() >= MOST_PLANS) {
        plans.clear();
      }
      plans.put(List.copyOf(shapes), new SoftReference<>(plan));
    }
    return plan;
  }

  List<Tracer.Value> trace(List<Tracer.Value> arguments, Tracer tracer) {
    Map<SymbolicTensor, Tracer.Value> values = bind(inputs, arguments);
    for (Node call : calls) {
      List<Tracer.Value> from = call.inputs().stream().map(values::get).toList();
      values.putAll(bind(call.outputs(), tracer.apply(call.operation(), from)));
    }
    return outputs.stream().map(values::get).toList();
  }

  private static void addMasks(
      Map<SymbolicTensor, Tensor> masks, List<SymbolicTensor> names, List<Tensor> given) {
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) != null) {
        masks.put(names.get(i), given.get(i));
      }
    }
  }

  /** The masks that a call is given, or else those that its inputs carry. */
  private static List<Tensor> masksOf(
      Node call, Map<SymbolicTensor, Tensor> carried, Map<SymbolicTensor, Tensor> values) {
    if (call.masks().isEmpty()) {
      return masksOf(call.inputs(), carried);
    }
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      SymbolicTensor given = call.masks().get(i);
      masks.add(given == null ? carried.get(call.inputs().get(i)) : values.get(given));
    }
    return masks;
  }

  private static List<Tensor> masksOf(
      List<SymbolicTensor> tensors, Map<SymbolicTensor, Tensor> masks) {
    boolean masked = !masks.isEmpty() && tensors.stream().anyMatch(masks::containsKey);
    return masked ? tensors.stream().map(masks::get).toList() : List.of();
  }

  /**
   * The way back through these calls.
   *
   * @param values every tensor of the graph
   */
  private record Back(Graph graph, List<Pass> passes, Map<SymbolicTensor, Tensor> values)
      implements Pullback {
    @Override
    public List<Tensor> apply(List<Tensor> outputs, WeightGradients weights) {
      Map<SymbolicTensor, Tensor> gradients = back(outputs, weights, graph.inputs);
      return graph.inputs.stream().map(x -> of(gradients, x, values)).toList();
    }

    @Override
    public void applyToWeights(List<Tensor> outputs, WeightGradients weights) {
      back(outputs, weights, List.of());
    }

    /** Goes as far as there are weights or inputs whose gradients are wanted. */
    private Map<SymbolicTensor, Tensor> back(
        List<Tensor> outputs, WeightGradients weights, List<SymbolicTensor> wanted) {
      Set<SymbolicTensor> moved = graph.movedBy(weights, wanted);
      Map<SymbolicTensor, Tensor> gradients = new HashMap<>();
      for (int i = 0; i < outputs.size(); i++) {
        gradients.merge(graph.outputs.get(i), outputs.get(i), TensorMath::sum);
      }
      for (int i = graph.calls.size() - 1; i >= 0; i--) {
        Node call = graph.calls.get(i);
        if (Collections.disjoint(call.outputs(), gradients.keySet())
            || Collections.disjoint(call.outputs(), moved)) {
          continue;
        }
        List<Tensor> from = call.outputs().stream().map(y -> of(gradients, y, values)).toList();
        Pullback pullback = passes.get(i).pullback();
        if (Collections.disjoint(call.inputs(), moved)) {
          pullback.applyToWeights(from, weights);
          continue;
        }
        List<Tensor> back = pullback.apply(from, weights);
        for (int j = 0; j < back.size(); j++) {
          if (back.get(j) != null) {
            gradients.merge(call.inputs().get(j), back.get(j), TensorMath::sum);
          }
        }
      }
      return gradients;
    }
  }

  /** The tensors that depend on these weights, or on tensors that are wanted. */
  private Set<SymbolicTensor> movedBy(WeightGradients weights, List<SymbolicTensor> wanted) {
    Set<SymbolicTensor> moved = new HashSet<>(wanted);
    for (Node call : calls) {
      if (!Collections.disjoint(call.inputs(), moved)
          || (call.operation() instanceof Layer layer
              && layer.variables().stream().anyMatch(weights::wants))) {
        moved.addAll(call.outputs());
      }
    }
    return moved;
  }

  private static Tensor of(
      Map<SymbolicTensor, Tensor> gradients,
      SymbolicTensor tensor,
      Map<SymbolicTensor, Tensor> values) {
    Tensor gradient = gradients.get(tensor);
    Tensor value = values.get(tensor);
    return gradient == null ? Tensor.zeros(value.shape(), value.dtype()) : gradient;
  }

  private static <T> Map<SymbolicTensor, T> bind(List<SymbolicTensor> names, List<T> values) {
    Map<SymbolicTensor, T> bound = new HashMap<>();
    bind(names, values, bound);
    return bound;
  }

  private static <T> void bind(
      List<SymbolicTensor> names, List<T> values, Map<SymbolicTensor, T> bound) {
    for (int i = 0; i < names.size(); i++) {
      bound.put(names.get(i), values.get(i));
    }
  }

  /** The values of these tensors; null where there is none. */
  private static <T> List<T> all(List<SymbolicTensor> names, Map<SymbolicTensor, T> values) {
    List<T> all = new ArrayList<>(names.size());
    for (SymbolicTensor name : names) {
      all.add(values.get(name));
    }
    return all;
  }
}

package dev.sarvi.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A term as the values that a loop computes, each of them once, in order; the last is the term's.
 */
final class LaneGraph {
  /**
   * A value.
   *
   * @param term an input or a number, or a call whose arguments do not count
   * @param arguments the arguments' values
   */
  record Value(Term term, List<Integer> arguments) {
    private static Value of(Term leaf) {
      return new Value(leaf, List.of());
    }

    // Written out: to make it for a record, the JVM takes a while at each start.
    @Override
    public boolean equals(Object other) {
      return other instanceof Value that
          && term.equals(that.term)
          && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
      return 31 * term.hashCode() + arguments.hashCode();
    }
  }

  private final LoopTemplate template;
  private final FunctionTerms functions;
  private final List<Value> values = new ArrayList<>();
  private final Map<Value, Integer> places = new HashMap<>();

  private LaneGraph(LoopTemplate template) {
    this.template = template;
    this.functions = FunctionTerms.of(template.element());
  }

  /** Of a term. Vectors have no functions: there they are replaced by what they are made of. */
  static List<Value> of(Term term, LoopTemplate template) {
    LaneGraph graph = new LaneGraph(template);
    graph.place(term, new IdentityHashMap<>());
    return graph.values;
  }

  /** How many operations a term has. */
  static int operations(Term term, LoopTemplate template) {
    return (int) of(term, template).stream().filter(v -> v.term() instanceof Term.Call).count();
  }

  /**
   * @param known the objects that have a place already: in a function's term they occur so often
   *     that going through all of it as a tree would take for ever
   */
  private int place(Term term, IdentityHashMap<Term, Integer> known) {
    Integer place = known.get(term);
    if (place == null) {
      place = newPlace(term, known);
      known.put(term, place);
    }
    return place;
  }

  private int newPlace(Term term, IdentityHashMap<Term, Integer> known) {
    if (!(term instanceof Term.Call call)) {
      return place(Value.of(term));
    }
    List<Integer> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(place(argument, known)));
    if (!template.isVector() || !functions.contains(call.operation())) {
      return place(new Value(Term.call(call.operation()), arguments));
    }
    IdentityHashMap<Term, Integer> inFunction = new IdentityHashMap<>();
    Term[] parameters = new Term[arguments.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = new Term.Slot("argument " + i);
      inFunction.put(parameters[i], arguments.get(i));
    }
    return place(functions.expand(call.operation(), parameters), inFunction);
  }

  private int place(Value value) {
    Integer place = places.putIfAbsent(value, values.size());
    if (place != null) {
      return place;
    }
    values.add(value);
    return values.size() - 1;
  }
}

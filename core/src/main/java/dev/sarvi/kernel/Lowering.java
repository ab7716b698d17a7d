package dev.sarvi.kernel;

import dev.sarvi.formula.Comparison;
import dev.sarvi.formula.Formula;
import dev.sarvi.formula.UnaryOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns a formula into steps that are loops of bounded length. C2 compiles long loops slowly, and
 * keeps fewer of their vectors in registers. So where a formula is longer, each of its long
 * functions, such as an exponential, is a loop of its own over a block that stays in the first
 * cache; one that occurs twice is computed once.
 */
final class Lowering {
  /** One loop: what it computes, under what name later steps find it. */
  record Step(String result, Term term) {}

  /** The result of the last step. */
  static final String RESULT = "the result";

  /** Functions so long that they may be loops of their own. */
  private static final Set<String> LONG =
      Set.of(
          "exp",
          "expOfNegative",
          "expm1",
          "timesExpOfNegatedSquare",
          "log",
          "log1p",
          "log1pOfFraction",
          "tanh",
          "scaledErfc",
          "erfByTail",
          "erfcByTail",
          "sin",
          "cos");

  /**
   * How many operations a formula in one loop has. (Functions in loops of their own are gelu's; up
   * to 140 operations in a loop took as long as 70, within 10 %.)
   */
  private static final int LONGEST = 100;

  /** Operations, none of them long, that a loop has beside others at little cost. */
  private static final int SHORT = 24;

  private static final Pattern WORD = Pattern.compile("_(.)");

  private final List<Step> steps = new ArrayList<>();
  private final Map<Term, Term> results = new LinkedHashMap<>();

  private Lowering() {}

  /**
   * The steps, in order; the last computes the formula.
   *
   * @param template by whose operations lengths are counted
   */
  static List<Step> steps(Formula formula, LoopTemplate template) {
    Term term = term(formula);
    Lowering lowering = new Lowering();
    boolean isLong = LaneGraph.operations(term, template) > LONGEST;
    Term last = isLong ? lowering.cut(term, true) : term;
    lowering.steps.add(new Step(RESULT, last));
    return lowering.steps;
  }

  /** Whether it is a loop without long functions, and far from being too long itself. */
  static boolean isShort(Formula formula) {
    Term term = term(formula);
    return longCalls(term).isEmpty() && operations(term) <= SHORT;
  }

  private static int operations(Term term) {
    return term instanceof Term.Call call
        ? 1 + call.arguments().stream().mapToInt(Lowering::operations).sum()
        : 0;
  }

  private static List<Term> longCalls(Term term) {
    List<Term> found = new ArrayList<>();
    if (term instanceof Term.Call call) {
      call.arguments().forEach(argument -> found.addAll(longCalls(argument)));
      if (LONG.contains(call.operation())) {
        found.add(term);
      }
    }
    return found;
  }

  /** The term with its long calls replaced by the results of earlier steps. */
  private Term cut(Term term, boolean isLast) {
    if (!(term instanceof Term.Call call)) {
      return term;
    }
    boolean isLong = LONG.contains(call.operation());
    List<Term> arguments = new ArrayList<>();
    for (Term argument : call.arguments()) {
      Term shorter = cut(argument, false);
      arguments.add(isLong && isNested(shorter) ? result(shorter) : shorter);
    }
    Term shorter = new Term.Call(call.operation(), arguments);
    return isLong && !isLast ? result(shorter) : shorter;
  }

  /** Whether it is more than one operation: too much beside a long one. */
  private static boolean isNested(Term term) {
    return term instanceof Term.Call call
        && call.arguments().stream().anyMatch(Term.Call.class::isInstance);
  }

  private Term result(Term term) {
    return results.computeIfAbsent(
        term,
        step -> {
          String name = "step " + steps.size();
          steps.add(new Step(name, step));
          return new Term.Slot(name);
        });
  }

  private static Term term(Formula formula) {
    if (formula instanceof Formula.Input input) {
      return new Term.Slot(input.name());
    }
    if (formula instanceof Formula.Constant constant) {
      return new Term.Constant(constant.value());
    }
    if (formula instanceof Formula.Unary node) {
      return node.operation() == UnaryOperation.EXP && node.argument() instanceof Formula.Select s
          ? expOfSelect(s)
          : unary(methodName(node.operation()), term(node.argument()));
    }
    if (formula instanceof Formula.Binary node) {
      return Term.call(methodName(node.operation()), term(node.left()), term(node.right()));
    }
    Formula.Select node = (Formula.Select) formula;
    return Term.call(
        methodName(node.comparison()),
        term(node.left()),
        term(node.right()),
        term(node.whenTrue()),
        term(node.whenFalse()));
  }

  /**
   * The same as {@code exp}: that of {@code -|x|}, as sigmoid and softplus spell it, is shorter.
   */
  private static Term expOfSelect(Formula.Select select) {
    Formula x = select.left();
    Formula negative =
        select.comparison() == Comparison.LESS ? select.whenTrue() : select.whenFalse();
    Formula positive =
        select.comparison() == Comparison.LESS ? select.whenFalse() : select.whenTrue();
    boolean isOfZero = Formula.ZERO.equals(select.right());
    boolean isOrder =
        select.comparison() == Comparison.LESS || select.comparison() == Comparison.GREATER;
    if (isOfZero && isOrder && x.equals(negative) && x.negated().equals(positive)) {
      Term size = Term.call("abs", term(x));
      return Term.call("expOfNegative", Term.call("multiply", size, new Term.Constant(-1)));
    }
    return Term.call("exp", term(select));
  }

  /** A function that is too long for one loop is made of shorter ones. */
  private static Term unary(String function, Term x) {
    return switch (function) {
      case "erf", "erfc" ->
          Term.call(
              function + "ByTail",
              x,
              Term.call("timesExpOfNegatedSquare", x, Term.call("scaledErfc", x)));
      case "log1p" -> Term.call(isExpOfNegative(x) ? "log1pOfFraction" : "log1p", x);
      default -> Term.call(function, x);
    };
  }

  private static boolean isExpOfNegative(Term term) {
    return term instanceof Term.Call call && call.operation().equals("expOfNegative");
  }

  /** {@code LESS_OR_EQUAL} is the lane operation {@code lessOrEqual}. */
  private static String methodName(Enum<?> operation) {
    String lower = operation.name().toLowerCase(Locale.ROOT);
    return WORD.matcher(lower).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}

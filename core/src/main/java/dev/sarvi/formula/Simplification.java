package dev.sarvi.formula;

import dev.sarvi.formula.Formula.Binary;
import dev.sarvi.formula.Formula.Constant;
import dev.sarvi.formula.Formula.Select;

/**
 * Sums and products of slopes. Derivatives are full of zeros and ones, which are left out here; in
 * a formula itself nothing is ever left out, since {@code 0·x} is not 0 where x is infinite. (It is
 * the constant that is asked whether it is equal: its answer, unlike that of other records, costs a
 * program that starts nothing.)
 */
final class Simplification {
  private static final Formula MINUS_ONE = Formula.constant(-1);

  private Simplification() {}

  static Formula sum(Formula a, Formula b) {
    return Formula.ZERO.equals(a) ? b : Formula.ZERO.equals(b) ? a : a.plus(b);
  }

  static Formula difference(Formula a, Formula b) {
    if (Formula.ZERO.equals(b)) {
      return a;
    }
    return Formula.ZERO.equals(a) ? product(b, Formula.constant(-1)) : a.minus(b);
  }

  static Formula product(Formula a, Formula b) {
    if (Formula.ZERO.equals(a) || Formula.ZERO.equals(b)) {
      return Formula.ZERO;
    }
    if (Formula.ONE.equals(a)) {
      return b;
    }
    if (Formula.ONE.equals(b)) {
      return a;
    }
    if (MINUS_ONE.equals(b) && a instanceof Binary twice && isNegation(twice)) {
      return twice.left();
    }
    if (a instanceof Constant x && b instanceof Constant y) {
      return new Constant(x.value() * y.value());
    }
    if (b instanceof Binary sum && sum.operation() == BinaryOperation.ADD && hasSwitches(sum)) {
      return sum(product(a, sum.left()), product(a, sum.right()));
    }
    if (b instanceof Select select && isSwitch(select)) {
      return into(select, a);
    }
    if (a instanceof Select select && isSwitch(select)) {
      return into(select, b);
    }
    return new Binary(BinaryOperation.MULTIPLY, a, b);
  }

  /**
   * A factor times a switch goes into its branches, so that an infinite gradient is not multiplied
   * by the 0 of the branch that shuts it off.
   */
  private static Formula into(Select select, Formula factor) {
    return Formula.select(
        select.comparison(),
        select.left(),
        select.right(),
        product(factor, select.whenTrue()),
        product(factor, select.whenFalse()));
  }

  private static boolean isNegation(Binary product) {
    return product.operation() == BinaryOperation.MULTIPLY && MINUS_ONE.equals(product.right());
  }

  private static boolean isSwitch(Select select) {
    return isPlain(select.whenTrue()) || isPlain(select.whenFalse());
  }

  private static boolean hasSwitches(Binary sum) {
    return sum.left() instanceof Select left
        && sum.right() instanceof Select right
        && isSwitch(left)
        && isSwitch(right);
  }

  private static boolean isPlain(Formula branch) {
    return Formula.ZERO.equals(branch) || Formula.ONE.equals(branch);
  }
}

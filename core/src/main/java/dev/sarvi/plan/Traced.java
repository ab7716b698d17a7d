package dev.sarvi.plan;

import dev.sarvi.layer.Derived;
import dev.sarvi.layer.Tracer;
import dev.sarvi.tensor.DType;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;

/** A tensor of a plan. */
final class Traced implements Tracer.Value {
  private final int id;
  private final Shape shape;
  private final DType dtype;
  private final Derived<Tensor> constant;
  private Traced base = this;

  Traced(int id, Shape shape, DType dtype, Derived<Tensor> constant) {
    this.id = id;
    this.shape = shape;
    this.dtype = dtype;
    this.constant = constant;
  }

  /** Its place in a workspace. */
  int id() {
    return id;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  /** What it is computed from where that is no input; else null. */
  Derived<Tensor> constant() {
    return constant;
  }

  /** The value whose array this one shares; itself if it has an array of its own. */
  Traced base() {
    Traced last = this;
    while (last.base != last) { // no recursion: a plan may be ten thousand steps in place
      last = last.base;
    }
    return last;
  }

  /** Lets this value share another's array, of the same size. */
  void share(Traced other) {
    base().base = other.base();
  }

  /** Its name in formulas. */
  String name() {
    return "v" + id;
  }
}

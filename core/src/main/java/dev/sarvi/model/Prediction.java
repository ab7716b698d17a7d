package dev.sarvi.model;

import dev.sarvi.layer.SymbolicTensor;
import dev.sarvi.tensor.Shape;
import dev.sarvi.tensor.Tensor;
import dev.sarvi.train.Data;
import java.util.ArrayList;
import java.util.List;

/** Runs a model on many samples, a batch at a time. */
final class Prediction {
  private Prediction() {}

  static List<Tensor> of(Model model, Data data, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "`batch_size` must be at least 1. Received: batch_size=" + batchSize);
    }
    int samples = data.samples();
    if (samples == 0) {
      return ofNothing(model, data);
    }
    if (samples <= batchSize) {
      return predict(model, data.inputs());
    }
    List<Tensor> all = new ArrayList<>();
    for (int from = 0; from < samples; from += batchSize) {
      List<Tensor> inputs = data.rows(from, Math.min(samples, from + batchSize)).inputs();
      List<Tensor> outputs = predict(model, inputs);
      for (int i = 0; i < outputs.size(); i++) {
        if (from == 0) {
          Shape shape = outputs.get(i).shape();
          all.add(Tensor.zeros(shape.with(0, samples), outputs.get(i).dtype()));
        }
        copy(outputs.get(i), all.get(i), from);
      }
    }
    return all;
  }

  private static List<Tensor> predict(Model model, List<Tensor> inputs) {
    return model.plan(inputs.stream().map(Tensor::shape).toArray(Shape[]::new)).predict(inputs);
  }

  private static void copy(Tensor part, Tensor whole, int row) {
    int at = row * whole.shape().stride(0);
    System.arraycopy(part.array(), 0, whole.array(), at, part.size());
  }

  private static List<Tensor> ofNothing(Model model, Data data) {
    List<Shape> shapes = model.outputShapes(data.inputs().stream().map(Tensor::shape).toList());
    List<SymbolicTensor> outputs = model.outputs();
    List<Tensor> empty = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      empty.add(Tensor.zeros(shapes.get(i), outputs.get(i).dtype()));
    }
    return empty;
  }
}

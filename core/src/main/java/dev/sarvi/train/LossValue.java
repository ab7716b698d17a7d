package dev.sarvi.train;

import dev.sarvi.tensor.Tensor;
import java.util.function.DoubleFunction;

/**
 * A loss and the way back.
 *
 * @param value the loss
 * @param pullback from the gradient of the value (a factor, 1 for the loss itself) to the gradient
 *     of the prediction, in the prediction's shape and type
 */
public record LossValue(double value, DoubleFunction<Tensor> pullback) {}

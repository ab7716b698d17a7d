package dev.sarvi.layer.pooling;

import dev.sarvi.kernel.Pooling;
import dev.sarvi.layer.Pass;
import dev.sarvi.tensor.Tensor;

/** What pooling takes of the values in a window. */
enum Statistic {
  /** The largest. */
  MAX {
    @Override
    Pass of(Pooling pooling, Tensor x) {
      Tensor y = pooling.max(x);
      return Pass.of(y, g -> pooling.maxGradient(x, y, g));
    }

    @Override
    void into(Pooling pooling, Tensor x, Tensor y) {
      pooling.max(x, y);
    }
  },
  /** The mean. */
  MEAN {
    @Override
    Pass of(Pooling pooling, Tensor x) {
      return Pass.of(pooling.mean(x), pooling::meanGradient);
    }

    @Override
    void into(Pooling pooling, Tensor x, Tensor y) {
      pooling.mean(x, y);
    }
  };

  abstract Pass of(Pooling pooling, Tensor x);

  abstract void into(Pooling pooling, Tensor x, Tensor y);
}

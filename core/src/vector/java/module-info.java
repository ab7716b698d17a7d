/** Keras's layers, models and training, in pure Java. */
module dev.sarvi {
  requires static jdk.incubator.vector;

  exports dev.sarvi.constraint;
  exports dev.sarvi.formula;
  exports dev.sarvi.initializer;
  exports dev.sarvi.layer;
  exports dev.sarvi.layer.activation;
  exports dev.sarvi.layer.core;
  exports dev.sarvi.model;
  exports dev.sarvi.regularizer;
  exports dev.sarvi.tensor;
  exports dev.sarvi.train;
}

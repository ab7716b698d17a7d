/** Keras's layers, models and training, in pure Java. */
// jdk.incubator.vector is not named here, or javac would warn every module that requires this one:
// the build adds the edge, and at run time dev.sarvi.kernel.VectorModule does.
module dev.sarvi {
  exports dev.sarvi.config to
      dev.sarvi.keras;
  exports dev.sarvi;
  exports dev.sarvi.constraint;
  exports dev.sarvi.formula;
  exports dev.sarvi.initializer;
  exports dev.sarvi.layer;
  exports dev.sarvi.layer.activation;
  exports dev.sarvi.layer.attention;
  exports dev.sarvi.layer.convolution;
  exports dev.sarvi.layer.core;
  exports dev.sarvi.layer.merging;
  exports dev.sarvi.layer.normalization;
  exports dev.sarvi.layer.operation;
  exports dev.sarvi.layer.pooling;
  exports dev.sarvi.layer.preprocessing;
  exports dev.sarvi.layer.recurrent;
  exports dev.sarvi.layer.regularization;
  exports dev.sarvi.layer.reshaping;
  exports dev.sarvi.model;
  exports dev.sarvi.plan;
  exports dev.sarvi.regularizer;
  exports dev.sarvi.tensor;
  exports dev.sarvi.train;
}

"""Opens what Example4OwnActivation saved with real Keras, and compares the predictions.

    mvn -q -pl examples -am verify     # leaves own.keras, own-x.npy, own-y.npy in examples/target
    python check_own_activations.py FOLDER

The classes registered here are the Python twins of the example's formulas; Keras's own file of the
same model is compared with the example's, key by key.
"""

import os
import pathlib
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import json
import zipfile

import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable(package="examples")
class Snake(keras.layers.Layer):
    def __init__(self, a=1.0, **options):
        super().__init__(**options)
        self.a = a

    def call(self, x):
        return x + ops.sin(self.a * x) ** 2 / self.a

    def get_config(self):
        return super().get_config() | {"a": self.a}


@keras.saving.register_keras_serializable(package="examples")
class Swish(keras.layers.Layer):
    def __init__(
        self,
        beta_initializer="ones",
        beta_regularizer=None,
        beta_constraint=None,
        shared_axes=None,
        **options,
    ):
        super().__init__(**options)
        self.beta_initializer = keras.initializers.get(beta_initializer)
        self.beta_regularizer = keras.regularizers.get(beta_regularizer)
        self.beta_constraint = keras.constraints.get(beta_constraint)
        self.shared_axes = shared_axes

    def build(self, input_shape):
        shape = list(input_shape[1:])
        for axis in self.shared_axes or []:
            shape[axis - 1] = 1
        self.beta = self.add_weight(
            name="beta",
            shape=shape,
            initializer=self.beta_initializer,
            regularizer=self.beta_regularizer,
            constraint=self.beta_constraint,
        )

    def call(self, x):
        return x * ops.sigmoid(self.beta * x)

    def get_config(self):
        return super().get_config() | {
            "beta_initializer": keras.initializers.serialize(self.beta_initializer),
            "beta_regularizer": keras.regularizers.serialize(self.beta_regularizer),
            "beta_constraint": keras.constraints.serialize(self.beta_constraint),
            "shared_axes": self.shared_axes,
        }


def layers(file):
    """The serialized layers of a Sequential."""
    config = json.loads(zipfile.ZipFile(file).read("config.json"))
    return config["config"]["layers"]


def main():
    folder = pathlib.Path(sys.argv[1])
    model = keras.saving.load_model(folder / "own.keras")
    keras_y = model.predict(np.load(folder / "own-x.npy"), verbose=0)
    difference = np.abs(keras_y - np.load(folder / "own-y.npy")).max()
    print(f"Keras {keras.__version__}: largest difference of predictions {difference:.2e}")
    assert difference < 1e-5, difference
    model.save(folder / "own-by-keras.keras")
    pairs = zip(layers(folder / "own.keras"), layers(folder / "own-by-keras.keras"))
    for ours, theirs in pairs:
        if ours["registered_name"]:
            assert ours == theirs, (ours, theirs)
            print(f"{ours['registered_name']}: written as Keras writes it")


if __name__ == "__main__":
    main()

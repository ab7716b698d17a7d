"""Recomputes the layer goldens with TensorFlow, and prints where it disagrees.

    pip install -r requirements.txt tensorflow-cpu
    python check_layer_goldens.py

Expected, with Keras 3.15.1 and TensorFlow 2.21: the slope of ELU and SELU at NaN (JAX: NaN), the
slope of SELU at 0 (TensorFlow 1.0507, JAX and torch 1.7581), and a softmax over an infinity or NaN
(JAX: all NaN, as the formula has it; TensorFlow leaves 0 beside it).
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import json
import pathlib

import keras
import numpy as np
import tensorflow as tf

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/layers"
TOLERANCE = 2e-5  # also for float64, where TensorFlow rounds slopes and epsilons to float32


def arrays_of(case, flat):
    found = {}
    for name, (offset, shape) in case["arrays"].items():
        size = int(np.prod(shape))
        found[name] = flat[case["dtype"]][offset : offset + size].reshape(shape)
    return found


def recompute(case, arrays):
    layer = keras.saving.deserialize_keras_object(case["layer"])
    inputs = [tf.constant(arrays[f"input_{i}"]) for i in range(9) if f"input_{i}" in arrays]
    argument = inputs if len(inputs) > 1 else inputs[0]
    if not layer.built:
        layer.build([i.shape for i in inputs] if len(inputs) > 1 else argument.shape)
    layer.set_weights([arrays[f"weight_{i}"] for i in range(len(layer.weights))])
    options = {"mask": arrays["mask"] > 0.5} if "mask" in arrays else {}
    if case["layer"]["class_name"] in ("BatchNormalization", "Dropout"):
        options["training"] = case["training"]
    trainable = [variable.value for variable in layer.trainable_weights]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        output = layer(argument, **options)
        total = tf.reduce_sum(output * arrays["upstream"])
    input_gradients, weight_gradients = tape.gradient(total, [inputs, trainable])
    found = {"output": output}
    found |= {f"input_gradient_{i}": value for i, value in enumerate(input_gradients)}
    found |= {f"weight_gradient_{i}": value for i, value in enumerate(weight_gradients)}
    for i, value in enumerate(layer.get_weights()):
        found[f"updated_weight_{i}"] = value
    return {name: np.asarray(value) for name, value in found.items() if name in arrays}


def main():
    flat = np.load(FOLDER / "values.npz")
    index = json.loads((FOLDER / "index.json").read_text())
    print(f"{index['backend']} (golden) against {keras.backend.backend()}")
    for case in index["cases"]:
        arrays = arrays_of(case, flat)
        x = arrays["input_0"]
        for name, other in recompute(case, arrays).items():
            golden = arrays[name]
            assert golden.shape == other.shape, (case["id"], name)
            same = np.isclose(golden, other, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
            where = x[~same] if same.shape == x.shape else "-"
            if not same.all():
                print(case["id"], name, "x", where, "golden", golden[~same], "other", other[~same])
    print(f"{len(index['cases'])} cases")


if __name__ == "__main__":
    main()

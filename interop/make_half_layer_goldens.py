"""Makes the goldens of layers in 16 bits: what Keras computes under each such policy.

    pip install -r requirements.txt
    python make_half_layer_goldens.py

It writes, into keras/src/test/resources/goldens/half_layers/, values.npz with one flat array, and
index.json: {"keras": version, "backend": name, "cases": [case, ...]}. A case is as in
make_layer_goldens.py, with "policy" for "dtype"; its numbers, of whatever type, are in the flat array
as float32, which holds them exactly. Keras rounds to 16 bits after each operation, on the JAX
backend where XLA does not fuse; how far Sarvi, which rounds once a layer, is from it is what the test
measures. Inputs keep off the kinks.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import json
import pathlib

import jax
import keras
import numpy as np
from keras import layers

from make_layer_goldens import distinct, normal, random_weight

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/half_layers"
POLICIES = ["float16", "bfloat16", "mixed_float16", "mixed_bfloat16"]
ACTIVATIONS = ["relu6", "elu", "selu", "silu", "gelu", "sigmoid", "tanh", "softplus"]
ACTIVATIONS += ["exponential", "softsign", "mish", "hard_sigmoid", "log_softmax", "softmax"]

cases = []
values = []


def add(name, layer, *inputs, training=False):
    half = layer.compute_dtype
    inputs = [jax.numpy.asarray(value, half) for value in inputs]
    argument = inputs if len(inputs) > 1 else inputs[0]
    layer.build([i.shape for i in inputs] if len(inputs) > 1 else argument.shape)
    layer.set_weights([np.asarray(random_weight(v), v.dtype) for v in layer.weights])
    trainable = [variable.value for variable in layer.trainable_variables]
    rest = [variable.value for variable in layer.non_trainable_variables]
    options = {"training": training} if isinstance(layer, layers.BatchNormalization) else {}

    def call(trainable, argument):
        output, updated = layer.stateless_call(trainable, rest, argument, **options)
        return keras.ops.cast(output, half), updated  # some give float32 when they are traced

    output, pullback, updated = jax.vjp(call, trainable, argument, has_aux=True)
    upstream = jax.numpy.asarray(normal(*output.shape), half)
    weight_gradients, input_gradients = pullback(upstream)
    if len(inputs) == 1:
        input_gradients = [input_gradients]
    found = {f"input_{i}": value for i, value in enumerate(inputs)}
    found |= {f"weight_{i}": value for i, value in enumerate(layer.get_weights())}
    found |= {"output": output, "upstream": upstream}
    found |= {f"input_gradient_{i}": value for i, value in enumerate(input_gradients)}
    found |= {f"weight_gradient_{i}": value for i, value in enumerate(weight_gradients)}
    if training:
        first = len(trainable)
        found |= {f"updated_weight_{first + i}": value for i, value in enumerate(updated)}
    cases.append(
        {
            "id": f"{layer.dtype_policy.name}-{type(layer).__name__}-{name}",
            "layer": keras.saving.serialize_keras_object(layer),
            "policy": layer.dtype_policy.name,
            "training": training,
            "arrays": {name: store(array) for name, array in found.items()},
        }
    )


def store(array):
    offset = sum(piece.size for piece in values)
    values.append(np.asarray(array).astype(np.float32).ravel())
    return [offset, list(array.shape)]


def all_layers():
    vector, image = normal(4, 13, scale=2) + 1 / 2048, normal(2, 5, 4, 3)
    add("plain", layers.ReLU(), vector)
    add("all", layers.ReLU(6.5, 0.25, 0.75), vector)
    add("plain", layers.LeakyReLU(), vector)
    add("plain", layers.ELU(0.7), vector)
    add("shared", layers.PReLU(shared_axes=[1, 2]), image)
    add("plain", layers.PReLU(), vector)
    add("plain", layers.Softmax(), vector)
    add("axes", layers.Softmax((1, 2)), image)
    for name in ACTIVATIONS:
        add(name, layers.Activation(name), vector)
    add("plain", layers.Dense(5), vector)
    add("gelu", layers.Dense(5, activation="gelu"), vector)
    add("layer", layers.Dense(5, activation=layers.LeakyReLU(0.1)), vector)
    add("plain", layers.Conv2D(4, 3, padding="same"), image)
    add("strided", layers.Conv2D(4, 2, strides=2, activation="relu"), image)
    add("plain", layers.MaxPooling2D(2), distinct(2, 6, 4, 3) / 4)
    add("plain", layers.AveragePooling2D(2), image)
    add("plain", layers.GlobalAveragePooling2D(), image)
    add("inference", layers.BatchNormalization(), vector)
    add("training", layers.BatchNormalization(), vector, training=True)
    add("inference", layers.Dropout(0.4), vector)
    add("plain", layers.Flatten(), image)
    add("plain", layers.Reshape((-1, 2)), image)
    add("plain", layers.ZeroPadding2D(1), image)
    add("plain", layers.Add(), vector, normal(4, 13))
    add("plain", layers.Multiply(), vector, normal(4, 13))
    add("plain", layers.Concatenate(), vector, normal(4, 3))


def main():
    keras.utils.set_random_seed(7)
    for policy in POLICIES:
        keras.config.set_dtype_policy(policy)
        all_layers()
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / "values.npz", values=np.concatenate(values))
    head = {"keras": keras.__version__, "backend": keras.backend.backend()}
    lines = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / "index.json").write_text(f'{json.dumps(head)[:-1]}, "cases": [\n{lines}\n]}}\n')
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()

"""Makes the network goldens: what Keras computes of the known networks (networks.py).

    pip install -r requirements.txt tensorflow-cpu
    KERAS_BACKEND=tensorflow python make_network_goldens.py [name ...]
    KERAS_BACKEND=jax python make_network_goldens.py [name ...]

The weights and the data are those of seeded_numbers.py, so no file holds them. For each network the
first command writes, into keras/src/test/resources/goldens/networks/, the architecture,
<name>.json.gz, index.json with all names, and <name>.json with what Keras on TensorFlow computes in float64:

    family, parameters, batch, size, pixels, words    as in networks.py
    outputs    for each output {"shape", "scale": the largest absolute value, "values": some of
               them, from index 0 in equal steps, "projection"}
    loss       of a training step: the mean over all outputs' mean squared distances to the targets
    gradients  for each trainable weight [norm, projection]
    states     for each other weight, after the step, the same

where the projection of a tensor is its product with uniform(PROJECTION, ...). Dropout has the rate
0. The second command adds

    keras      how far Keras is from that on JAX in float32: {"outputs", "loss", "gradients",
               "states"}, the largest relative differences, as differences() says
"""

import gzip
import json
import os
import pathlib
import sys

os.environ.setdefault("JAX_ENABLE_X64", "1")

import keras
import numpy as np

import networks
from seeded_numbers import uniform, weight

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/networks"
INPUT, TARGET, PROJECTION = 1_000_000, 2_000_000, 3_000_000  # streams
VALUES = 24


def without_chance(model):
    """Every layer that drops something drops nothing."""
    for layer in model._flatten_layers():
        for rate in ("rate", "drop_path_rate"):
            if isinstance(getattr(layer, rate, None), float):
                setattr(layer, rate, 0.0)
    return model


def set_weights(model):
    for i, variable in enumerate(model.weights):
        variable.assign(weight(i, variable.name, variable.shape))
    for layer in model._flatten_layers():
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()  # its weights are used from there on


def inputs(network, model):
    found = []
    for i, tensor in enumerate(model.inputs):
        shape = [network.size if n is None else n for n in tensor.shape[1:]]
        u = uniform(INPUT + i, [network.batch, *shape])
        if network.words:
            found.append(np.maximum(0, np.floor(u * network.words)).astype(tensor.dtype))
        else:
            found.append((np.floor((u + 1) * 128) if network.pixels else u).astype(tensor.dtype))
    return found


def mean_squared(outputs, targets):
    distances = [keras.ops.mean((y - t) ** 2) for y, t in zip(outputs, targets, strict=True)]
    return sum(distances) / len(distances)


def step(model, arguments, targets):
    """Loss, gradients of the trainable weights, and the other weights afterwards."""
    argument = arguments if len(arguments) > 1 else arguments[0]
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        with tf.GradientTape() as tape:
            loss = mean_squared(keras.tree.flatten(model(argument, training=True)), targets)
        gradients = tape.gradient(loss, [v.value for v in model.trainable_weights])
        gradients = [tf.convert_to_tensor(gradient) for gradient in gradients]
        return loss, gradients, [v.value for v in model.weights if not v.trainable]
    import jax

    rest = [v.value for v in model.non_trainable_variables]
    kept = [i for i, v in enumerate(model.non_trainable_variables) if "seed_" not in v.name]

    def loss_of(trainable):
        outputs, rest_now = model.stateless_call(trainable, rest, argument, training=True)
        return mean_squared(keras.tree.flatten(outputs), targets), rest_now

    (loss, states), gradients = jax.jit(jax.value_and_grad(loss_of, has_aux=True))(
        [v.value for v in model.trainable_variables]
    )
    return loss, gradients, [states[i] for i in kept]


def numbers(value):
    return keras.ops.convert_to_numpy(value).astype(np.float64)


def projection(array):
    return float(np.vdot(array, uniform(PROJECTION, array.shape)))


def norms(tensors):
    arrays = [numbers(t) for t in tensors]
    return [[float(np.linalg.norm(a.ravel())), projection(a)] for a in arrays]


def printed(array):
    flat = array.ravel()
    values = flat[:: max(1, flat.size // VALUES)][:VALUES].tolist()
    scale = float(np.abs(flat).max())
    return {
        "shape": list(array.shape),
        "scale": scale,
        "values": values,
        "projection": projection(array),
    }


def computed(network, model):
    arguments = inputs(network, model)
    outputs = model.predict(arguments if len(arguments) > 1 else arguments[0], verbose=0)
    outputs = [numbers(y) for y in keras.tree.flatten(outputs)]
    targets = [uniform(TARGET + i, y.shape).astype(model.dtype) for i, y in enumerate(outputs)]
    loss, gradients, states = step(model, arguments, targets)
    return {
        "outputs": [printed(y) for y in outputs],
        "loss": float(loss),
        "gradients": norms(gradients),
        "states": norms(states),
    }


def differences(found, exact):
    """The largest ones, relative to what a tensor holds; a small gradient, to a thousandth of the
    largest."""

    def of_norms(key):
        least = 1e-3 * max([norm for norm, _ in exact[key]], default=0)
        pairs = zip(found[key], exact[key], strict=True)
        return max(
            (np.abs(np.subtract(a, b)).max() / max(b[0], least) for a, b in pairs), default=0
        )

    def of_output(one, other):
        values = np.abs(np.subtract(one["values"], other["values"])).max()
        root = np.sqrt(np.prod(other["shape"]))
        return max(values, abs(one["projection"] - other["projection"]) / root) / other["scale"]

    def of_outputs():
        return max(map(of_output, found["outputs"], exact["outputs"]))

    loss = abs(found["loss"] - exact["loss"]) / exact["loss"]
    all_of_them = [of_outputs(), loss, of_norms("gradients"), of_norms("states")]
    names = ["outputs", "loss", "gradients", "states"]
    return {name: float(f"{value:.2g}") for name, value in zip(names, all_of_them, strict=True)}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: rounded(inside) for key, inside in value.items()}
    return [rounded(inside) for inside in value] if isinstance(value, list) else value


def compute_in(dtype):
    keras.config.set_floatx(dtype)
    keras.config.set_dtype_policy(dtype)


def write_architecture(name):
    compute_in("float32")
    text = without_chance(networks.make(name)).to_json()
    data = gzip.compress(text.encode(), 9, mtime=0)
    (FOLDER / f"{name}.json.gz").write_bytes(data)


def golden(name):
    network = networks.NETWORKS[name]
    file = FOLDER / f"{name}.json"
    exactly = keras.backend.backend() == "tensorflow"
    if exactly:
        write_architecture(name)
    compute_in("float64" if exactly else "float32")
    model = without_chance(networks.make(name))
    set_weights(model)
    found = computed(network, model)
    if exactly:
        fields = ("family", "batch", "size", "pixels", "words")
        head = {field: getattr(network, field) for field in fields}
        content = head | {"parameters": model.count_params()} | rounded(found)
    else:
        content = json.loads(file.read_text())
        content["keras"] = differences(found, content)
    file.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(name, content["loss"], content.get("keras", ""), flush=True)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or networks.NETWORKS:
        golden(name)
    there = [name for name in networks.NETWORKS if (FOLDER / f"{name}.json").exists()]
    (FOLDER / "index.json").write_text(json.dumps(there, indent=0) + "\n")


if __name__ == "__main__":
    main()

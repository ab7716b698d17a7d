"""Makes a set of .keras files, with what Keras predicts from them.

    pip install -r requirements.txt
    python make_models.py

It writes, into keras/src/test/resources/models/:

    <id>.keras, <id>.npz   a model and input_<i>, output_<i> in the order of model.inputs, .outputs
    index.json             [{"id", "inputs": [names], "outputs": [names of their layers],
                           "weights": [paths, trainable first], "trained": bool}, ...]

A few are as Keras writes them; most are deflated, which Keras reads too, to keep them small.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")  # for the float64 model

import json
import pathlib

import keras
import numpy as np
from keras import layers

from keras_zip import rewrite

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/models"
STORED = {"two-inputs", "trained"}

random = np.random.default_rng(13)
models = {}


def model(make):
    """Registers a function that makes a model; its name is the id of the file."""
    models[make.__name__.replace("_", "-")] = make
    return make


@model
def dense():
    names = ["relu", "relu6", "leaky_relu", "elu", "selu", "sigmoid", "tanh", "softplus"]
    names += ["silu", "gelu", "exponential", "linear", "softmax"]
    hidden = [layers.Dense(3, activation=name) for name in names]
    return keras.Sequential([keras.Input((4,)), *hidden])


@model
def convolution():
    return keras.Sequential(
        [
            keras.Input((11, 9, 2)),
            layers.ZeroPadding2D(((1, 0), (2, 1))),
            layers.Conv2D(6, 3, strides=2, use_bias=False),
            layers.BatchNormalization(epsilon=1e-4),
            layers.ReLU(6.0),
            layers.Conv2D(6, (1, 3), groups=3, padding="same", activation="selu"),
            layers.MaxPooling2D(2, strides=1, padding="same"),
            layers.PReLU(shared_axes=[1, 2]),
            layers.Conv2D(4, 3, dilation_rate=2, padding="same"),
            layers.LeakyReLU(),
            layers.AveragePooling2D((2, 1), padding="same"),
            layers.Dropout(0.5),
            layers.Activation("silu"),
            layers.Reshape((-1, 3, 4)),
            layers.ELU(0.5),
            layers.GlobalAveragePooling2D(),
            layers.Dense(5, activation="softmax"),
        ]
    )


@model
def every_activation_layer():
    return keras.Sequential(
        [
            keras.Input((3, 4)),
            layers.Dense(4),
            layers.ReLU(max_value=5.0, negative_slope=0.1, threshold=0.2),
            layers.LeakyReLU(negative_slope=0.05),
            layers.PReLU(),
            layers.PReLU(shared_axes=[1]),
            layers.ELU(1.5),
            layers.ReLU(threshold=0.1),
            layers.Softmax(axis=[1, 2]),
            layers.Dense(6),
            layers.Softmax(axis=1),
            layers.Dense(5),
            layers.Activation("tanh"),
            layers.Flatten(),
            layers.Softmax(),
        ]
    )


@model
def without_input_layer():
    """Built by its first call, so the shape stands in build_input_shape only."""
    net = keras.Sequential([layers.Dense(3, activation="elu"), layers.PReLU(), layers.Dense(2)])
    net(np.zeros((1, 4), np.float32))
    return net


@model
def swapped_names():
    """Named so that addressing weights by name, or by number in the name, finds the wrong ones."""
    return keras.Sequential(
        [
            keras.Input((3,)),
            layers.Dense(3, name="dense_1"),
            layers.Dense(3, name="dense"),
            layers.PReLU(name="Ääkköset 斜率"),
            layers.Dense(3, name="dense_2_copy"),
        ]
    )


@model
def frozen():
    net = convolution()
    net.layers[1].trainable = False
    net.layers[2].trainable = False
    return net


@model
def shared_layer():
    x, y = keras.Input((4,)), keras.Input((4,))
    shared, alphas = layers.Dense(3), layers.PReLU()
    both = layers.Add()([alphas(shared(x)), alphas(shared(y))])
    return keras.Model([x, y], layers.Dense(2)(alphas(both)))


@model
def two_inputs():
    image, extra = keras.Input((6, 6, 1), name="image"), keras.Input((3,), name="extra")
    features = layers.Flatten()(layers.Conv2D(2, 3, activation="relu")(image))
    joined = layers.Concatenate()([features, extra])
    kind = layers.Dense(4, activation="softmax", name="kind")(joined)
    size = layers.Dense(1, name="size")(layers.ELU()(joined))
    return keras.Model([image, extra], [kind, size])


@model
def repeated_output():
    """Two outputs of one layer, and an output that is itself an input of the rest."""
    x, y = keras.Input((3,)), keras.Input((3,))
    shared = layers.Dense(3, name="shared")
    first, second = shared(x), shared(y)
    return keras.Model([x, y], [first, second, layers.Multiply(name="both")([first, second])])


@model
def dictionaries():
    a, b = keras.Input((3,), name="a"), keras.Input((2,), name="b")
    joined = layers.Concatenate(name="joined")([b, a])
    outputs = {"sum": layers.Dense(2, name="last")(joined), "joined": joined}
    return keras.Model({"b": b, "a": a}, outputs)


@model
def residual():
    x = keras.Input((5, 5, 4))
    block = layers.Conv2D(4, 3, padding="same")(x)
    block = layers.PReLU(shared_axes=[1, 2])(layers.BatchNormalization()(block))
    y = layers.Add()([x, block, x])
    y = layers.Dropout(0.3)(y)  # saved with training=False among the arguments of its call
    gate = layers.GlobalAveragePooling2D(keepdims=True)(y)
    y = layers.Multiply()([y, layers.Conv2D(4, 1, activation="sigmoid")(gate)])
    y = layers.Concatenate(axis=1)([y, layers.MaxPooling2D(3, strides=1, padding="same")(x)])
    return keras.Model(x, y)


@model
def any_size():
    """As MTCNN's proposal network: image size unknown, two outputs, softmax over channels."""
    x = keras.Input((None, None, 3))
    y = layers.PReLU(shared_axes=[1, 2])(layers.Conv2D(4, 3)(x))
    y = layers.PReLU(shared_axes=[1, 2])(
        layers.Conv2D(4, 3)(layers.MaxPooling2D(2, padding="same")(y))
    )
    return keras.Model(x, [layers.Softmax(axis=3)(layers.Conv2D(2, 1)(y)), layers.Conv2D(4, 1)(y)])


def inner_sequential(units):
    return keras.Sequential([layers.Dense(units), layers.PReLU(), layers.Dense(units)])


def inner_functional(units):
    x = keras.Input((units,))
    y = layers.Dense(units, activation="tanh")(x)
    return keras.Model(x, layers.Add()([x, layers.PReLU()(y)]))


@model
def nested_sequential():
    return keras.Sequential(
        [keras.Input((4,)), layers.Dense(3), inner_sequential(3), inner_sequential(3), layers.ELU()]
    )


@model
def nested_functional():
    """A model inside a model, called twice, beside a Sequential that holds another."""
    x = keras.Input((4,))
    inner = inner_functional(4)
    y = inner(inner(x))
    stack = keras.Sequential([keras.Input((4,)), inner_functional(4), layers.LeakyReLU(0.1)])
    return keras.Model(x, layers.Multiply()([y, stack(y)]))


@model
def inner_with_several():
    """An inner model with two inputs and two outputs, called with tensors in another order."""
    a, b = keras.Input((3,)), keras.Input((2,))
    joined = layers.Concatenate()([a, b])
    inner = keras.Model([a, b], [layers.Dense(2)(joined), layers.Dense(3)(joined)])
    x, y = keras.Input((2,)), keras.Input((3,))
    first, second = inner([y, x])
    third, fourth = inner([second, first])
    return keras.Model([x, y], [fourth, layers.Add()([first, third])])


@model
def layers_as_activations():
    alphas = keras.initializers.Constant(0.2)
    net = keras.Sequential(
        [
            keras.Input((5, 5, 2)),
            layers.Conv2D(3, 3, activation=layers.PReLU(alphas, shared_axes=[1, 2])),
            layers.Conv2D(3, 1, activation=layers.ReLU(6.0)),
            layers.Flatten(),
            layers.Dense(4, activation=layers.PReLU(alphas)),
            layers.Dense(4, activation=layers.LeakyReLU(negative_slope=0.1)),
            layers.Dense(4, activation=layers.Softmax()),
        ]
    )
    net(np.zeros((1, 5, 5, 2), np.float32))  # until then the alphas do not exist
    return net


@model
def masked_softmax():
    x, mask = keras.Input((3, 4), name="scores"), keras.Input((3, 4), dtype="bool", name="keep")
    return keras.Model([x, mask], layers.Softmax()(layers.Dense(4)(x), mask=mask))


@model
def float64():
    keras.config.set_dtype_policy("float64")
    net = keras.Sequential(
        [keras.Input((4,)), layers.Dense(3), layers.PReLU(), layers.Dense(2, activation="selu")]
    )
    keras.config.set_dtype_policy("float32")
    return net


@model
def trained():
    net = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(5, kernel_regularizer="l2", kernel_constraint="non_neg"),
            layers.BatchNormalization(),
            layers.PReLU(alpha_regularizer=keras.regularizers.L1(0.01)),
            layers.Dense(3),
            layers.Softmax(),
        ]
    )
    adam = keras.optimizers.Adam(0.01, amsgrad=True, clipnorm=1.0)
    net.compile(adam, "sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(random.normal(0, 1, (20, 4)), random.integers(0, 3, 20), epochs=2, verbose=0)
    return net


@model
def part_of_another():
    """From the midst of another model: its input is named after a tensor."""
    x = keras.Input((4,))
    hidden = layers.Dense(3, name="hidden")(x)
    whole = keras.Model(x, layers.Dense(2, name="last")(layers.PReLU(name="alphas")(hidden)))
    return keras.Model(whole.get_layer("hidden").output, whole.output)


@model
def dictionary_inside():
    """An inner model that takes and gives dictionaries, compiled with losses by key."""
    a, b = keras.Input((3,), name="a"), keras.Input((2,), name="b")
    joined = layers.Concatenate()([b, a])
    outputs = {"wide": layers.Dense(3)(joined), "one": layers.Dense(1)(joined)}
    inner = keras.Model({"b": b, "a": a}, outputs)
    x, y = keras.Input((2,), name="x"), keras.Input((3,), name="y")
    first = inner({"a": y, "b": x})
    second = inner({"b": x, "a": first["wide"]})
    named = {"sum": layers.Add(name="last")([first["one"], second["one"]]), "w": second["wide"]}
    net = keras.Model([x, y], named)
    net.compile("sgd", {"sum": "mean_squared_error", "w": "mean_squared_error"})
    return net


def weights_that_show():
    """A stand-in for training: weights with which no layer is a no-op and no unit dead."""

    def value(variable):
        if "variance" in variable.name:
            return random.uniform(0.5, 2, variable.shape)
        return random.normal(0.1, 0.5, variable.shape)

    return value


def input_for(tensor):
    shape = [3 if axis == 0 else (size or 13) for axis, size in enumerate(tensor.shape)]
    if tensor.dtype == "bool":
        return random.random(shape) < 0.7
    return random.normal(0, 1, shape).astype(tensor.dtype)


def record(name, net):
    if name != "trained":
        value = weights_that_show()
        net.set_weights([value(variable) for variable in net.weights])
    inputs = [input_for(tensor) for tensor in net.inputs]
    names = [tensor._keras_history.operation.name for tensor in net.inputs]
    argument = dict(zip(names, inputs)) if name == "dictionaries" else inputs
    outputs = keras.tree.flatten(net.predict(argument if len(inputs) > 1 else inputs[0], verbose=0))
    arrays = {f"input_{i}": array for i, array in enumerate(inputs)}
    arrays |= {f"output_{i}": array for i, array in enumerate(outputs)}
    np.savez_compressed(FOLDER / f"{name}.npz", **arrays)
    net.save(FOLDER / f"{name}.keras")
    if name not in STORED:
        rewrite(FOLDER / f"{name}.keras", FOLDER / f"{name}.keras")
    return {
        "id": name,
        "inputs": names,
        "outputs": [tensor._keras_history.operation.name for tensor in net.outputs],
        "weights": [variable.path for variable in net.weights],
        "trained": name == "trained",
    }


def main():
    keras.utils.set_random_seed(13)
    FOLDER.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, make in models.items():
        keras.utils.clear_session()
        entries.append(record(name, make()))
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    (FOLDER / "index.json").write_text(f"[\n{lines}\n]\n")
    print(f"{len(entries)} models")


if __name__ == "__main__":
    main()

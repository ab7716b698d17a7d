"""Makes the layer goldens: for each layer what Keras computes, forward and backward.

    pip install -r requirements.txt
    python make_layer_goldens.py

It writes, into keras/src/test/resources/goldens/layers/, values.npz with two flat arrays, `float32`
and `float64`, and index.json: {"keras": version, "backend": name, "cases": [case, ...]}. A case is

    id         unique, e.g. "PReLU-rank4-shared-1-2"
    layer      the layer as keras.saving.serialize_keras_object gives it (built)
    dtype      "float32" or "float64": in which flat array the case's numbers are
    training   whether the layer was called with training=True
    weights    [{"name", "trainable"}, ...] in Keras's order (trainable first)
    arrays     {name: [offset in the flat array, [shape]], ...}, row-major

and the arrays of a case are

    input_<i>            the inputs, in order
    mask                 if there is one: 1 keeps, 0 drops; pass it as booleans if it has no others
    weight_<i>           the weights before the call
    output
    upstream             g, shaped like the output
    input_gradient_<i>   d sum(output * g) / d input
    weight_gradient_<i>  the same for a trainable weight
    updated_weight_<i>   a non-trainable weight after a call with training=True

The elementwise layers run over infinities, NaN, zeros of both signs, tiny and huge values and every
kink, then over random values. Where the backends of Keras take different slopes at a kink, the
goldens hold the slope of TensorFlow and torch (those are the `slopes` given in this file); all else
is JAX's word. check_layer_goldens.py shows what another backend says.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")  # for the float64 cases; the others stay float32

import json
import pathlib

import jax
import keras
import numpy as np
from keras import layers

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/layers"
INFINITY = float("inf")
GRID = [-INFINITY, -1e30, -10, -1, -0.5, -1e-30, -0.0, 0.0, 1e-30, 0.5, 1, 5, 6, 7, 1e30]
GRID += [INFINITY, float("nan")]

random = np.random.default_rng(7)
cases = []
values = {"float32": [], "float64": []}  # what goes into the flat arrays, piece by piece


def rounded(array):
    """To steps of 1/1024, exact in either dtype: half of the bits, half of the file."""
    return np.round(np.asarray(array) * 1024) / 1024


def normal(*shape, scale=1.0):
    return rounded(random.normal(0, scale, shape))


def distinct(*shape):
    """Values without ties, where pooling would have to choose a side."""
    return (random.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) / 2) / 16


def random_weight(variable):
    """Values that no layer treats specially: not the zeros and ones that weights start with."""
    if "variance" in variable.name:
        return rounded(random.uniform(0.5, 2, variable.shape))
    return rounded(random.normal(0.2, 0.5, variable.shape))


def add(name, layer, *inputs, training=False, mask=None, weights=None, slopes=None):
    """Records one case; `slopes` maps kinks to the slope taken there (elementwise layers only)."""
    dtype = layer.dtype
    inputs = [np.asarray(value, dtype) for value in inputs]
    argument = inputs if len(inputs) > 1 else inputs[0]
    if not layer.built:
        layer.build([i.shape for i in inputs] if len(inputs) > 1 else argument.shape)
    weights = weights or [random_weight(variable) for variable in layer.weights]
    layer.set_weights([np.asarray(w, dtype) for w in weights])
    trainable = [variable.value for variable in layer.trainable_variables]
    rest = [variable.value for variable in layer.non_trainable_variables]
    options = {} if mask is None else {"mask": np.asarray(mask)}
    if isinstance(layer, (layers.BatchNormalization, layers.Dropout)):
        options["training"] = training

    def call(trainable, argument):
        return layer.stateless_call(trainable, rest, argument, **options)

    output, pullback, updated = jax.vjp(call, trainable, argument, has_aux=True)
    upstream = normal(*output.shape).astype(dtype)
    weight_gradients, input_gradients = pullback(upstream)
    if len(inputs) == 1:
        input_gradients = [input_gradients]
    for kink, slope in (slopes or {}).items():
        at_kink = inputs[0] == np.asarray(kink, dtype)
        assert at_kink.any(), (name, kink)
        input_gradients[0] = np.where(
            at_kink, upstream * np.asarray(slope, dtype), input_gradients[0]
        )

    found = {f"input_{i}": value for i, value in enumerate(inputs)}
    if mask is not None:
        found["mask"] = options["mask"]
    found |= {f"weight_{i}": value for i, value in enumerate(layer.get_weights())}
    found |= {"output": output, "upstream": upstream}
    found |= {f"input_gradient_{i}": value for i, value in enumerate(input_gradients)}
    found |= {f"weight_gradient_{i}": value for i, value in enumerate(weight_gradients)}
    if training:
        first = len(trainable)
        found |= {f"updated_weight_{first + i}": value for i, value in enumerate(updated)}
    record(f"{type(layer).__name__}-{name}", layer, training, found)


def record(case, layer, training, found):
    assert case not in [c["id"] for c in cases], case
    trainable_ids = [id(variable) for variable in layer.trainable_weights]
    weights = [{"name": v.name, "trainable": id(v) in trainable_ids} for v in layer.weights]
    cases.append(
        {
            "id": case,
            "layer": keras.saving.serialize_keras_object(layer),
            "dtype": layer.dtype,
            "training": training,
            "weights": weights,
            "arrays": {name: store(array, layer.dtype) for name, array in found.items()},
        }
    )


def store(array, dtype):
    """Appends to the flat array of that dtype; returns what index.json says of it."""
    array = np.asarray(array)
    assert array.dtype in (dtype, bool, "int32"), array.dtype
    offset = sum(piece.size for piece in values[dtype])
    values[dtype].append(array.astype(dtype).ravel())
    return [offset, list(array.shape)]


def elementwise(name, layer, kinks=(), slopes=None):
    add(name, layer, [[*GRID, *kinks, *normal(39, scale=3)]], slopes=slopes)


def relu_layers():
    elementwise("plain", layers.ReLU())
    elementwise("max-6", layers.ReLU(6.0))
    elementwise("max-5", layers.ReLU(5.0), slopes={5: 1})
    elementwise("max-0", layers.ReLU(0.0))
    elementwise("slope", layers.ReLU(negative_slope=0.1), slopes={0: 0.1})
    elementwise("threshold", layers.ReLU(threshold=1.0))
    elementwise("max-6-slope", layers.ReLU(6.0, 0.1))
    elementwise("max-5-slope", layers.ReLU(5.0, 0.1), slopes={5: 1})
    elementwise("max-threshold", layers.ReLU(6.0, threshold=1.0), slopes={6: 1})
    elementwise("max-below-threshold", layers.ReLU(2.0, threshold=5.0), kinks=[2])
    elementwise("slope-threshold", layers.ReLU(negative_slope=0.1, threshold=1.0))
    elementwise("all", layers.ReLU(6.5, 0.25, 0.75), kinks=[0.75, 6.5], slopes={6.5: 1})


def other_elementwise_layers():
    for slope in (0.3, 0.0, 2.0):
        elementwise(f"slope-{slope}", layers.LeakyReLU(negative_slope=slope), slopes={0: slope})
    for alpha in (1.0, 0.5, 2.0):
        elementwise(f"alpha-{alpha}", layers.ELU(alpha))
    for name in ["linear", "relu", "relu6", "elu", "selu", "silu", "gelu"]:
        elementwise(name, layers.Activation(name))
    for name in ["sigmoid", "tanh", "softplus", "exponential"]:
        elementwise(name, layers.Activation(name))
    elementwise("leaky_relu", layers.Activation("leaky_relu"), slopes={0: 0.2})
    add("softmax", layers.Activation("softmax"), normal(4, 7, scale=3))


def prelu_layers():
    def prelu(shape, *shared):
        name = f"rank{len(shape)}-shared-" + ("-".join(map(str, shared)) or "none")
        add(name, layers.PReLU(shared_axes=list(shared) or None), normal(*shape, scale=2))

    prelu((3, 5))
    prelu((3, 5), 1)
    prelu((2, 3, 5))
    prelu((2, 3, 5), 1)
    prelu((2, 3, 5), 2)
    prelu((2, 3, 4, 5))
    prelu((2, 3, 4, 5), 1)
    prelu((2, 3, 4, 5), 3)
    prelu((2, 3, 4, 5), 1, 2)
    prelu((2, 3, 4, 5), 1, 3)
    prelu((2, 3, 4, 5), 1, 2, 3)
    prelu((2, 2, 3, 2, 3))
    prelu((2, 2, 3, 2, 3), 1, 2, 3)
    prelu((2, 2, 3, 2, 3), 2)
    prelu((2, 2, 3, 2, 3), 1, 4)
    alphas = [0.25, -1.0, 0.0, 1.0]
    add("corners", layers.PReLU(), np.tile(np.reshape(GRID, (-1, 1)), 4), weights=[alphas])


def softmax_layers():
    x = normal(2, 3, 4, scale=3)
    add("rank2", layers.Softmax(), normal(4, 13, scale=3))
    for axis in (-1, 1, -2, (1, 2), (-1, 1), (1,)):
        name = "axis-" + "-".join(str(a) for a in np.atleast_1d(axis))
        name += "-tuple" if axis == (1,) else ""
        add(name, layers.Softmax(axis), x)
    add("rank4-axis-1-3", layers.Softmax((1, 3)), normal(2, 3, 2, 4))
    keep = random.random((2, 3, 4)) < 0.6
    keep[0, 0] = False  # one slice without anything left
    add("mask", layers.Softmax(), x, mask=keep)
    add("mask-axis-1", layers.Softmax(1), x, mask=keep)
    add("mask-axes-1-2", layers.Softmax((1, 2)), x, mask=keep)
    add("mask-broadcast", layers.Softmax(), x, mask=[[True, False, True, True]])
    rows = [
        [0, 0, 0],
        [1e30, 0, -1e30],
        [-INFINITY, 0, 1],
        [-INFINITY] * 3,
        [INFINITY, 0, 1],
        [float("nan"), 0, 1],
        [100, 100.5, 99],
        [-0.0, 88.8, -104],
    ]
    add("corners", layers.Softmax(), rows)


def dense_layers():
    add("plain", layers.Dense(5), normal(3, 4))
    add("one", layers.Dense(1), normal(1, 1))
    add("odd", layers.Dense(17), normal(13, 7))
    add("no-bias", layers.Dense(5, use_bias=False), normal(3, 4))
    add("rank3", layers.Dense(5), normal(2, 3, 4))
    add("rank4", layers.Dense(2), normal(2, 3, 2, 4))
    for activation in ("relu", "selu", "softmax", "gelu"):
        add(activation, layers.Dense(5, activation=activation), normal(3, 4))
    add("layer-activation", layers.Dense(5, activation=layers.LeakyReLU(0.1)), normal(3, 4))


def conv2d_layers():
    def conv(name, shape, *arguments, **options):
        add(name, layers.Conv2D(*arguments, **options), normal(*shape))

    conv("kernel-1", (2, 5, 4, 3), 4, 1)
    conv("kernel-3", (2, 7, 6, 3), 4, 3)
    conv("kernel-3-same", (2, 7, 6, 3), 4, 3, padding="same")
    conv("kernel-5-same", (1, 7, 6, 2), 3, 5, padding="same")
    conv("kernel-5-small-input", (1, 3, 2, 2), 3, 5, padding="same")
    conv("kernel-2-same", (1, 5, 4, 2), 3, 2, padding="same")
    conv("kernel-1x3", (2, 5, 6, 3), 4, (1, 3))
    conv("kernel-4x3-same", (1, 7, 6, 3), 2, (4, 3), padding="same")
    conv("strides-2", (2, 7, 6, 3), 4, 3, strides=2)
    conv("strides-2-same-odd", (2, 7, 9, 3), 4, 3, strides=2, padding="same")
    conv("strides-2-same-even", (2, 8, 6, 3), 4, 3, strides=2, padding="same")
    conv("strides-3x2-same", (1, 8, 7, 2), 3, 3, strides=(3, 2), padding="same")
    conv("strides-2-kernel-1-same", (1, 7, 6, 3), 4, 1, strides=2, padding="same")
    conv("dilation-2", (2, 8, 7, 3), 4, 3, dilation_rate=2)
    conv("dilation-2-same", (2, 7, 6, 3), 4, 3, dilation_rate=2, padding="same")
    conv("dilation-1x3-same", (1, 5, 8, 2), 3, 3, dilation_rate=(1, 3), padding="same")
    conv("groups-2", (2, 5, 6, 4), 6, 3, groups=2)
    conv("groups-all-same", (2, 5, 6, 3), 6, 3, groups=3, padding="same")
    conv("groups-2-strides-2", (1, 7, 7, 4), 4, 3, groups=2, strides=2)
    conv("no-bias", (2, 5, 6, 3), 4, 3, use_bias=False)
    conv("relu", (2, 5, 6, 3), 4, 3, activation="relu")
    conv("softmax", (1, 4, 4, 2), 3, 3, activation="softmax")
    conv("one-pixel", (1, 1, 1, 1), 1, 1)
    conv("odd-channels", (1, 4, 5, 13), 17, 3, padding="same")


def pooling_layers():
    for make in (layers.MaxPooling2D, layers.AveragePooling2D):
        add("2", make(2), distinct(2, 6, 4, 3))
        add("2-odd", make(2), distinct(2, 7, 5, 3))
        add("2-odd-same", make(2, padding="same"), distinct(2, 7, 5, 3))
        add("3-strides-2", make(3, strides=2), distinct(2, 7, 8, 3))
        add("3-strides-2-same", make(3, strides=2, padding="same"), distinct(2, 7, 8, 3))
        add("2-strides-1-same", make(2, strides=1, padding="same"), distinct(1, 4, 5, 2))
        add("3x2-strides-1x3", make((3, 2), strides=(1, 3)), distinct(1, 6, 7, 2))
        add("2-strides-3", make(2, strides=3), distinct(1, 7, 8, 2))
    add("negative-same", layers.MaxPooling2D(3, padding="same"), distinct(1, 4, 4, 2) - 99)
    add("plain", layers.GlobalAveragePooling2D(), normal(2, 3, 5, 4))
    add("keepdims", layers.GlobalAveragePooling2D(keepdims=True), normal(2, 3, 5, 4))


def normalization_layers():
    def normalization(name, shape, **options):
        for training in (False, True):
            layer = layers.BatchNormalization(**options)
            case = f"{'training' if training else 'inference'}-{name}"
            add(case, layer, normal(*shape, scale=2) + 1, training=training)

    normalization("rank2", (6, 5))
    normalization("rank3", (3, 4, 5))
    normalization("rank4", (2, 3, 4, 5))
    normalization("rank4-axis-1", (2, 3, 4, 5), axis=1)
    normalization("momentum-epsilon", (6, 5), momentum=0.9, epsilon=1e-5)
    normalization("no-scale", (6, 5), scale=False)
    normalization("no-center", (6, 5), center=False)
    normalization("neither", (6, 5), center=False, scale=False)
    normalization("frozen", (6, 5), trainable=False)


def layers_that_rearrange():
    add("inference", layers.Dropout(0.4), normal(3, 5))
    add("rank1", layers.Flatten(), normal(3))
    add("rank2", layers.Flatten(), normal(3, 4))
    add("rank4", layers.Flatten(), normal(2, 3, 4, 5))
    add("6x2", layers.Reshape((6, 2)), normal(2, 3, 4))
    add("rest", layers.Reshape((-1,)), normal(2, 3, 4))
    add("rest-in-the-middle", layers.Reshape((2, -1, 3)), normal(2, 3, 4))
    add("all", layers.ZeroPadding2D(1), normal(1, 3, 4, 2))
    add("two", layers.ZeroPadding2D((1, 2)), normal(1, 3, 4, 2))
    add("four", layers.ZeroPadding2D(((1, 0), (2, 3))), normal(1, 3, 4, 2))
    add("none", layers.ZeroPadding2D(0), normal(1, 3, 4, 2))


def merging_layers():
    for make in (layers.Add, layers.Multiply):
        add("two", make(), normal(3, 5), normal(3, 5))
        add("three", make(), normal(2, 3, 4), normal(2, 3, 4), normal(2, 3, 4))
        add("broadcast", make(), normal(2, 3, 4), normal(2, 1, 4))
        add("broadcast-both", make(), normal(2, 3, 1), normal(2, 1, 4))
    add("last", layers.Concatenate(), normal(2, 3, 4), normal(2, 3, 1), normal(2, 3, 5))
    add("axis-1", layers.Concatenate(axis=1), normal(2, 3, 4), normal(2, 1, 4))
    add("axis-1-rank4", layers.Concatenate(axis=1), normal(2, 2, 3, 4), normal(2, 3, 3, 4))


def float64_layers():
    """A few; not tanh, which Keras on JAX computes in float32 even here."""
    keras.config.set_dtype_policy("float64")
    for layer in (
        layers.LeakyReLU(),
        layers.ELU(),
        layers.PReLU(),
        layers.Softmax(),
        layers.ReLU(6.5, 0.25, 0.75),
        layers.Dense(5),
        layers.BatchNormalization(),
    ):
        add("float64", layer, normal(4, 13, scale=3))
    for name in ("selu", "sigmoid", "softplus", "gelu"):
        add(f"float64-{name}", layers.Activation(name), normal(4, 13, scale=3))
    add("float64", layers.Conv2D(4, 3, padding="same"), normal(2, 5, 4, 3))
    add("float64", layers.AveragePooling2D(2), normal(2, 5, 4, 3))
    keras.config.set_dtype_policy("float32")


def save(folder):
    folder.mkdir(parents=True, exist_ok=True)
    flat = {dtype: np.concatenate(pieces) for dtype, pieces in values.items() if pieces}
    np.savez_compressed(folder / "values.npz", **flat)
    head = {"keras": keras.__version__, "backend": keras.backend.backend()}
    lines = ",\n".join(json.dumps(case) for case in cases)
    (folder / "index.json").write_text(f'{json.dumps(head)[:-1]}, "cases": [\n{lines}\n]}}\n')
    print(f"{len(cases)} cases")


def main():
    keras.utils.set_random_seed(7)
    relu_layers()
    other_elementwise_layers()
    prelu_layers()
    softmax_layers()
    dense_layers()
    conv2d_layers()
    pooling_layers()
    normalization_layers()
    layers_that_rearrange()
    merging_layers()
    float64_layers()
    save(FOLDER)


if __name__ == "__main__":
    main()

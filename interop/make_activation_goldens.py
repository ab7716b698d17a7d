"""Makes the activation goldens: what each function of keras.activations gives, and its gradient.

    pip install -r requirements.txt
    KERAS_BACKEND=jax python make_activation_goldens.py
    KERAS_BACKEND=tensorflow python make_activation_goldens.py    # where TensorFlow is installed

Each run writes, into keras/src/test/resources/goldens/activations/, index.json and inputs.npz, the same
on every backend, and BACKEND.npz. index.json holds {"keras": version, "cases": [case, ...]}. A case is

    name       of the function
    arguments  those that are given to it
    dtype      in which it is computed
    shape      of the input, and of the gradient
    at         where its numbers begin in the flat arrays of the dtype: `x` and `g`, the gradient
               from above, of inputs.npz, and `gradient` of BACKEND.npz
    output     the same of the output: [offset, shape], in `output` of BACKEND.npz and `g`

The flat arrays are called float32/x and so on; those of float16 and bfloat16 are held as float32, which
has all their numbers. Elementwise functions go over zeros of both signs, the smallest and largest
numbers, infinities, NaN, saturated zones, and each kink between its neighbours; g is 1 there.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import json
import pathlib

import keras
import ml_dtypes
import numpy as np

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/activations"
DTYPES = ["float64", "float32", "float16", "bfloat16"]
INFINITY = float("inf")
KINKS = [-3, -1.25, -1, -0.5, 0, 0.5, 1, 1.25, 2, 3, 5, 6]
SIZES = [1e-30, 1e-8, 1e-4, 0.01, 0.1, 0.25, 0.55, 0.75, 0.95, 1.5, 2.5, 4, 8, 10, 12, 17, 20, 30]
SIZES += [50, 87, 88.7, 100, 103, 104, 200, 700, 720, 1000, 1e4, 6e4, 1e10, 1e30]

ELEMENTWISE = [
    ("linear", {}),
    ("relu", {}),
    ("relu", {"negative_slope": 0.1}),
    ("relu", {"max_value": 6.0}),
    ("relu", {"max_value": 5.0}),
    ("relu", {"threshold": 1.0}),
    ("relu", {"negative_slope": 0.1, "max_value": 5.0}),
    ("relu", {"negative_slope": 0.25, "max_value": 5.0, "threshold": 0.5}),
    ("relu6", {}),
    ("leaky_relu", {}),
    ("leaky_relu", {"negative_slope": 2.0}),
    ("elu", {}),
    ("elu", {"alpha": 0.5}),
    ("celu", {}),
    ("celu", {"alpha": 0.5}),
    ("selu", {}),
    ("sigmoid", {}),
    ("log_sigmoid", {}),
    ("hard_sigmoid", {}),
    ("sparse_sigmoid", {}),
    ("tanh", {}),
    ("tanh_shrink", {}),
    ("hard_tanh", {}),
    ("softplus", {}),
    ("softsign", {}),
    ("squareplus", {}),
    ("squareplus", {"b": 1.0}),
    ("sparse_plus", {}),
    ("soft_shrink", {}),
    ("soft_shrink", {"threshold": 1.25}),
    ("hard_shrink", {}),
    ("hard_shrink", {"threshold": 1.25}),
    ("threshold", {"threshold": 0.5, "default_value": -1.0}),
    ("silu", {}),
    ("hard_silu", {}),
    ("gelu", {}),
    ("gelu", {"approximate": True}),
    ("mish", {}),
    ("exponential", {}),
]
ROWS = [
    ("softmax", {}),
    ("softmax", {"axis": 0}),
    ("log_softmax", {}),
    ("log_softmax", {"axis": 0}),
    ("sparsemax", {}),
    ("sparsemax", {"axis": 0}),
    ("glu", {}),
    ("glu", {"axis": 0}),
]


def numpy_dtype(dtype):
    return np.dtype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)


def grid(dtype):
    """What elementwise functions go over."""
    kind = numpy_dtype(dtype)
    limits = ml_dtypes.finfo(kind)
    kinks = np.array(KINKS, kind)
    around = [
        kinks,
        np.nextafter(kinks, np.array(INFINITY, kind)),
        np.nextafter(kinks, np.array(-INFINITY, kind)),
    ]
    least = [limits.smallest_subnormal, limits.tiny, limits.max]
    with np.errstate(over="ignore"):
        sizes = np.array([*map(float, least), *SIZES, INFINITY]).astype(kind)
    spread = np.random.default_rng(7).normal(0, 3, 32).astype(kind)
    special = np.array([-0.0, float("nan")], kind)
    return np.concatenate([special, *around, sizes, -sizes, spread])


def rows(dtype):
    """What functions of rows go over: a square, so that any axis will do; some rows special."""
    x = np.random.default_rng(8).normal(0, 2, (14, 14))
    x[1] = 3  # nothing but ties
    x[2, 3] = x[2, 5] = 9
    x[3] *= 100
    x[4, 0] = -INFINITY
    with np.errstate(over="ignore"):
        return x.astype(numpy_dtype(dtype))


def special_rows(dtype):
    """Those that are NaN, or have infinities, whatever the axis."""
    x = np.zeros((2, 4))
    x[0] = -INFINITY
    x[1, 1] = float("nan")
    return x.astype(numpy_dtype(dtype))


def computed(function, x, g):
    """The output and the gradient, by the backend's own means. g is made for the output."""
    if keras.backend.backend() == "jax":
        import jax

        output, pullback = jax.vjp(function, jax.numpy.asarray(x))
        above = jax.numpy.asarray(g(output.shape), output.dtype)
        return np.asarray(output), np.asarray(pullback(above)[0])
    import tensorflow as tf

    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        output = function(x)
    gradient = tape.gradient(output, x, output_gradients=tf.constant(g(tuple(output.shape))))
    return output.numpy(), gradient.numpy()


class Goldens:
    """The flat arrays, and what index.json says of them."""

    def __init__(self):
        self.cases = []
        self.inputs = {}
        self.results = {}

    @staticmethod
    def append(arrays, name, dtype, values):
        """Adds to a flat array; says where."""
        pieces = arrays.setdefault(f"{dtype}/{name}", [])
        at = sum(piece.size for piece in pieces)
        held = "float64" if dtype == "float64" else "float32"
        pieces.append(np.asarray(values).astype(held).ravel())
        return at

    def add(self, name, arguments, dtype, x, seed=None):
        def g(shape):
            values = np.ones(shape)
            if seed is not None:
                values = np.random.default_rng(seed).normal(0, 1, shape)
            return values.astype(numpy_dtype(dtype))

        function = getattr(keras.activations, name)
        output, gradient = computed(lambda x: function(x, **arguments), x, g)
        if output.dtype != numpy_dtype(dtype):
            print(f"{name}{arguments} of {dtype} is {output.dtype}")
        at = self.append(self.inputs, "x", dtype, x)
        self.append(self.results, "gradient", dtype, gradient)
        output_at = self.append(self.inputs, "g", dtype, g(output.shape))
        self.append(self.results, "output", dtype, output)
        self.cases.append(
            {
                "name": name,
                "arguments": arguments,
                "dtype": dtype,
                "shape": list(x.shape),
                "at": at,
                "output": [output_at, list(output.shape)],
            }
        )

    def write(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, arrays in [("inputs", self.inputs), (keras.backend.backend(), self.results)]:
            flat = {key: np.concatenate(pieces) for key, pieces in arrays.items()}
            np.savez_compressed(FOLDER / f"{name}.npz", **flat)
        lines = ",\n".join(json.dumps(case) for case in self.cases)
        head = json.dumps({"keras": keras.__version__})[:-1]
        (FOLDER / "index.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')


def main():
    goldens = Goldens()
    for dtype in DTYPES:
        for name, arguments in ELEMENTWISE:
            goldens.add(name, arguments, dtype, grid(dtype))
        for name, arguments in ROWS:
            goldens.add(name, arguments, dtype, rows(dtype), seed=9)
            goldens.add(name, arguments, dtype, special_rows(dtype), seed=10)
    goldens.write()
    print(f"{len(goldens.cases)} cases of Keras {keras.__version__}, {keras.backend.backend()}")


if __name__ == "__main__":
    main()

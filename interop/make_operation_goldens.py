"""Makes the goldens of operations: functional models of one or two operations between inputs.

    pip install -r requirements.txt
    python make_operation_goldens.py

It writes, into keras/src/test/resources/goldens/operations/, values.npz with one flat array,
`float32`, and index.json: {"keras": version, "backend": name, "cases": [case, ...]}. A case is

    id         unique
    model      the model as model.to_json() gives it
    arrays     {name: [offset in the flat array, [shape]], ...}, row-major

and under "sample" stands what Keras predicts from samples/fun-3.5.0.keras, in such arrays. The
arrays of a case are

    input_<i>            the inputs, in order
    output_<i>           the outputs, those of a structure in keras.tree's order
    upstream_<i>         g, shaped like the output
    input_gradient_<i>   d sum(output * g) / d input
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
# Each model runs once: compiling it fast matters more than compiling it well.
os.environ.setdefault(
    "XLA_FLAGS", "--xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true"
)

import functools
import json
import pathlib

import jax
import keras
import numpy as np
from keras import ops

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/operations"
BATCH = 3

random = np.random.default_rng(17)
cases = []
pieces = []
A4 = np.array([0.5, -1.0, 2.0, 3.0], "float32")
A43 = (np.arange(12, dtype="float32").reshape(4, 3) - 5) / 4


def rounded(array):
    """To steps of 1/1024: half of the bits, half of the file."""
    return np.round(np.asarray(array) * 1024).astype("float32") / np.float32(1024)


def stored(array):
    array = np.asarray(array, "float32")
    offset = sum(piece.size for piece in pieces)
    pieces.append(array.ravel())
    return [offset, list(array.shape)]


def case(name, make, *shapes, positive=False):
    """A case: `make` makes the outputs of inputs whose samples have these shapes."""
    keras.utils.clear_session()
    symbolic = [keras.Input(shape) for shape in shapes]
    inside = symbolic if len(symbolic) > 1 else symbolic[0]
    model = keras.Model(inside, make(*symbolic))
    low = 0.25 if positive else -3
    inputs = [rounded(random.uniform(low, 3, (BATCH, *shape))) for shape in shapes]

    def outputs(arguments):
        given = arguments if len(arguments) > 1 else arguments[0]
        return [ops.cast(y, "float32") for y in keras.tree.flatten(model(given))]

    values = outputs(inputs)
    upstream = [rounded(random.uniform(-2, 2, value.shape)) for value in values]
    back = jax.grad(lambda xs: sum((y * g).sum() for y, g in zip(outputs(xs), upstream)))(inputs)
    arrays = {}
    for kind, all_of_kind in {
        "input": inputs,
        "output": values,
        "upstream": upstream,
        "input_gradient": back,
    }.items():
        for i, array in enumerate(all_of_kind):
            arrays[f"{kind}_{i}"] = stored(array)
    cases.append({"id": name, "model": json.loads(model.to_json()), "arrays": arrays})


def arithmetic():
    case("add", lambda x, y: x + y, (4,), (4,))
    case("add-int", lambda x: x + 1, (13,))
    case("add-true", lambda x: x + True, (4,))
    case("subtract-from", lambda x: 1 - x, (4,))
    case("subtract-broadcast", lambda x, y: x - y, (2, 3, 4), (1, 3, 1))
    case("multiply-array", lambda x: x * A4, (3, 4))
    case("multiply-tensor", lambda x: x * ops.convert_to_tensor(A43), (1, 3))
    case("multiply-higher-rank", lambda x: x * np.ones((2, 1, 4), "float32"), (4,))
    case("multiply-by-itself", lambda x: x * x, (4,))
    case("divide", lambda x, y: x / y, (4,), (4,), positive=True)
    case("divide-class", lambda x: ops.divide(x, 4), (4,))
    case("reciprocal-of", lambda x: 2.5 / x, (4,), positive=True)
    case("power-2", lambda x: x**2, (4,))
    case("power-3", lambda x: x**3, (4,))
    case("power-minus-2", lambda x: ops.power(x, -2), (4,), positive=True)
    case("power-half", lambda x: x**0.5, (4,), positive=True)
    case("power-1.7", lambda x: x**1.7, (4,), positive=True)
    case("power-of", lambda x: 2.0**x, (4,))
    case("power-of-two", lambda x, y: x**y, (4,), (4,), positive=True)
    case("maximum", lambda x, y: ops.maximum(x, y), (1, 4), (2, 4))
    case("maximum-0", lambda x: ops.maximum(x, 0.0), (13,))
    case("minimum", lambda x: ops.minimum(x, 1), (13,))
    case("logaddexp", ops.logaddexp, (13,), (13,))
    case("clip", lambda x: ops.clip(x, -1, 1.5), (13,))
    case("where-array", lambda x: ops.where(x > 0, x, A4), (3, 4))
    comparisons = [ops.greater, ops.greater_equal, ops.less, ops.less_equal]
    for comparison in [*comparisons, ops.equal, ops.not_equal]:
        name = comparison.__name__
        case(
            f"where-{name}",
            lambda x, y, compare=comparison: ops.where(compare(x, y), 2 * x, y),
            (13,),
            (13,),
        )
    case(
        "where-logical",
        lambda x, y: ops.where(
            ops.logical_or(ops.logical_and(x > 0, y > 0), ops.logical_not(x > 1)), x, 7
        ),
        (13,),
        (13,),
    )
    for name in [
        "negative",
        "absolute",
        "square",
        "sign",
        "exp",
        "exp2",
        "expm1",
        "tanh",
        "sinh",
        "cosh",
        "copy",
    ]:
        case(name, getattr(ops, name), (13,))
    for name in ["sqrt", "rsqrt", "reciprocal", "log", "log1p", "log2", "log10"]:
        case(name, getattr(ops, name), (13,), positive=True)
    case("abs", lambda x: abs(x), (4,))
    case("erf", ops.erf, (13,))
    case("sin", ops.sin, (13,))
    case("cos", ops.cos, (13,))
    case("cast", lambda x: x * ops.cast(x > 0, "float32"), (13,))
    case("stop_gradient", lambda x: x * ops.stop_gradient(x), (13,))
    case("likes", lambda x: x * ops.ones_like(x) + ops.zeros_like(x), (4,))


def activations():
    for name in [
        "relu",
        "relu6",
        "selu",
        "silu",
        "sigmoid",
        "hard_sigmoid",
        "hard_silu",
        "hard_tanh",
        "softplus",
    ]:
        case(name, getattr(ops, name), (13,))
    names = "softsign log_sigmoid tanh_shrink sparse_plus sparse_sigmoid squareplus soft_shrink"
    for name in f"{names} hard_shrink celu elu leaky_relu gelu".split():
        case(name, getattr(ops, name), (13,))
    case("gelu-exact", lambda x: ops.gelu(x, approximate=False), (13,))
    case("leaky_relu-0.3", lambda x: ops.leaky_relu(x, 0.3), (13,))
    case("elu-0.5", lambda x: ops.elu(x, 0.5), (13,))
    case("threshold", lambda x: ops.threshold(x, 0.5, 2), (13,))
    case("glu", ops.glu, (3, 8))
    case("softmax", lambda x: ops.softmax(x, axis=-1), (3, 5))
    case("softmax-axes", lambda x: keras.activations.softmax(x, axis=[1, 2]), (3, 5))
    case("log_softmax", lambda x: ops.log_softmax(x, axis=1), (3, 5))
    case("activations-relu", keras.activations.relu, (13,))
    relu = keras.activations.relu
    case("activations-relu-all", lambda x: relu(x, 0.1, max_value=2, threshold=0.5), (13,))


def moves():
    case("reshape", lambda x: ops.reshape(x, (-1, 6)), (2, 6))
    case("reshape-fixed", lambda x: ops.reshape(x, (-1, 3, 4)), (12,))
    case("ravel", ops.ravel, (2, 6))
    case("transpose", lambda x: ops.transpose(x, (0, 3, 1, 2)), (2, 3, 4))
    case("transpose-all", lambda x: ops.transpose(x), (2, 3))
    case("swapaxes", lambda x: ops.swapaxes(x, 1, -1), (2, 3, 4))
    case("moveaxis", lambda x: ops.moveaxis(x, 1, -1), (2, 3, 4))
    case("moveaxis-two", lambda x: ops.moveaxis(x, [1, 2], [-1, 0]), (2, 3, 4))
    case("expand_dims", lambda x: ops.expand_dims(x, 1), (3,))
    case("expand_dims-two", lambda x: ops.expand_dims(x, [1, -1]), (3,))
    case("squeeze", lambda x: ops.squeeze(x, 1), (1, 3))
    case("squeeze-all", ops.squeeze, (1, 3, 1))
    case("broadcast_to", lambda x: ops.broadcast_to(x, (2, 3, 4)), (1,))
    case("flip", lambda x: ops.flip(x, 1), (5, 2))
    case("flip-all", ops.flip, (5,))
    case("roll", lambda x: ops.roll(x, 2, 1), (5, 2))
    case("repeat", lambda x: ops.repeat(x, 2, axis=1), (3, 2))
    case("tile", lambda x: ops.tile(x, (1, 2, 3)), (3, 2))
    case("tile-rank", lambda x: ops.tile(x, (2, 1, 1, 2)), (3, 2))
    case("take", lambda x: ops.take(x, [2, 0, -1, 2], axis=1), (3, 2))
    case("pad", lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 1))), (3, 2))
    case("pad-value", lambda x: ops.pad(x, ((0, 0), (1, 2)), constant_values=7), (3,))
    case("pad-reflect", lambda x: ops.pad(x, ((0, 0), (3, 2)), mode="reflect"), (5,))
    case("pad-symmetric", lambda x: ops.pad(x, ((0, 0), (4, 2)), mode="symmetric"), (5,))
    case("pad-edge", lambda x: ops.pad(x, ((0, 0), (2, 2), (1, 0)), mode="edge"), (5, 2))
    case("item", lambda x: x[:, 0], (4,))
    case("item-ellipsis", lambda x: x[..., :2], (3, 4))
    case("item-new", lambda x: x[:, None, 1:], (4,))
    case("item-one", lambda x: x[0], (4,))
    case("item-step", lambda x: x[:, 1:-1:2, ::-2], (6, 5))
    case("item-negative", lambda x: x[:, -1, ..., -2], (3, 2, 4))
    case("item-rank-5", lambda x: x[:, ::-1, 1, None, ..., 1:3], (2, 3, 2, 4))
    case("split", lambda x: ops.split(x, 2, axis=-1), (3, 4))
    case("split-second", lambda x: ops.split(x, 2, axis=1)[1], (4, 3))
    case("split-at", lambda x: ops.split(x, [1, 3], axis=1), (5,))
    case("unstack", lambda x: ops.unstack(x, axis=1), (2, 3))
    case("concatenate", lambda x, y: ops.concatenate([x, y, x], axis=1), (2, 3), (4, 3))
    case("concatenate-constant", lambda x: ops.concatenate([x, A43], axis=0), (3,))
    case("stack", lambda x, y: ops.stack([x, y], axis=-1), (2, 3), (2, 3))


def reductions():
    for name in ["sum", "mean", "max", "min", "var", "std", "logsumexp", "amax", "amin"]:
        reduction = getattr(ops, name)
        case(name, functools.partial(reduction, axis=-1), (13,))
        keeping = functools.partial(reduction, axis=[1, 2], keepdims=True)
        case(f"{name}-keepdims", keeping, (3, 5, 2))
    case("sum-all", ops.sum, (2, 3))
    case("any", lambda x: ops.cast(ops.any(ops.greater(x, 0.5), axis=-1), "float32"), (5, 2))
    case("mean-one-axis", lambda x: ops.mean(x, axis=1), (3, 5))
    case("max-of-several", lambda x: ops.max(x, axis=(0, 2)), (3, 5))


def products():
    case("matmul", ops.matmul, (3, 4), (4, 2))
    case("matmul-broadcast", ops.matmul, (2, 3, 4), (1, 4, 2))
    case("matmul-constant", lambda x: ops.matmul(x, A43), (2, 4))
    case("matmul-vector", lambda x: ops.matmul(x, A4), (2, 4))
    case("matmul-left", lambda x: ops.matmul(A43, x), (3, 2))
    case("dot", lambda x: ops.dot(x, A43), (2, 4))
    case("dot-vector", lambda x: ops.dot(x, A4), (2, 4))
    case("einsum", lambda x, y: ops.einsum("bij,bkj->bik", x, y), (3, 4), (2, 4))
    case("einsum-outer", lambda x, y: ops.einsum("bi,bj->bij", x, y), (3,), (2,))
    case("einsum-sum", lambda x, y: ops.einsum("bijk,bj->bi", x, y), (3, 4, 2), (4,))
    case("einsum-ellipsis", lambda x: ops.einsum("...i,ij->...j", x, A43), (2, 4))


def graphs():
    case("chain", lambda x: ops.relu(x * 2 + 1) / 3 - ops.mean(x, axis=1, keepdims=True), (4,))
    case("dictionary", lambda x, y: {"b": x + 1, "a": [y + x, y * 2]}, (4,), (4,))

    def attention(q, k, v):
        scores = ops.matmul(q, ops.transpose(k, (0, 2, 1))) / 2.0
        return ops.matmul(ops.softmax(scores, axis=-1), v)

    case("attention", attention, (3, 4), (5, 4), (5, 2))


def sample():
    model = keras.saving.load_model(FOLDER.parents[1] / "samples/fun-3.5.0.keras")
    inputs = [rounded(random.normal(0, 1, (5, 4))) for _ in model.inputs]
    outputs = model.predict(inputs, verbose=0)
    arrays = {f"input_{i}": stored(array) for i, array in enumerate(inputs)}
    return arrays | {f"output_{i}": stored(array) for i, array in enumerate(outputs)}


def main():
    for make in [arithmetic, activations, moves, reductions, products, graphs]:
        make()
    of_sample = json.dumps(sample())
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / "values.npz", float32=np.concatenate(pieces))
    head = f'"keras": "{keras.__version__}", "backend": "{keras.backend.backend()}"'
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    text = f'{{{head}, "sample": {of_sample}, "cases": [\n{lines}\n]}}\n'
    (FOLDER / "index.json").write_text(text)
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()

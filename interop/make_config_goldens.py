"""Makes the goldens of initializers, regularizers and constraints.

    pip install -r requirements.txt
    python make_config_goldens.py

It writes keras/src/test/resources/goldens/configs.json:

names       {kind: {every string that Keras takes: its class name}}
initializers, regularizers, constraints
            lists of {"serialized", "weight", ...}: as Keras writes it, and in float64 on that weight
            value       what a deterministic initializer makes of the weight's shape
            penalty, gradient   of a regularizer
            projected   by a constraint
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import json
import pathlib

import jax
import keras
import numpy as np
from keras import constraints, initializers, regularizers
from keras.src.constraints import ALL_OBJECTS_DICT as CONSTRAINTS
from keras.src.initializers import ALL_OBJECTS_DICT as INITIALIZERS
from keras.src.regularizers import ALL_OBJECTS_DICT as REGULARIZERS

jax.config.update("jax_enable_x64", True)
FILE = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/configs.json"

# No zeros: there the slope of a norm or of an absolute value depends on the backend.
MATRIX = (np.arange(12).reshape(3, 4) - 4.5) / 4.0
CUBE = (np.round(np.random.default_rng(3).normal(0, 1, (2, 3, 5)) * 64) + 0.5) / 64
TINY = np.array([[-2.0, 0.5], [3e-9, 4e-9], [1.0, -2.0]])


def weight(values):
    return {"shape": list(values.shape), "values": values.ravel().tolist()}


def case(thing, at, **results):
    serialized = keras.saving.serialize_keras_object(thing)
    arrays = {name: weight(np.asarray(value)) for name, value in results.items()}
    return {"serialized": serialized, "weight": weight(at), **arrays}


def initializer_cases():
    fixed = [
        initializers.Zeros(),
        initializers.Ones(),
        initializers.Constant(0.25),
        initializers.Identity(),
    ]
    for initializer in fixed:
        for at in (MATRIX, MATRIX.T):
            yield case(initializer, at, value=initializer(at.shape, dtype="float64"))
    drawn = [
        initializers.RandomNormal(mean=1.0, stddev=0.5, seed=3),
        initializers.RandomUniform(minval=-1.0, maxval=2.0, seed=3),
        initializers.TruncatedNormal(mean=1.0, stddev=0.5, seed=3),
        initializers.VarianceScaling(scale=2.0, mode="fan_out", distribution="uniform", seed=3),
        initializers.GlorotNormal(seed=3),
        initializers.GlorotUniform(seed=3),
        initializers.HeNormal(seed=3),
        initializers.HeUniform(seed=3),
        initializers.LecunNormal(seed=3),
        initializers.LecunUniform(seed=3),
        initializers.Orthogonal(gain=0.5, seed=3),
    ]
    for initializer in drawn + [type(one)() for one in drawn]:
        yield case(initializer, MATRIX)


def regularizer_cases():
    for regularizer, weights in [
        (regularizers.L1(), (MATRIX, CUBE)),
        (regularizers.L2(0.3), (MATRIX, CUBE)),
        (regularizers.L1L2(0.1, 0.2), (MATRIX, CUBE)),
        (regularizers.OrthogonalRegularizer(), (MATRIX, TINY)),
        (regularizers.OrthogonalRegularizer(0.5, mode="columns"), (MATRIX, CUBE[0])),
    ]:
        for at in weights:
            penalty, gradient = jax.value_and_grad(regularizer)(at)
            yield case(regularizer, at, penalty=penalty, gradient=gradient)


def constraint_cases():
    for constraint, weights in [
        (constraints.MaxNorm(), (MATRIX, CUBE)),
        (constraints.MaxNorm(1.5, axis=1), (MATRIX, CUBE)),
        (constraints.MaxNorm(1, axis=[0, 1]), (MATRIX, CUBE)),
        (constraints.UnitNorm(), (MATRIX, CUBE, TINY)),
        (constraints.UnitNorm(axis=[0, 2]), (CUBE,)),
        (constraints.MinMaxNorm(), (MATRIX, CUBE)),
        (constraints.MinMaxNorm(0.5, 1, 0.7, axis=-1), (MATRIX, CUBE, TINY)),
        (constraints.NonNeg(), (MATRIX, CUBE)),
    ]:
        for at in weights:
            yield case(constraint, at, projected=constraint(keras.ops.convert_to_tensor(at)))


goldens = {
    "keras": keras.__version__,
    "names": {
        kind: {name: thing.__name__ for name, thing in sorted(things.items())}
        for kind, things in [
            ("initializers", INITIALIZERS),
            ("regularizers", REGULARIZERS),
            ("constraints", CONSTRAINTS),
        ]
    },
    "initializers": list(initializer_cases()),
    "regularizers": list(regularizer_cases()),
    "constraints": list(constraint_cases()),
}
FILE.write_text(json.dumps(goldens, indent=None, separators=(",", ":")) + "\n")

"""Makes the summaries that Keras prints, for the tests of core.

    pip install -r requirements.txt
    python make_summaries.py

It writes core/src/test/resources/dev/sarvi/model/summaries.txt: each summary, and a line of dashes
after it.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ["COLUMNS"] = "200"

import io
import pathlib

import keras
import numpy as np
from keras import layers

FILE = pathlib.Path(__file__).parents[1] / "core/src/test/resources/dev/sarvi/model/summaries.txt"


def sequential(name, *parts):
    return keras.Sequential([keras.Input((4,)), *parts], name=name)


def trained():
    model = sequential(
        "trained",
        layers.Dense(5, name="dense"),
        layers.PReLU(name="p_re_lu"),
        layers.Dense(3, name="dense_with_a_name_that_is_longer_than_its_column"),
        layers.Softmax(name="softmax"),
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(np.zeros((4, 4)), np.zeros(4), verbose=0)
    model.layers[0].trainable = False
    return model


def branches():
    one = keras.Input((4,), name="x")
    other = keras.Input((2,), name="the_other_input_of_the_model")
    shared = layers.Dense(4, name="shared")
    once = shared(one)
    twice = layers.PReLU(name="p")(layers.Add(name="add")([once, shared(once)]))
    wide = layers.Dense(70_000, name="wide")(other)
    return keras.Model([one, other], [twice, wide], name="branches")


def chain():
    x = keras.Input((4,), name="x")
    y = layers.Softmax(name="a_quite_long_name_breaks")(layers.Dense(3, name="d")(x))
    return keras.Model(x, y, name="chain")


def outputs():
    x = keras.Input((4,), name="x")
    both = keras.Model(x, [layers.ELU(name="e")(x), layers.ReLU(name="r")(x)], name="both")
    a, b = both(x)
    return keras.Model(x, [layers.Softmax(name="s")(b), a], name="outputs")


def summary(model):
    text = io.StringIO()
    model.summary(print_fn=lambda line: text.write(line))
    return text.getvalue()


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    models = [
        trained(),
        branches(),
        chain(),
        outputs(),
        keras.Sequential([layers.Dense(3, name="d")], name="unbuilt"),
        sequential(
            "nested", sequential("inner", layers.Dense(2, name="e")), layers.Softmax(name="s")
        ),
    ]
    FILE.write_text("".join(summary(model) + "-\n" for model in models), encoding="utf-8")

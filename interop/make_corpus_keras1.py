"""Writes models as Keras 1 did, and what it computes with them.

KERAS_BACKEND=tensorflow python make_corpus_keras1.py FOLDER    or KERAS_BACKEND=theano

Runs on Python 3.6 with keras==1.2.2 and tensorflow==1.5.1 or theano==1.0.5. Makes
FOLDER/keras-<version>-<backend>, of the same form as make_corpus.py.
"""

import gzip
import json
import os
import sys

import keras
import numpy as np
from keras import backend, layers
from keras.models import Model, Sequential
from keras.regularizers import l2

if backend.backend() == "theano":
    import theano.ifelse  # noqa: F401  Keras 1 uses it without importing it

backend.set_image_dim_ordering("tf")
FOLDER = os.path.join(sys.argv[1], f"keras-{keras.__version__}-{backend.backend()}")
INDEX = []


def sequential():
    model = Sequential()
    model.add(layers.Convolution2D(3, 3, 2, border_mode="same", input_shape=(8, 6, 2)))
    model.add(layers.BatchNormalization())
    model.add(layers.advanced_activations.LeakyReLU(0.1))
    model.add(layers.ZeroPadding2D((1, 2)))
    model.add(layers.MaxPooling2D((2, 2), border_mode="valid"))
    model.add(layers.Convolution2D(4, 2, 3, bias=False, subsample=(1, 2), W_regularizer=l2(0.01)))
    model.add(layers.AveragePooling2D((2, 1), strides=(1, 1)))
    model.add(layers.Flatten())
    model.add(layers.Dense(6, activation="hard_sigmoid", init="uniform"))
    model.add(layers.advanced_activations.ELU(0.7))
    model.add(layers.Dropout(0.25))
    model.add(layers.Dense(5, activation="relu"))
    model.add(layers.advanced_activations.PReLU())
    model.add(layers.advanced_activations.ThresholdedReLU(0.05))
    model.add(layers.Reshape((5,)))
    model.add(layers.Dense(4))
    model.add(layers.Activation("softmax"))
    return model


def functional():
    inner = Sequential(name="inner")
    inner.add(layers.Dense(4, activation="tanh", input_dim=4))
    inner.add(layers.BatchNormalization())
    x = layers.Input((4,), name="x")
    y = layers.Input((3,), name="y")
    shared = layers.Dense(4, name="shared")
    once = shared(x)
    twice = shared(layers.Dense(4, activation="relu")(y))
    both = layers.merge([once, twice], mode="mul")
    together = layers.merge([once, inner(twice), both], mode="concat")
    left = layers.Dense(3, activation="softmax", name="left")(together)
    right = layers.merge([layers.Dense(2)(inner(once)), layers.Dense(2)(x)], mode="sum")
    return Model(input=[x, y], output=[left, right], name="model")


def recurrent():
    x = layers.Input((5, 3))
    y = layers.LSTM(3, return_sequences=True)(layers.Masking()(x))
    y = layers.GRU(4, return_sequences=True, go_backwards=True, inner_activation="sigmoid")(y)
    y = layers.SimpleRNN(2, U_regularizer=l2(0.01), dropout_W=0.2)(y)
    z = layers.Bidirectional(layers.GRU(2, return_sequences=True), merge_mode="sum")(x)
    z = layers.TimeDistributed(layers.Dense(4, activation="relu"))(z)
    z = layers.Bidirectional(layers.LSTM(2, forget_bias_init="zero"))(z)
    return Model(x, layers.merge([y, z], mode="concat"))


def write(name, suffix, form, save, needs_json=False):
    file = name + suffix + ".gz"
    path = os.path.join(FOLDER, name + suffix)
    save(path)
    with open(path, "rb") as content:
        packed = gzip.compress(content.read())
    os.remove(path)
    with open(os.path.join(FOLDER, file), "wb") as out:
        out.write(packed[:4] + bytes(4) + packed[8:])  # without the time
    entry = {"file": file, "form": form, "values": name + ".npz"}
    if needs_json:
        entry["architecture"] = name + ".json.gz"
    INDEX.append(entry)


def save_json(model, path):
    with open(path, "w") as out:
        out.write(model.to_json())


def make(name, model, shapes):
    random = np.random.RandomState(len(name))
    weights = [random.uniform(-0.6, 0.6, w.shape).astype("float32") for w in model.get_weights()]
    for i, variable in enumerate(model.weights):
        if "running_std" in variable.name:
            weights[i] = np.abs(weights[i]) + 0.5
    model.set_weights(weights)
    inputs = [random.normal(size=(3,) + shape).astype("float32") for shape in shapes]
    if name == "recurrent":
        inputs[0][1, :2] = inputs[0][2, 4] = 0
    one = len(inputs) == 1
    outputs = model.predict(inputs[0] if one else inputs)
    targets = [
        random.uniform(0, 1, y.shape).astype("float32") for y in ([outputs] if one else outputs)
    ]
    optimizer = keras.optimizers.Adam(0.01) if one else keras.optimizers.SGD(0.01, momentum=0.9)
    model.compile(optimizer, "mse")
    model.train_on_batch(inputs[0] if one else inputs, targets[0] if one else targets)
    outputs = model.predict(inputs[0] if one else inputs)
    arrays = {f"input_{i}": x for i, x in enumerate(inputs)}
    arrays.update({f"output_{i}": y for i, y in enumerate([outputs] if one else outputs)})
    np.savez_compressed(os.path.join(FOLDER, name + ".npz"), **arrays)
    write(name, ".json", "json", lambda path: save_json(model, path))
    write(name, ".h5", "h5", model.save)
    write(name, ".weights-only.h5", "h5 weights", model.save_weights, True)


os.makedirs(FOLDER, exist_ok=True)
make("sequential", sequential(), [(8, 6, 2)])
make("functional", functional(), [(4,), (3,)])
make("recurrent", recurrent(), [(5, 3)])
with open(os.path.join(FOLDER, "index.json"), "w") as out:
    index = {
        "writer": f"Keras ({backend.backend()})",
        "version": keras.__version__,
        "script": os.path.basename(__file__),
        "files": INDEX,
    }
    json.dump(index, out, indent=1, sort_keys=True)
    out.write("\n")

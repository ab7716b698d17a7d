"""Writes models in every form that the Keras at hand knows, and what it computes with them.

python make_corpus.py FOLDER [MODULE [MODEL ...]]    MODULE: keras (default), tensorflow.keras or
tf_keras; MODEL: which models to make, all others stay as they are (all are made by default)

Runs on Python 3.6 and on every Keras from 2.0 to 3.15. Makes FOLDER/<writer>-<version> with files
that are compressed with gzip, the inputs and outputs of each model, and an index: which form each
file has and which arrays belong to it.
"""

import gzip
import importlib
import json
import os
import shutil
import sys
import tempfile

import numpy as np

MODULE = sys.argv[2] if len(sys.argv) > 2 else "keras"
keras = importlib.import_module(MODULE)
layers = keras.layers
VERSION = keras.__version__
MAJOR = [int(part) for part in VERSION.split("-")[0].split(".")[:2]]
WRITER = {"tensorflow.keras": "tf.keras", "tf_keras": "tf-keras"}.get(MODULE, "Keras")
FOLDER = os.path.join(sys.argv[1], f"{WRITER.lower()}-{VERSION}")
ONLY = sys.argv[3:]
INDEX = []


def add_all(model, stack):
    for layer in stack:
        model.add(layer)
    return model


def slope(value):
    return {"negative_slope" if MAJOR[0] >= 3 else "alpha": value}


def first(layer, *args, **kwargs):
    """A first layer with an input shape, as people wrote it before Keras 3."""
    shape = kwargs.pop("shape")
    if MAJOR[0] >= 3:
        return [layers.Input(shape), layer(*args, **kwargs)]
    return [layer(*args, input_shape=shape, **kwargs)]


def sequential():
    stack = first(layers.Conv2D, 3, 3, padding="same", shape=(8, 6, 2))
    stack += [
        layers.BatchNormalization(),
        layers.LeakyReLU(**slope(0.1)),
        layers.ZeroPadding2D(((1, 0), (0, 1))),
        layers.MaxPooling2D(2),
        layers.Conv2D(4, (2, 3), use_bias=False),
        layers.PReLU(shared_axes=[1, 2]),
        layers.AveragePooling2D((2, 1), strides=1),
        layers.Flatten(),
        layers.Dense(6, activation="hard_sigmoid"),
        layers.ELU(0.7),
        layers.Dropout(0.25),
        layers.Dense(5, activation="relu" if MAJOR < [2, 2] else "selu"),
        layers.PReLU(),
    ]
    if MAJOR[0] < 3:
        stack.append(layers.ThresholdedReLU(0.05))
    if MAJOR >= [2, 2]:
        stack.append(layers.ReLU(4.0))
    stack += [layers.Reshape((5,)), layers.Dense(4), layers.Activation("softmax")]
    return add_all(keras.models.Sequential(), stack)


def functional():
    inner = add_all(
        keras.models.Sequential(name="inner"),
        first(layers.Dense, 4, activation="tanh", shape=(4,)) + [layers.BatchNormalization()],
    )
    a = layers.Input((4,), name="a")
    nested = keras.models.Model(a, layers.add([inner(a), layers.Dense(4)(a)]), name="nested")
    x = layers.Input((4,), name="x")
    y = layers.Input((3,), name="y")
    shared = layers.Dense(4, name="shared")
    from_y = layers.Dense(4, activation="relu")(y)
    once = shared(x)
    twice = shared(from_y)
    together = layers.concatenate([once, nested(twice), layers.multiply([once, twice])])
    left = layers.Dense(3, activation="softmax", name="left")(together)
    right = layers.LeakyReLU(name="right", **slope(0.2))(layers.Dense(2)(nested(once)))
    model = keras.models.Model([x, y], [left, right], name="model")
    inner.layers[-1].trainable = False
    return model


def operations():
    """What people wrote with TensorFlow's functions between layers, in tf.keras."""
    tf = importlib.import_module("tensorflow")
    x = layers.Input((4, 6, 2), name="x")
    a = layers.Conv2D(3, 3, padding="same")(x)
    positive = tf.abs(a) + 1.0
    same = [
        2.0 - a * 1.5 + tf.constant([1.0, 2.0, 3.0]) * a / 2.0,
        -tf.maximum(a, 0.1) + tf.minimum(a, x[:, :, :, :1]) + tf.sigmoid(a) ** 2,
        tf.nn.relu(a) + tf.nn.relu6(a) + tf.nn.leaky_relu(a, alpha=0.3) + tf.nn.leaky_relu(a),
        tf.nn.softmax(a) + tf.sigmoid(a) + tf.tanh(a) + tf.nn.elu(a) + tf.nn.softplus(a),
        tf.square(tf.tanh(a))
        + tf.sqrt(positive)
        + tf.exp(-positive)
        + tf.math.log(positive)
        - 1.0 / positive,
        tf.maximum(tf.minimum(a, 0.5), -0.25) + tf.cast(a > 0.0, tf.float32) + tf.identity(a),
        tf.where(a > 0.0, a, tf.zeros_like(a) if MAJOR < [2, 4] else 0.5),
        tf.concat([a[:, :, :, 1:], a[:, :, :, :1]], -1) + tf.split(a, [1, 2], axis=-1)[0],
        tf.reduce_mean(a, [1, 2], keepdims=True) * a + tf.reduce_max(a, axis=-1, keepdims=True),
        tf.transpose(tf.matmul(a, a, transpose_b=True)[:, :, :, :3], [0, 1, 2, 3]),
        tf.pad(a, [[0, 0], [1, 0], [0, 2], [0, 0]])[:, :-1, 2:],
        tf.squeeze(tf.expand_dims(a, 1), [1]) + tf.tile(a[:, :, :1], [1, 1, 6, 1]),
        tf.stack([a, a], axis=1)[:, 1] + tf.expand_dims(tf.unstack(a, axis=1)[2], 1),
        tf.reshape(tf.reshape(a, (-1, 72)), [-1, 4, 6, 3]) + tf.split(a, 3, axis=3)[2],
    ]
    if MAJOR >= [2, 4]:  # before, .h5 could not hold some of these
        same.append(tf.clip_by_value(a, -0.25, 0.5))
        same.append(tf.nn.gelu(a) + tf.nn.silu(a) + tf.reverse(a, [1]) + tf.stop_gradient(a))
    y = tf.tanh(layers.Add()(same) / 8.0)
    picked = layers.Dense(4)(y[:, 1:3, ::2, 0])
    return keras.models.Model(x, [y, picked, tf.reduce_sum(y, axis=1)], name="operations")


def images():
    """The layers of image networks that the other models do not have."""
    x = layers.Input((9, 8, 3), name="x")
    a = layers.SeparableConv2D(4, 3, depth_multiplier=2, padding="same", activation="relu")(x)
    a = layers.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2)(a)
    a = layers.Cropping2D(((1, 0), (0, 1)))(layers.Conv2DTranspose(4, 3, strides=2)(a))
    a = layers.GaussianNoise(0.1)(layers.SpatialDropout2D(0.2)(a))
    a = layers.UpSampling2D((2, 1))(a)
    pooled = [layers.GlobalAveragePooling2D()(a), layers.GlobalMaxPooling2D()(a)]
    a = layers.Permute((2, 1))(layers.Reshape((-1, 4))(a))
    a = layers.Conv1D(5, 3, padding="causal", dilation_rate=2)(layers.Permute((2, 1))(a))
    a = layers.ZeroPadding1D(2)(layers.UpSampling1D(2)(layers.AveragePooling1D(3, 2, "same")(a)))
    a = layers.Cropping1D((1, 2))(layers.MaxPooling1D(2, 1, "same")(a))
    pooled += [layers.GlobalAveragePooling1D()(a), layers.GlobalMaxPooling1D()(a)]
    left, right = layers.Dense(4)(pooled[2]), layers.Dense(4)(pooled[3])
    merged = [layers.average([pooled[0], left]), layers.maximum([pooled[1], right])]
    merged += [layers.dot([left, right], axes=1, normalize=True)]
    if MAJOR >= [2, 1]:
        merged += [layers.subtract([left, right])]
    return keras.models.Model(x, layers.Dense(3)(layers.concatenate(merged)), name="images")


def sequences():
    """Words and steps of time: masks, recurrent layers, and the wrappers around them."""
    words = layers.Input((7,), name="words")
    steps = layers.Input((7, 3), name="steps")
    a = layers.Embedding(11, 4, mask_zero=True)(words)
    a = layers.Bidirectional(layers.LSTM(3, return_sequences=True))(a)
    a = layers.GRU(4, return_sequences=True)(a)
    b = layers.Masking(0.0)(steps)
    b = layers.Bidirectional(layers.GRU(2, return_sequences=True), merge_mode="sum")(b)
    b = layers.SimpleRNN(4, return_sequences=True, activation="relu")(b)
    b = layers.TimeDistributed(layers.Dense(4, activation="tanh"))(b)
    # Where masks meet, Keras 3 asks for a step in any of them, and Keras 2 in all.
    together = layers.concatenate([a, b]) if MAJOR[0] >= 3 else a
    last = layers.LSTM(3, dropout=0.1, recurrent_dropout=0.1, go_backwards=True)(together)
    tags = layers.TimeDistributed(layers.Dense(5, activation="softmax"))(b)
    return keras.models.Model([words, steps], [tags, last], name="sequences")


def fill(model, random):
    """The same kind of weights with every version; variances are positive."""
    weights = [random.uniform(-0.6, 0.6, w.shape).astype("float32") for w in model.get_weights()]
    names = [getattr(v, "path", v.name) for v in model.weights]
    for i, name in enumerate(names):
        if "variance" in name:
            weights[i] = np.abs(weights[i]) + 0.5
    model.set_weights(weights)


def train(model, inputs, random):
    outputs = model.predict(inputs if len(inputs) > 1 else inputs[0])
    outputs = outputs if isinstance(outputs, list) else [outputs]
    if len(outputs) == 1:
        optimizer = keras.optimizers.Adam(0.01)
        model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"])
    else:
        optimizer = keras.optimizers.SGD(0.01, momentum=0.9)
        weights = [1.0, 0.5, 0.25]
        model.compile(optimizer, ["mse"] * len(outputs), loss_weights=weights[: len(outputs)])
    targets = [random.uniform(0, 1, y.shape).astype("float32") for y in outputs]
    one = len(targets) == 1
    model.fit(
        inputs if len(inputs) > 1 else inputs[0],
        targets[0] if one else targets,
        epochs=1,
        verbose=0,
    )


def write(name, suffix, form, save, needs_json=False):
    """Saves with that function, compresses, and adds the file to the index."""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "model" + suffix)
    try:
        save(path)
        file = name + suffix + ".gz"
        with open(path, "rb") as content:
            packed = gzip.compress(content.read())
        with open(os.path.join(FOLDER, file), "wb") as out:
            out.write(packed[:4] + bytes(4) + packed[8:])  # without the time
        entry = {"file": file, "form": form, "values": name + ".npz"}
        if needs_json:
            entry["architecture"] = name + ".json.gz"
        INDEX.append(entry)
    except ValueError as e:  # Keras 3.0 to 3.3 on two weights of one name in .h5
        print("cannot be written:", name + suffix, e)
    finally:
        shutil.rmtree(folder)


def save_json(model, path):
    with open(path, "w") as out:
        out.write(model.to_json())


def make(name, build, shapes):
    random = np.random.RandomState(len(name))
    model = build()
    fill(model, random)
    inputs = [random.normal(size=(3,) + shape).astype("float32") for shape in shapes]
    if name == "sequences":
        inputs[0] = np.arange(21).reshape(3, 7).astype("float32") % 10
        inputs[0][:, 5:] = 0
        inputs[1][1, :2] = inputs[1][2, 4] = 0
    train(model, inputs, random)
    outputs = model.predict(inputs if len(inputs) > 1 else inputs[0])
    outputs = outputs if isinstance(outputs, list) else [outputs]
    arrays = {f"input_{i}": x for i, x in enumerate(inputs)}
    arrays.update({f"output_{i}": y for i, y in enumerate(outputs)})
    np.savez_compressed(os.path.join(FOLDER, name + ".npz"), **arrays)
    write(name, ".json", "json", lambda path: save_json(model, path))
    if MAJOR >= [2, 12] and WRITER == "Keras" or MAJOR >= [2, 16]:
        write(name, ".keras", "keras", lambda path: save_keras(model, path))
    write(name, ".h5", "h5", model.save)  # last: Keras 3 loses the optimizer's config over it
    if MAJOR[0] < 3:
        write(name, ".weights-only.h5", "h5 weights", model.save_weights, True)
    if MAJOR >= [2, 13]:
        write(name, ".weights.h5", "weights.h5", model.save_weights, True)


def save_keras(model, path):
    if MAJOR == [2, 12]:
        model.save(path, save_format="keras_v3")
    else:
        model.save(path)


os.makedirs(FOLDER, exist_ok=True)
INDEX_FILE = os.path.join(FOLDER, "index.json")
if ONLY:
    with open(INDEX_FILE) as before:
        INDEX = [
            entry
            for entry in json.load(before)["files"]
            if entry["values"][: -len(".npz")] not in ONLY
        ]
MODELS = [
    ("sequential", sequential, [(8, 6, 2)]),
    ("functional", functional, [(4,), (3,)]),
    ("images", images, [(9, 8, 3)]),
    ("sequences", sequences, [(7,), (7, 3)]),
]
if MODULE == "tensorflow.keras" or MAJOR[0] == 2 and MAJOR >= [2, 12]:
    MODELS.append(("operations", operations, [(4, 6, 2)]))
for name, build, shapes in MODELS:
    if not ONLY or name in ONLY:
        make(name, build, shapes)
with open(INDEX_FILE, "w") as out:
    index = {
        "writer": WRITER,
        "version": VERSION,
        "script": os.path.basename(__file__),
        "files": INDEX,
    }
    json.dump(index, out, indent=1, sort_keys=True)
    out.write("\n")

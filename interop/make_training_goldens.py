"""Makes the training goldens: where three epochs of Keras land, and losses and optimizers alone.

    pip install -r requirements.txt
    python make_training_goldens.py

It writes, into keras/src/test/resources/goldens/training/:

index.json, {"keras": version, "backend": name, "cases": [case, ...]}, and for each case <id>.keras,
the model freshly compiled, and <id>.npz. A case is

    id        unique, e.g. "adam"
    fit       the arguments of fit: epochs, batch_size (does not divide the rows), shuffle (false),
              validation_split (0 for none)
    weights   the paths of model.weights, in order
    history   what fit returned: {"loss": [per epoch], ...}

and its arrays are x, y, weight_<i> (model.weights after training) and optimizer_<i>
(optimizer.variables after training: iteration, learning rate, then the slots).

losses.json, a list of {"loss": serialized, "y_true", "y_pred", "value", "gradient"}: the gradient
is d value / d y_pred, all in float32. Predictions include 0 and 1, and logits up to 1000.

optimizers.json, {"start": [variable, ...], "gradients": [[for each variable], for each step],
"cases": [{"id", "optimizer": serialized, "after": [[variable, ...], for each step]}, ...]}.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import json
import pathlib
import shutil

import keras
import numpy as np
from keras import constraints, layers, losses, optimizers, regularizers

from keras_zip import rewrite

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/training"
ROWS = 26
FEATURES = 5
FIT = {"epochs": 3, "batch_size": 8, "shuffle": False, "validation_split": 0.0}

random = np.random.default_rng(11)
cases = []


def float_rows(*shape):
    return np.round(random.normal(0, 1, (ROWS, *shape)) * 256).astype(np.float32) / 256


def classes(count):
    return random.integers(0, count, ROWS).astype(np.int32)


def train(name, model, optimizer, loss, y, x=None, metrics=(), **fit):
    """Saves the model as it is before training, trains it, and records where it ends."""
    x = float_rows(FEATURES) if x is None else x
    fit = FIT | fit
    model.compile(optimizer, loss, metrics=list(metrics))
    model.save(FOLDER / f"{name}.keras")
    rewrite(FOLDER / f"{name}.keras", FOLDER / f"{name}.keras")
    history = model.fit(x, y, verbose=0, **fit).history
    arrays = {"x": x, "y": y}
    arrays |= {f"weight_{i}": value for i, value in enumerate(model.get_weights())}
    slots = [keras.ops.convert_to_numpy(v) for v in model.optimizer.variables]
    arrays |= {f"optimizer_{i}": value for i, value in enumerate(slots)}
    np.savez_compressed(FOLDER / f"{name}.npz", **arrays)
    weights = [variable.path for variable in model.weights]
    cases.append({"id": name, "fit": fit, "weights": weights, "history": history})


def perceptron(units=1, activation=None, **hidden):
    return keras.Sequential(
        [
            keras.Input((FEATURES,)),
            layers.Dense(7, **hidden),
            layers.LeakyReLU(negative_slope=0.1),
            layers.Dense(4, activation="elu"),
            layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25)),
            layers.Dense(units, activation=activation),
        ]
    )


def convolutional(normalization_trainable=True):
    return keras.Sequential(
        [
            keras.Input((6, 6, 2)),
            layers.Conv2D(4, 3, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9, trainable=normalization_trainable),
            layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25), shared_axes=[1, 2]),
            layers.MaxPooling2D(2),
            layers.Conv2D(3, 2, strides=2, padding="same", activation="selu"),
            layers.AveragePooling2D((1, 2)),
            layers.Flatten(),
            layers.Dropout(0.0),
            layers.Dense(3),
            layers.Softmax(),
        ]
    )


def each_optimizer():
    y = float_rows(1)
    for name, optimizer in {
        "sgd": optimizers.SGD(0.05),
        "sgd-momentum": optimizers.SGD(0.02, momentum=0.9),
        "sgd-nesterov": optimizers.SGD(0.02, momentum=0.9, nesterov=True),
        "adam": optimizers.Adam(0.01),
        "adam-amsgrad": optimizers.Adam(0.01, beta_1=0.8, beta_2=0.9, epsilon=1e-4, amsgrad=True),
        "rmsprop": optimizers.RMSprop(0.005),
        "rmsprop-momentum": optimizers.RMSprop(0.005, rho=0.8, momentum=0.5),
        "rmsprop-centered": optimizers.RMSprop(0.005, centered=True, epsilon=1e-3),
        "rmsprop-centered-momentum": optimizers.RMSprop(
            0.005, momentum=0.5, centered=True, epsilon=1e-3
        ),
    }.items():
        train(name, perceptron(), optimizer, "mse", y)


def each_loss():
    labels, positive = classes(3), classes(2).astype(np.float32)[:, None]
    one_hot = np.eye(3, dtype=np.float32)[labels]
    sgd = lambda: optimizers.SGD(0.05)
    accuracy = ["accuracy"]
    train(
        "binary", perceptron(1, "sigmoid"), sgd(), "binary_crossentropy", positive, metrics=accuracy
    )
    loss = losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1)
    train("binary-logits", perceptron(), sgd(), loss, positive)
    train(
        "categorical",
        perceptron(3, "softmax"),
        sgd(),
        "categorical_crossentropy",
        one_hot,
        metrics=accuracy,
    )
    loss = losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)
    train("categorical-logits", perceptron(3), sgd(), loss, one_hot, metrics=accuracy)
    loss = "sparse_categorical_crossentropy"
    train("sparse", perceptron(3, "softmax"), sgd(), loss, labels, metrics=accuracy)
    loss = losses.SparseCategoricalCrossentropy(from_logits=True)
    train("sparse-logits", perceptron(3), sgd(), loss, labels, metrics=accuracy)


def regularizers_and_constraints():
    y = float_rows(1)
    both = perceptron(
        kernel_regularizer=regularizers.L1L2(0.01, 0.02), bias_regularizer=regularizers.L2(0.1)
    )
    train("regularized", both, optimizers.Adam(0.01), "mse", y)
    alphas = keras.Sequential(
        [
            keras.Input((FEATURES,)),
            layers.Dense(6),
            layers.PReLU(
                keras.initializers.Constant(0.3),
                alpha_regularizer=regularizers.L1(0.05),
                alpha_constraint=constraints.NonNeg(),
            ),
            layers.Dense(1),
        ]
    )
    train("regularized-alphas", alphas, optimizers.SGD(0.1), "mse", y)
    for name, constraint in {
        "max-norm": constraints.MaxNorm(0.8),
        "non-neg": constraints.NonNeg(),
        "unit-norm": constraints.UnitNorm(),
        "min-max-norm": constraints.MinMaxNorm(0.5, 0.9, rate=0.7),
    }.items():
        train(name, perceptron(kernel_constraint=constraint), optimizers.SGD(0.05), "mse", y)
    frozen = perceptron(kernel_regularizer=regularizers.L2(0.1))  # frozen: no part of the loss
    frozen.layers[0].trainable = False
    train("frozen", frozen, optimizers.Adam(0.01), "mse", y)
    train("validation", perceptron(), optimizers.Adam(0.01), "mse", y, validation_split=0.3)


def convolutional_networks():
    x, labels = float_rows(6, 6, 2), classes(3)
    loss = "sparse_categorical_crossentropy"
    options = {"x": x, "metrics": ["accuracy"]}
    train(
        "conv",
        convolutional(),
        optimizers.Adam(0.01),
        loss,
        labels,
        validation_split=0.2,
        **options,
    )
    frozen = convolutional(normalization_trainable=False)
    train("conv-frozen-normalization", frozen, optimizers.SGD(0.05), loss, labels, **options)


def loss_goldens():
    import jax  # here, for those who train on another backend

    targets = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.2, 0.3, 0.5], [0, 0, 1]], np.float32)
    probabilities = np.array(
        [[0.7, 0.2, 0.1], [0, 1, 0], [1, 0, 0], [0.25, 0.5, 0.25], [1e-8, 0.5, 0.4999]], np.float32
    )
    logits = np.array(
        [[2, -1, 0.5], [0, 0, 0], [1000, -1000, 3], [-100, 88, 90], [-0.0, 1e-6, -20]], np.float32
    )
    labels = np.array([0, 1, 2, 2, 0], np.int32)
    found = []

    def record(loss, y_true, y_pred):
        value, gradient = jax.value_and_grad(lambda p: loss(y_true, p))(y_pred)
        found.append(
            {
                "loss": keras.saving.serialize_keras_object(loss),
                "y_true": y_true.tolist(),
                "y_pred": y_pred.tolist(),
                "value": float(value),
                "gradient": np.asarray(gradient).tolist(),
            }
        )

    record(losses.MeanSquaredError(), targets, probabilities)
    record(losses.MeanSquaredError(), targets, logits)
    record(losses.MeanSquaredError(), targets.reshape(5, 1, 3), logits.reshape(5, 1, 3))
    for smoothing in (0.0, 0.1):
        for make in (losses.BinaryCrossentropy, losses.CategoricalCrossentropy):
            record(make(label_smoothing=smoothing), targets, probabilities)
            record(make(from_logits=True, label_smoothing=smoothing), targets, logits)
    record(losses.SparseCategoricalCrossentropy(), labels, probabilities)
    record(losses.SparseCategoricalCrossentropy(from_logits=True), labels, logits)
    write("losses.json", "[\n" + ",\n".join(map(json.dumps, found)) + "\n]\n")


def optimizer_goldens():
    start = [np.round(random.normal(0, 1, s), 3).astype(np.float32) for s in ((2, 3), (3,))]
    gradients = [
        [np.round(random.normal(0, size, v.shape), 3).astype(np.float32) for v in start]
        for size in (1, 0.1, 0, 3)
    ]
    gradients[1][0][0, 0] = 1e-12
    found = []
    for name, optimizer in {
        "sgd": optimizers.SGD(0.1),
        "sgd-momentum": optimizers.SGD(0.1, momentum=0.9),
        "sgd-nesterov": optimizers.SGD(0.1, momentum=0.9, nesterov=True),
        "sgd-clipnorm": optimizers.SGD(0.1, clipnorm=0.5),
        "sgd-global-clipnorm": optimizers.SGD(0.1, global_clipnorm=0.5),
        "sgd-clipvalue": optimizers.SGD(0.1, clipvalue=0.5),
        "sgd-weight-decay": optimizers.SGD(0.1, weight_decay=0.04),
        "adam": optimizers.Adam(0.1),
        "adam-arguments": optimizers.Adam(0.1, beta_1=0.7, beta_2=0.8, epsilon=0.01),
        "adam-amsgrad": optimizers.Adam(0.1, amsgrad=True),
        "adam-weight-decay": optimizers.Adam(0.1, weight_decay=0.04),
        "rmsprop": optimizers.RMSprop(0.1),
        "rmsprop-arguments": optimizers.RMSprop(0.1, rho=0.7, epsilon=0.01),
        "rmsprop-momentum": optimizers.RMSprop(0.1, momentum=0.5),
        "rmsprop-centered": optimizers.RMSprop(0.1, centered=True),
        "rmsprop-centered-momentum": optimizers.RMSprop(0.1, momentum=0.5, centered=True),
    }.items():
        variables = [keras.Variable(value) for value in start]
        after = []
        for step in gradients:
            optimizer.apply([keras.ops.convert_to_tensor(g) for g in step], variables)
            after.append([keras.ops.convert_to_numpy(v).tolist() for v in variables])
        serialized = keras.saving.serialize_keras_object(optimizer)
        found.append({"id": name, "optimizer": serialized, "after": after})
    plain = {"start": [v.tolist() for v in start]}
    plain["gradients"] = [[g.tolist() for g in step] for step in gradients]
    lines = ",\n".join(map(json.dumps, found))
    write("optimizers.json", f'{json.dumps(plain)[:-1]}, "cases": [\n{lines}\n]}}\n')


def half_floats():
    """Sequential models, which keep their policy in the file; the last layer gives float32."""
    for policy, optimizer in {
        "mixed_float16": optimizers.Adam(0.01),
        "mixed_bfloat16": optimizers.Adam(0.01),
        "float16": optimizers.SGD(0.05, momentum=0.9),
        "bfloat16": optimizers.SGD(0.05, momentum=0.9),
    }.items():
        keras.config.set_dtype_policy(policy)
        model = keras.Sequential(
            [
                keras.Input((FEATURES,)),
                layers.Dense(7, kernel_regularizer=regularizers.L2(0.01)),
                layers.PReLU(activity_regularizer=regularizers.L2(0.01)),
                layers.BatchNormalization(),
                layers.Dense(1, dtype="float32"),
            ]
        )
        train(policy, model, optimizer, "mse", float_rows(1))
    keras.config.set_dtype_policy("float32")


def write(name, text):
    (FOLDER / name).write_text(text)


def main():
    keras.utils.set_random_seed(11)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    each_optimizer()
    each_loss()
    regularizers_and_constraints()
    convolutional_networks()
    half_floats()
    loss_goldens()
    optimizer_goldens()
    head = {"keras": keras.__version__, "backend": keras.backend.backend()}
    lines = ",\n".join(map(json.dumps, cases))
    write("index.json", f'{json.dumps(head)[:-1]}, "cases": [\n{lines}\n]}}\n')
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()

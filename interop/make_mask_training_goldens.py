"""Makes goldens of trainings with masks, in the form of make_training_goldens.py.

    pip install -r requirements.txt tensorflow
    python make_mask_training_goldens.py

It writes them into keras/src/test/resources/goldens/masks/training/. On TensorFlow: on JAX, the
metrics of fit (not those of evaluate) do not see the mask of the model's output.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import json

import keras
import numpy as np
from keras import layers

import make_training_goldens

FOLDER = make_training_goldens.FOLDER.parent / "masks" / "training"


def main():
    make_training_goldens.FOLDER = FOLDER
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = make_training_goldens.ROWS
    tokens = np.maximum(make_training_goldens.random.integers(-4, 6, (rows, 5)), 0).astype("int32")
    tokens[11] = 0
    mean = keras.losses.MeanSquaredError
    for name, loss in {
        "mask": mean(),
        "mask-sum": mean(reduction="sum"),
        "mask-mean-with-sample-weight": mean(reduction="mean_with_sample_weight"),
    }.items():
        model = keras.Sequential([keras.Input((5,), dtype="int32")])
        model.add(layers.Embedding(6, 4, mask_zero=True))
        model.add(layers.LeakyReLU())
        model.add(layers.Dense(1))
        target = make_training_goldens.float_rows(5, 1)
        metrics = ["mse", keras.metrics.BinaryAccuracy()]
        optimizer = keras.optimizers.SGD(0.02)
        make_training_goldens.train(name, model, optimizer, loss, target, tokens, metrics)
    model = keras.Sequential([keras.Input((5,), dtype="int32")])
    model.add(layers.Embedding(6, 4, mask_zero=True))
    model.add(layers.BatchNormalization())
    model.add(layers.Dense(3, activation="softmax"))
    classes = make_training_goldens.random.integers(0, 3, (rows, 5)).astype("int32")
    loss = "sparse_categorical_crossentropy"
    optimizer = keras.optimizers.SGD(0.5)
    metrics = ["accuracy", "sparse_categorical_crossentropy"]
    split = {"validation_split": 0.3}
    make_training_goldens.train(
        "mask-classes", model, optimizer, loss, classes, tokens, metrics, **split
    )
    found = {
        "keras": keras.__version__,
        "backend": keras.backend.backend(),
        "cases": make_training_goldens.cases,
    }
    text = json.dumps(found, indent=1) + "\n"
    (FOLDER / "index.json").write_text(text)


if __name__ == "__main__":
    keras.utils.set_random_seed(7)
    main()

"""Makes the demo: handwritten digits, a network that Keras trained on them, and Keras's answers.

Run it from anywhere, with real Keras (about half a minute):

    pip install -r requirements.txt -r requirements-data.txt
    KERAS_BACKEND=jax python make_digits.py

It writes, into cli/src/main/resources/dev/sarvi/cli/demo/:

    digits.npz          x uint8 (1797, 8, 8, 1), pixels 0..16; y uint8 (1797,)
    digits.keras        the network, compiled (Adam, sparse categorical cross-entropy, accuracy),
                        with its optimizer state; trained on rows 0..1436 only
    digits-outputs.npy  float32 (360, 10): what Keras predicts for the last 360 rows

The network takes pixels / 16 as float32: the caller scales. Its training stops early on purpose,
so that fine-tuning has something left to improve.
"""

import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

DEMO = pathlib.Path(__file__).parents[1] / "cli/src/main/resources/dev/sarvi/cli/demo"
TRAINING_ROWS = 1437
EPOCHS = 5


def build_network():
    """A small convolutional network that uses all six activation layers."""
    quarter = keras.initializers.Constant(0.25)
    return keras.Sequential(
        [
            keras.Input((8, 8, 1), name="pixels"),
            layers.Conv2D(8, 3, padding="same", name="conv_1"),
            layers.PReLU(quarter, shared_axes=[1, 2], name="prelu_per_channel"),
            layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv_2"),
            layers.BatchNormalization(momentum=0.9, name="normalization"),
            layers.LeakyReLU(negative_slope=0.1, name="leaky_relu"),
            layers.MaxPooling2D(2, name="pool_1"),
            layers.Conv2D(24, 3, padding="same", name="conv_3"),
            layers.ELU(name="elu"),
            layers.MaxPooling2D(2, name="pool_2"),
            layers.Flatten(name="flatten"),
            layers.Dense(48, name="dense_1"),
            layers.PReLU(quarter, name="prelu_per_unit"),
            layers.Dropout(0.2, seed=1, name="dropout"),
            layers.Dense(32, name="dense_2"),
            layers.ReLU(name="relu"),
            layers.Dense(24, name="dense_3"),
            layers.ReLU(threshold=0.1, name="thresholded_relu"),
            layers.Dense(10, name="dense_4"),
            layers.Softmax(name="softmax"),
        ],
        name="digits",
    )


def main():
    keras.utils.set_random_seed(20)
    DEMO.mkdir(parents=True, exist_ok=True)
    digits = load_digits()
    x = digits.images.astype(np.uint8)[..., None]
    y = digits.target.astype(np.uint8)
    np.savez_compressed(DEMO / "digits.npz", x=x, y=y)

    scaled = x.astype(np.float32) / 16
    network = build_network()
    network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    network.fit(scaled[:TRAINING_ROWS], y[:TRAINING_ROWS], epochs=EPOCHS, batch_size=32, verbose=2)
    network.save(DEMO / "digits.keras")
    np.save(DEMO / "digits-outputs.npy", network.predict(scaled[TRAINING_ROWS:], verbose=0))
    network.summary()
    loss, accuracy = network.evaluate(scaled[TRAINING_ROWS:], y[TRAINING_ROWS:], verbose=0)
    print(f"the last 360 rows: loss {loss:.4f}, accuracy {accuracy:.4f}")


if __name__ == "__main__":
    main()

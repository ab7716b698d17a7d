"""Trains the models of the training goldens with TensorFlow, and prints how far it lands from them.

    pip install -r requirements.txt tensorflow-cpu
    python check_training_goldens.py

Shows what is rounding: with Keras 3.15.1 and TensorFlow 2.21 no weight differs by more than 1e-6.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"

import json
import pathlib

import keras
import numpy as np

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/training"


def main():
    for case in json.loads((FOLDER / "index.json").read_text())["cases"]:
        arrays = np.load(FOLDER / f"{case['id']}.npz")
        model = keras.saving.load_model(FOLDER / f"{case['id']}.keras")
        history = model.fit(arrays["x"], arrays["y"], verbose=0, **case["fit"]).history
        weights = [
            np.abs(value - arrays[f"weight_{i}"]).max()
            for i, value in enumerate(model.get_weights())
        ]
        recorded = case["history"]
        assert history.keys() == recorded.keys(), (history.keys(), recorded.keys())
        logs = max(np.abs(np.subtract(history[k], recorded[k])).max() for k in recorded)
        print(f"{case['id']:28} weights {max(weights):.1e} history {logs:.1e}", recorded["loss"])


if __name__ == "__main__":
    main()

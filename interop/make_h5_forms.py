"""What Keras writes into .h5 files: configs, names and weights, for the models in test resources.

    python make_h5_forms.py

Opens each model of keras/src/test/resources/models with Keras, saves it as .h5, and records in
h5-forms.json what that file holds, weights as checksums of their bytes.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")  # for the float64 model

import json
import pathlib
import tempfile
import zlib

import h5py
import keras

MODELS = pathlib.Path(__file__).parent.parent / "keras/src/test/resources/models"


def weights(group):
    """Shape and checksum of each, in the order that counts."""
    found = []
    for name in group.attrs["weight_names"]:
        values = group[name][()]
        found.append([list(values.shape), zlib.crc32(values.tobytes())])
    return found


def form(model, folder):
    path = folder / "model.h5"
    keras.models.load_model(model).save(path)
    with h5py.File(path) as file:
        layers = file["model_weights"]
        found = {
            "model_config": json.loads(file.attrs["model_config"]),
            "weights": {name: weights(layers[name]) for name in layers.attrs["layer_names"]},
        }
        if "training_config" in file.attrs:
            found["training_config"] = json.loads(file.attrs["training_config"])
        if "optimizer_weights" in file:
            found["optimizer"] = weights(file["optimizer_weights"])
        return found


def main():
    ids = [model["id"] for model in json.loads((MODELS / "index.json").read_text())]
    with tempfile.TemporaryDirectory() as folder:
        forms = {id: form(MODELS / f"{id}.keras", pathlib.Path(folder)) for id in ids}
    lines = [f"{json.dumps(id)}: {json.dumps(found)}" for id, found in forms.items()]
    (MODELS / "h5-forms.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()

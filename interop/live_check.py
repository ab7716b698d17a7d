"""The live check: real Keras and Sarvi open each other's files, and must agree.

    ./run_live_check.sh [--models N] [--seed S]      makes its own environment; or in one's own:
    python live_check.py [--models N] [--seed S]

For each of N random models (random_models.py), saved by Keras, half of them after some training:

1. `sarvi predict` gives what Keras predicts.
2. `sarvi train` from that file lands where Keras's own fit from it lands: weights, optimizer state
   and history.
3. Keras opens the file that `sarvi train` wrote, and predicts what `sarvi predict` says of it.
4. With --old-python, an interpreter with an older Keras, that one opens it too.
5. What `sarvi convert` writes of it in every other form, h5py reads whole, and Keras (the older one
   too) opens and predicts the same from it; `sarvi verify` confirms Keras's answers.

Every fourth model has several inputs and outputs, and takes part in 1 and 5 only; half of these
compute in 16 bits, where Keras rounds after each operation and Sarvi after each layer.

Prints a line a model, and leaves with 1 if anything differed; the files of a model that failed are
kept where the line says. The same seed draws the same models: --only I repeats one of them.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

os.environ.setdefault("KERAS_BACKEND", "jax")
# Each model runs a few batches only: compiling it fast matters more than compiling it well.
os.environ.setdefault(
    "XLA_FLAGS", "--xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true"
)

import h5py
import keras
import ml_dtypes
import numpy as np

from add_check import add_check
from random_models import Draw

HERE = pathlib.Path(__file__).parent
PREDICTIONS = 1e-5  # absolute and relative, as all tolerances here
HALF_PREDICTIONS = {"float16": 2e-2, "bfloat16": 1.5e-1}
TRAINED = 1e-4
ROWS = 21
FIT = {"epochs": 2, "batch_size": 8}


class Different(Exception):
    """Keras and Sarvi disagree, or one of them failed."""


def run(*command):
    command = [str(part) for part in command]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    if done.returncode:
        last_line = done.stderr.strip().splitlines()[-1:]
        raise Different(
            f"{' '.join(command)}\n  exit {done.returncode}: {''.join(last_line)[:500]}"
        )


def compare(what, expected, actual, tolerance):
    expected, actual = np.asarray(expected), np.asarray(actual)
    if expected.shape != actual.shape:
        raise Different(f"{what}: shape {expected.shape} in Keras, {actual.shape} in Sarvi")
    if not np.allclose(expected, actual, rtol=tolerance, atol=tolerance, equal_nan=True):
        largest = np.nanmax(np.abs(expected - actual))
        raise Different(f"{what}: differs by up to {largest:.3g}")


def tolerance(net):
    """How closely predictions must agree."""
    return HALF_PREDICTIONS.get(net.outputs[0].dtype, PREDICTIONS)


def single(array):
    """In float32; NumPy does not know bfloat16, and reads two bytes of anything."""
    array = np.asarray(array)
    return (array.view(ml_dtypes.bfloat16) if array.dtype.kind == "V" else array).astype("float32")


def sarvi_predict(sarvi, net, model, x, folder):
    """What `sarvi predict` says, as a list of outputs."""
    if isinstance(x, list):
        names = [tensor._keras_history.operation.name for tensor in net.inputs]
        np.savez(folder / "x.npz", **dict(zip(names, x)))
        source = folder / "x.npz"
    else:
        np.save(folder / "x.npy", x)
        source = folder / "x.npy"
    target = folder / ("y.npz" if len(net.outputs) > 1 else "y.npy")
    run(sarvi, "predict", model, source, "-o", target)
    found = np.load(target)
    several = [found[name] for name in found.files] if len(net.outputs) > 1 else [found]
    return [single(one) for one in several]


def compare_predictions(what, sarvi, net, model, x, folder):
    expected = keras.tree.flatten(net.predict(x, verbose=0))
    actual = sarvi_predict(sarvi, net, model, x, folder)
    if len(expected) != len(actual):
        raise Different(f"{what}: {len(expected)} outputs in Keras, {len(actual)} in Sarvi")
    for i, (one, other) in enumerate(zip(expected, actual)):
        compare(f"{what}, output {i}", single(one), other, tolerance(net))


def compare_trained(ours, theirs, history, recorded):
    """`ours` was trained by Sarvi and opened by Keras, `theirs` by Keras."""
    for one, other in zip(theirs.weights, ours.weights, strict=True):
        compare(f"trained {one.path}", one, other, TRAINED)
    slots = zip(theirs.optimizer.variables, ours.optimizer.variables, strict=True)
    for one, other in slots:
        compare(f"optimizer {one.path}", one, other, TRAINED)
    if set(history) != set(recorded):
        raise Different(f"history: {sorted(history)} in Keras, {sorted(recorded)} in Sarvi")
    for name, values in history.items():
        # A prediction on the border between two classes may fall to either side.
        compare(f"history {name}", values, recorded[name], 2 / ROWS if "acc" in name else TRAINED)


def check_training(sarvi, net, classes, draw, folder):
    """Steps 2 and 3; returns rows to predict from and the file that Sarvi wrote."""
    x, y = draw.inputs(net, ROWS), draw.labels(net, classes, ROWS)
    split = draw.one_of(0.0, 0.25)
    np.savez(folder / "data.npz", x=x, y=y)
    start, tuned = folder / "model.keras", folder / "tuned.keras"
    options = ["--epochs", FIT["epochs"], "--batch-size", FIT["batch_size"], "--no-shuffle"]
    options += ["--history", folder / "history.json"]
    options += ["--validation-split", split] if split else []
    run(sarvi, "train", start, folder / "data.npz", "-o", tuned, *options)
    theirs = keras.saving.load_model(start)
    history = theirs.fit(x, y, shuffle=False, validation_split=split, verbose=0, **FIT).history
    ours = keras.saving.load_model(tuned)
    compare_trained(ours, theirs, history, json.loads((folder / "history.json").read_text()))
    compare_predictions("predictions of the tuned file", sarvi, ours, tuned, x, folder)
    return x, tuned


def check_old_keras(python, tuned, folder):
    run(python, HERE / "predict_with_keras.py", tuned, folder / "x.npy", folder / "old.npy")
    compare("older Keras", np.load(folder / "old.npy"), np.load(folder / "y.npy"), PREDICTIONS)


def check_forms(arguments, net, x, folder):
    """Step 5: `model.keras`, which Keras saved, in the other forms."""
    sarvi, model = arguments.sarvi, folder / "model.keras"
    expected = keras.tree.flatten(net.predict(x, verbose=0))
    suffixes = [".weights.h5", ".json"]
    # Keras cannot open the .h5 file that it writes of such a model itself.
    suffixes += [] if any(w.dtype == "bfloat16" for w in net.weights) else [".h5"]
    forms = {suffix: folder / f"form{suffix}" for suffix in suffixes}
    for form in forms.values():
        run(sarvi, "convert", model, form)
    for form in (path for suffix, path in forms.items() if suffix.endswith(".h5")):
        with h5py.File(form) as file:
            file.visititems(lambda _, item: item[()] if isinstance(item, h5py.Dataset) else None)
    rebuilt = keras.models.model_from_json(forms[".json"].read_text())
    rebuilt.load_weights(forms[".weights.h5"])
    opened = {".json": rebuilt}
    if ".h5" in forms:
        opened[".h5"] = keras.saving.load_model(forms[".h5"])
    for what, other in opened.items():
        actual = keras.tree.flatten(other.predict(x, verbose=0))
        for one, two in zip(expected, actual, strict=True):
            compare(f"{what} opened by Keras", single(one), single(two), tolerance(net))
    if arguments.old_python and len(expected) == 1 and ".h5" in forms:
        np.save(folder / "form-x.npy", x)
        run(
            *(arguments.old_python, HERE / "predict_with_keras.py"),
            *(forms[".h5"], folder / "form-x.npy", folder / "form-y.npy"),
        )
        compare(".h5 in older Keras", expected[0], np.load(folder / "form-y.npy"), PREDICTIONS)
    checked = folder / "checked.keras"
    add_check(model, x if isinstance(x, list) else [x], checked)
    run(sarvi, "convert", checked, folder / "copy.keras")
    run(sarvi, "verify", folder / "copy.keras", "--tolerance", tolerance(net))
    keras.saving.load_model(folder / "copy.keras")


def check(index, arguments, folder):
    """One model; returns what it was, in a few words."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(arguments.seed + index)
    draw = Draw([arguments.seed, index], for_old_keras=arguments.old_python is not None)
    model = folder / "model.keras"
    if index % 4 == 3:
        keras.config.set_dtype_policy(draw.policy() if index % 8 == 7 else "float32")
        try:
            net = draw.several()
        finally:
            keras.config.set_dtype_policy("float32")
        net.save(model)
        x = draw.inputs(net, ROWS)
        compare_predictions("predictions", arguments.sarvi, net, model, x, folder)
        check_forms(arguments, net, x, folder)
        policy = net.layers[-1].dtype_policy.name
        return f"{len(net.layers)} layers, {len(net.outputs)} outputs, {policy}"
    net, classes = draw.model()
    if index % 2:
        x, y = draw.inputs(net, ROWS), draw.labels(net, classes, ROWS)
        net.fit(x, y, batch_size=8, verbose=0)
    net.save(model)
    x = draw.inputs(net, ROWS)
    compare_predictions("predictions", arguments.sarvi, net, model, x, folder)
    check_forms(arguments, net, x, folder)
    x, tuned = check_training(arguments.sarvi, net, classes, draw, folder)
    if arguments.old_python:
        check_old_keras(arguments.old_python, tuned, folder)
    optimizer = type(net.optimizer).__name__
    return (
        f"{type(net).__name__}, {len(net.layers)} layers, {optimizer}, {net.count_params()} weights"
    )


def parse_arguments():
    parser = argparse.ArgumentParser(description="Real Keras against Sarvi, on random models.")
    parser.add_argument("--models", type=int, default=12, metavar="N")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), metavar="S")
    parser.add_argument("--only", type=int, metavar="I", help="check only the model numbered I")
    parser.add_argument("--sarvi", type=pathlib.Path, default=HERE.parent / "sarvi")
    parser.add_argument("--old-python", type=pathlib.Path, help="a Python that has an older Keras")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    # Keras warns of every file saved before the optimizer made its slots; compare_trained() looks.
    warnings.filterwarnings("ignore", "Skipping variable loading for optimizer")
    indices = range(arguments.models) if arguments.only is None else [arguments.only]
    print(f"Keras {keras.__version__} ({keras.backend.backend()}), seed {arguments.seed}")
    failed = 0
    for index in indices:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="sarvi-live-check-"))
        try:
            print(f"model {index}: {check(index, arguments, folder)}", flush=True)
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
        except Different as difference:
            failed += 1
            print(f"model {index}: FAILED, {difference}\n  files in {folder}", flush=True)
    print(f"{len(indices) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

"""The known networks (networks.py) as files: Keras and Sarvi open each other's, and agree.

    ./run_live_check.sh --networks [name ...]     in the live check's environment, or in one's own:
    python check_networks.py [name ...]

Each is saved by Keras with the weights of seeded_numbers.py. `sarvi predict` must give what Keras
predicts; `sarvi convert` writes it anew as .keras, and Keras must open that and predict the same. All of them take about twenty minutes, most of it Keras's compiler.
"""

import os
import pathlib
import sys
import tempfile

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np

import networks
from live_check import Different, compare, run
from make_network_goldens import inputs, set_weights

SARVI = pathlib.Path(__file__).parents[1] / "sarvi"
# Its tanh gets numbers of which float32 has few digits left; the goldens compare it in float64.
TOLERANCES = {"srgan-generator": 5e-2}


def predicted(model, arguments):
    argument = arguments if len(arguments) > 1 else arguments[0]
    return keras.tree.flatten(model.predict(argument, verbose=0))


def check(name, folder):
    model = networks.make(name)
    set_weights(model)
    arguments = inputs(networks.NETWORKS[name], model)
    expected = predicted(model, arguments)
    file, data, output = folder / "a.keras", folder / "input.npz", folder / "output.npz"
    model.save(file)
    names = [tensor._keras_history.operation.name for tensor in model.inputs]
    np.savez(data, **dict(zip(names, arguments, strict=True)))
    run(SARVI, "predict", file, data, "-o", output)
    found = np.load(output)
    tolerance = TOLERANCES.get(name, 1e-5)
    for key, wanted in zip(found.files, expected, strict=True):
        scale = np.abs(wanted).max()
        compare(f"prediction of {key}", wanted / scale, found[key] / scale, tolerance)
    copy = folder / "b.keras"
    run(SARVI, "convert", file, copy)
    again = predicted(keras.models.load_model(copy), arguments)
    for y, wanted in zip(again, expected, strict=True):
        compare("its copy in Keras", wanted, y, 1e-6)


def main():
    failed = 0
    for name in sys.argv[1:] or networks.NETWORKS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(name, pathlib.Path(folder))
                print(f"ok  {name}", flush=True)
            except Different as difference:
                failed += 1
                print(f"BAD {name}: {difference}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

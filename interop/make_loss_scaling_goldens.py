"""Makes the golden of LossScaleOptimizer: what it does with gradients that are finite, and not.

    pip install -r requirements.txt
    python make_loss_scaling_goldens.py

It writes keras/src/test/resources/goldens/training/loss_scaling.json:

config      initial_scale, dynamic_growth_steps, and the inner Adam's learning_rate
start       the variable's values
steps       for each step the gradient it is given (a word where it is not finite), and then the
            variable, the scale, the counter and the inner optimizer's iterations
"""

import os

# Not JAX, where this optimizer works only inside a function that is traced.
os.environ.setdefault("KERAS_BACKEND", "numpy")

import json
import pathlib

import keras
import numpy as np

FOLDER = pathlib.Path(__file__).parents[1] / "keras/src/test/resources/goldens/training"
CONFIG = {"initial_scale": 8.0, "dynamic_growth_steps": 2, "learning_rate": 0.125}
START = [0.5, -1.25, 2.0]
GRADIENTS = [
    [8.0, -4.0, 0.25],
    [1.0, float("inf"), 0.0],
    [4.0, 2.0, -6.0],
    [float("nan"), 1.0, 1.0],
    [3.0, 1.0, 5.0],
    [-7.0, 2.0, 0.5],
    [1.0, -2.0, 3.0],
    [1.0, 2.0, -3.0],
    [float("-inf"), 2.0, -3.0],
    [0.0, 2.0, -3.0],
]

optimizer = keras.optimizers.LossScaleOptimizer(
    keras.optimizers.Adam(CONFIG["learning_rate"]),
    initial_scale=CONFIG["initial_scale"],
    dynamic_growth_steps=CONFIG["dynamic_growth_steps"],
)
variable = keras.Variable(np.float32(START))
steps = []
for gradient in GRADIENTS:
    optimizer.apply([keras.ops.convert_to_tensor(np.float32(gradient))], [variable])
    steps.append(
        {
            "gradient": [g if np.isfinite(g) else str(g) for g in gradient],
            "variable": keras.ops.convert_to_numpy(variable).tolist(),
            "scale": float(optimizer.dynamic_scale),
            "counter": int(optimizer.step_counter),
            "iterations": int(optimizer.inner_optimizer.iterations),
        }
    )
lines = ",\n".join(json.dumps(step) for step in steps)
golden = json.dumps({"keras": keras.__version__, "config": CONFIG, "start": START})
(FOLDER / "loss_scaling.json").write_text(f'{golden[:-1]}, "steps": [\n{lines}\n]}}\n')

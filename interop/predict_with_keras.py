"""Opens a .keras and predicts: python predict_with_keras.py MODEL.keras X.npy Y.npy

For live_check.py, which runs it with an older Keras than its own.
"""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np

model, source, target = sys.argv[1:]
np.save(target, keras.saving.load_model(model).predict(np.load(source), verbose=0))

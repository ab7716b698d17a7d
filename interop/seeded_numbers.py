"""Numbers that Python and Java make alike, to the bit: a hash of where they stand.

SeededNumbers.java is the same in Java.
"""

import numpy as np

MASK = np.uint64(0xFFFFFFFF)


def uniform(stream, shape):
    """Multiples of 2^-23 in [-1, 1), row-major; exact in float32."""
    h = np.arange(np.prod(shape, dtype=np.int64), dtype=np.uint64) * np.uint64(0x9E3779B1)
    h = (h + np.uint64((stream + 1) * 0x85EBCA6B & 0xFFFFFFFF)) & MASK
    h ^= h >> np.uint64(16)
    h = h * np.uint64(0x7FEB352D) & MASK
    h ^= h >> np.uint64(15)
    h = h * np.uint64(0x846CA68B) & MASK
    h ^= h >> np.uint64(16)
    return ((h >> np.uint64(8)).astype(np.float64) / 2**23 - 1).reshape(shape)


def weight(index, name, shape):
    """The index-th weight of a network, float32, of a size that lets signals through.

    LayerScale's gamma has no name of its own in Keras: it is called variable.
    """
    u = uniform(index, shape)
    if name in ("gamma", "moving_variance", "variance") or name.startswith("variable"):
        value = 1 + 0.1 * u
    elif name == "alpha":
        value = 0.25 + 0.1 * u
    elif name.endswith("kernel"):
        inputs = shape[:-2] if name == "depthwise_kernel" else shape[:-1]
        value = u * np.sqrt(6 / np.prod(inputs, dtype=np.float64))
    else:
        value = u if name == "embeddings" else 0.1 * u
    return value.astype(np.float32)

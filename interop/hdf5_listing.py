"""Lists an HDF5 file as text: one line for each group, attribute and dataset.

The Java tests make the same listing with Sarvi's own reader and compare.
Floats of 16 bits are shown by their bits. Fields are separated by tabs: path, kind or type, shape, then the values. Of many values only the
first are shown, and the CRC-32 of all: of little-endian doubles, or of UTF-8 text with line ends.
"""

import zlib

import h5py
import numpy as np

TYPES = {
    "f4": "FLOAT32", "f8": "FLOAT64", "b1": "BOOL",
    "i1": "INT8", "i2": "INT16", "i4": "INT32", "i8": "INT64",
    "u1": "UINT8", "u2": "UINT16", "u4": "UINT32", "u8": "UINT64",
}  # fmt: skip


SHOWN = 10


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else value


def line(path, value, shape, dtype, bfloat16=False):
    array = np.zeros(0, dtype) if shape is None else np.asarray(value).ravel()
    if h5py.check_string_dtype(dtype) is not None:
        kind, values = "STRING", [text(v) for v in array.tolist()]
    elif bfloat16 or dtype.kind + str(dtype.itemsize) == "f2":
        kind = "BFLOAT16" if bfloat16 else "FLOAT16"
        values = array.astype("V2" if bfloat16 else "<f2").view("<u2").tolist()
    elif dtype.kind == "V" and dtype.names is None:
        kind, values = "OPAQUE", [array.tobytes().hex()]
    else:
        kind = TYPES.get(f"{dtype.kind}{dtype.itemsize}", "OTHER")
        values = [] if kind == "OTHER" else array.tolist()
    fields = [path, kind, "x".join(map(str, shape or []))]
    if len(values) > SHOWN:
        fields.append(f"crc32={checksum(values):08x}")
    return "\t".join(fields + [number(v) for v in values[:SHOWN]])


def checksum(values):
    if isinstance(values[0], str):
        return zlib.crc32("".join(v + "\n" for v in values).encode("utf-8"))
    return zlib.crc32(np.asarray(values, "<f8").tobytes())


def number(value):
    """Hexadecimal for floats: every bit is compared."""
    if isinstance(value, float) and np.isfinite(value):
        return value.hex()
    return str(int(value)) if isinstance(value, bool) else str(value)


def lines(node):
    yield f"{node.name}\t" + ("DATASET" if isinstance(node, h5py.Dataset) else "GROUP")
    for name in node.attrs:
        attribute = node.attrs.get_id(name)
        null = attribute.get_space().get_simple_extent_type() == h5py.h5s.NULL
        shape = None if null else attribute.shape
        yield line(f"{node.name}@{name}", node.attrs[name], shape, attribute.dtype)
    if isinstance(node, h5py.Dataset):
        value = None if node.shape is None else node[()]
        bfloat16 = node.dtype == "V2" and node.attrs.get("dtype") == "bfloat16"
        yield line(node.name, value, node.shape, node.dtype, bfloat16)
    else:
        for child in node.values():
            yield from lines(child)


def listing(path):
    """All lines of a file, sorted: the order of attributes is not the same everywhere."""
    with h5py.File(path, "r") as file:
        return sorted(lines(file))

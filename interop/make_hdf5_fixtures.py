"""Writes the HDF5 files, and their listings, that the tests of the module hdf5 read.

    python interop/make_hdf5_fixtures.py hdf5/src/test/resources/dev/sarvi/hdf5

needs h5py, numpy and ml_dtypes. Beside them stand real_weights-keras and real_legacy-keras: what
Keras 3.15.1 wrote for a small functional model as .weights.h5 and as .h5, and their listings. Files named refuse_* must be refused by our reader.
Nothing is random: only time stamps in newer files change from run to run.
"""

import gzip
import io
import pathlib
import sys

import h5py
import ml_dtypes
import numpy as np

from hdf5_listing import listing


def floats(*shape, dtype="f4"):
    count = int(np.prod(shape))
    return (np.arange(count) * 0.37 - 3).astype(dtype).reshape(shape)


def fill_keras_like(file):
    """Everything that Keras writes, and the corners of it."""
    variables = file.create_group("layers/dense/vars")
    variables["0"] = floats(4, 3)
    variables["1"] = np.arange(3).astype(ml_dtypes.bfloat16)
    variables["1"].attrs["dtype"] = "bfloat16"
    variables.attrs["name"] = "dense"
    file.create_group("vars")
    file["optimizer/vars/0"] = np.int64(17)
    file["optimizer/vars/1"] = np.float32(1e-3)
    weights = file.create_group("model_weights")
    weights.attrs["layer_names"] = np.asarray([b"conv", "h\u00e9".encode(), b"a_longer_name"])
    weights.attrs["weight_names"] = []
    weights.attrs["names"] = ["variable", "length", ""]
    weights.attrs["model_config"] = '{"class_name": "S\u00e9quential"}' + " " * 5000
    weights.attrs["empty"] = ""
    weights.attrs["number"] = 3
    weights.attrs["flag"] = True
    weights.attrs["nothing"] = h5py.Empty("f4")
    weights.attrs["matrix"] = floats(2, 3, dtype="f8")


def fill_types(file):
    for kind in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"):
        for order in "<>":
            name = f"{kind}{'le' if order == '<' else 'be'}"
            if kind[0] == "f":
                data = np.array([0, -0.0, 1, -1.5, 65504, 1e-7, np.inf, -np.inf, np.nan])
            else:
                limits = np.iinfo(kind)
                data = np.array(
                    [limits.min, 0, 1, limits.max // 2, min(limits.max, 2**63 - 1)], dtype=kind
                )
            file[name] = data.astype(order + kind)
    file["bool"] = np.array([True, False, True])
    file["fixed"] = np.array([b"a", b"bcd", b""])
    file["opaque"] = np.array([b"\x01\x02\x03", b"\x04\x05\x06"], dtype="V3")
    file["variable"] = ["one", "tw\u00f6", "", "three" * 100]
    file["scalar_text"] = "hello"
    file["null"] = h5py.Empty("i4")
    file["no_rows"] = floats(0, 3)
    file["compound"] = np.zeros(2, dtype=[("a", "f4"), ("b", "i4")])
    file.attrs["complex"] = 1 + 2j
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple((5,))
    dataset = h5py.h5d.create(file.id, b"compact", h5py.h5t.IEEE_F32LE, space, compact)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, floats(5))
    h5py.h5d.create(file.id, b"never_written", h5py.h5t.IEEE_F32LE, space)


def fill_chunks(file):
    """Every way to find chunks and every filter, with chunks that stick out at the edges."""
    none = {}
    deflate = {"compression": "gzip"}
    everything = {"compression": "gzip", "shuffle": True, "fletcher32": True}
    for name, filters in (("plain", none), ("deflate", deflate), ("all", everything)):
        group = file.create_group(name)
        group.create_dataset("one", data=floats(5, 7), chunks=(5, 7), **filters)
        group.create_dataset("vector", data=floats(65), chunks=(13,), **filters)
        group.create_dataset("cube", data=floats(5, 7, 3), chunks=(2, 3, 2), **filters)
        group.create_dataset("wide", data=floats(3, 5), chunks=(2, 2), maxshape=(9, 12), **filters)
        group.create_dataset(
            "grows", data=floats(4, 9), chunks=(2, 4), maxshape=(4, None), **filters
        )
        group.create_dataset(
            "grows_long", data=floats(300), chunks=(1,), maxshape=(None,), **filters
        )
        group.create_dataset(
            "grows_both", data=floats(9, 8), chunks=(2, 3), maxshape=(None, None), **filters
        )
    file.create_dataset("shuffle", data=floats(33, dtype="f8"), chunks=(8,), shuffle=True)
    file.create_dataset("fletcher32", data=np.arange(33, dtype="u1"), chunks=(11,), fletcher32=True)
    file.create_dataset("many", data=np.arange(1100, dtype="u1"), chunks=(1,))
    file.create_dataset(
        "tree", data=floats(30, 30, dtype="f2"), chunks=(1, 2), maxshape=(None, None)
    )
    part = file.create_dataset("partly_written", (20,), "f4", chunks=(4,), fillvalue=2.5)
    part[9:11] = 1
    early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)  # newer files then need no index
    early.set_chunk((3, 2))
    early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    space = h5py.h5s.create_simple((7, 5))
    dataset = h5py.h5d.create(file.id, b"early", h5py.h5t.IEEE_F32LE, space, early)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, floats(7, 5))
    file.create_dataset("empty", (0, 4), "f4", chunks=(2, 2), maxshape=(None, 4))


def fill_dense(file):
    """More children and attributes than fit in a header, and an attribute of more than 64 KB."""
    for i in range(40):
        file.create_group(f"few/child_{i}")
    value = file.create_dataset("value", data=np.uint8(7))
    many = file.create_group("many")
    for i in range(600):
        many[f"a_long_name_{i}"] = value
    for i in range(30):
        file["few"].attrs[f"attribute_{i}"] = i
    file["few"].attrs["middle"] = np.arange(700, dtype="i8")
    file.attrs["big"] = np.arange(70_000, dtype="i1")


def refuse_soft_link(file):
    file["data"] = floats(3)
    file["link"] = h5py.SoftLink("/data")


def refuse_external_link(file):
    file["link"] = h5py.ExternalLink("other.h5", "/data")


def refuse_external_data(file):
    file.create_dataset("data", (4,), "u1", external=[("/etc/passwd", 0, 4)])


def refuse_virtual(file):
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("other.h5", "data", (4,))
    file.create_virtual_dataset("data", layout)


def refuse_cycle(file):
    file.create_group("a/b")
    file["a/b/c"] = file["a"]


def refuse_named_type(file):
    file["type"] = np.dtype("f8")


def refuse_shape_bomb(file):
    file.create_dataset("data", (1 << 40,), "f4", chunks=(1 << 16,), compression="gzip")


def refuse_gzip_bomb(file):
    zeros = np.zeros(1 << 27, "u1")
    file.create_dataset("data", data=zeros, chunks=zeros.shape, compression="gzip")


def write(path, fill, version):
    """The file is kept compressed: most of it is empty space that the format reserves."""
    memory = io.BytesIO()
    with h5py.File(memory, "w", libver=version) as file:
        fill(file)
    path.write_bytes(gzip.compress(memory.getvalue(), mtime=0))
    print(f"{path.stat().st_size:8d} {path}")
    return memory


def main(folder):
    for fill, *versions in (
        (fill_keras_like, "earliest", "v108", "latest"),
        (fill_types, "earliest", "latest"),
        (fill_chunks, "earliest", "latest"),
        (fill_dense, "latest"),
    ):
        name = fill.__name__.replace("fill_", "")
        listings = set()
        for version in versions:
            file = write(folder / f"{name}-{version}.h5.gz", fill, version)
            listings.add("\n".join(listing(file)) + "\n")
        (text,) = listings
        (folder / f"{name}.txt").write_text(text, "utf-8")
    for name, fill in globals().items():
        if name.startswith("refuse_"):
            write(folder / f"{name}.h5.gz", fill, "earliest")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

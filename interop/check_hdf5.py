"""Lets the real HDF5 library judge files that Sarvi wrote.

    python interop/check_hdf5.py FILE.h5 ...

visits every group, reads every value and attribute, and opens each file for appending too. Where
FILE.txt stands beside FILE.h5 it must hold the listing that Sarvi made of what it wrote. The tests'
class dev.sarvi.hdf5.InteropFiles writes such pairs.
"""

import io
import pathlib
import sys

import h5py

from hdf5_listing import listing


def normalised(line):
    """Python and Java spell hexadecimal floats differently."""
    fields = line.split("\t")
    if fields[1] not in ("FLOAT32", "FLOAT64"):
        return line
    return "\t".join(
        fields[:3] + [f if "crc32" in f else float.fromhex(f).hex() for f in fields[3:]]
    )


def check(path):
    found = [normalised(line) for line in listing(path)]
    with h5py.File(io.BytesIO(path.read_bytes()), "r+") as file:
        file["appended_by_h5py"] = [1.0, 2.0]
        file.attrs["appended_by_h5py"] = "text"
    expected = path.with_suffix(".txt")
    if expected.exists():
        lines = sorted(normalised(line) for line in expected.read_text("utf-8").splitlines())
        for kind, difference in (
            ("missing", set(lines) - set(found)),
            ("extra", set(found) - set(lines)),
        ):
            for line in sorted(difference)[:10]:
                print(f"{path}: {kind}: {line}")
        if lines != sorted(found):
            return False
    print(f"{path}: {len(found)} lines as expected")
    return True


if __name__ == "__main__":
    results = [check(pathlib.Path(name)) for name in sys.argv[1:]]
    sys.exit(0 if results and all(results) else 1)

"""Makes the goldens of conversions to 16-bit floats: what NumPy and ml_dtypes round to.

    pip install -r requirements.txt
    python make_half_goldens.py

It writes core/src/test/resources/dev/sarvi/tensor/halves.txt: for each conversion its name and the
CRC-32 of all results, which are little-endian 16-bit words, a NaN being the format's quiet one. The
inputs are 2^20 floats, the k-th of the bits k * 0x9e3779b1 (mod 2^32), or doubles: sign and fraction
are those of the bits k * 0x9e3779b97f4a7c15 (mod 2^64), the exponent is -27 and the remainder of the
highest 12 bits by 44, so that halves and the middles between them are met.
"""

import pathlib
import zlib

import ml_dtypes
import numpy as np

FILE = pathlib.Path(__file__).parents[1] / "core/src/test/resources/dev/sarvi/tensor/halves.txt"
COUNT = np.arange(1 << 20, dtype=np.uint64)
FLOATS = (COUNT * np.uint64(0x9E3779B1)).astype(np.uint32).view(np.float32)
WIDE = COUNT * np.uint64(0x9E3779B97F4A7C15)
EXPONENT = np.uint64(1023 - 27) + (WIDE >> np.uint64(52)) % np.uint64(44)
DOUBLES = ((WIDE & np.uint64(0x800FFFFFFFFFFFFF)) | (EXPONENT << np.uint64(52))).view(np.float64)


def checksum(halves, quiet):
    bits = halves.view("<u2").copy()
    bits[np.isnan(halves)] = quiet
    return f"{zlib.crc32(bits.tobytes()):08x}"


def lines():
    with np.errstate(all="ignore"):
        yield "float16 of floats", checksum(FLOATS.astype(np.float16), 0x7E00)
        yield "float16 of doubles", checksum(DOUBLES.astype(np.float16), 0x7E00)
        yield "bfloat16 of floats", checksum(FLOATS.astype(ml_dtypes.bfloat16), 0x7FC0)
        every = np.arange(1 << 16, dtype=np.uint16)
        for name, dtype in (("float16", np.float16), ("bfloat16", ml_dtypes.bfloat16)):
            values = every.view(dtype).astype(np.float32)
            values[np.isnan(values)] = 0
            yield f"floats of {name}", f"{zlib.crc32(values.astype('<f4').tobytes()):08x}"


FILE.parent.mkdir(parents=True, exist_ok=True)
FILE.write_text("".join(f"{name}\t{crc}\n" for name, crc in lines()), "utf-8")

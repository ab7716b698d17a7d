"""Makes core/src/test/resources/dev/sarvi/kernel/functions.txt: elementary functions in double
precision, from mpmath.

    pip install mpmath
    python make_function_goldens.py

Each line has the function, x, f(x) rounded to a double, and what that rounding left over, in units
of the last place.
"""

import math
import pathlib
import random

import mpmath

OUTPUT = (
    pathlib.Path(__file__).parents[1] / "core/src/test/resources/dev/sarvi/kernel/functions.txt"
)

FUNCTIONS = {
    "exp": mpmath.exp,
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "tanh": mpmath.tanh,
    "erf": mpmath.erf,
    "erfc": mpmath.erfc,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
}


def arguments(generator):
    """Every magnitude, most of all those at which something happens, with both signs."""
    exponents = [*range(-1074, 1024, 48), *range(-60, -20, 5), *(3 * [*range(-20, 11)])]
    sizes = [math.ldexp(1 + generator.random(), e) for e in exponents]
    for low, high in [(700, 710), (0.5, 0.6), (0.9, 1), (5, 7)]:
        sizes += [generator.uniform(low, high) for _ in range(9)]
    yield from sizes
    yield from (-size for size in sizes)
    yield from (generator.uniform(-746, -708) for _ in range(20))
    yield from (1 + generator.uniform(-1, 1) * 2.0**-e for e in range(1, 50))
    yield from (-1 + generator.random() * 2.0**-e for e in range(1, 50))
    yield from (generator.uniform(0.4, 27.3) for _ in range(50))


def line(name, x):
    """The golden, or None where there is no finite result."""
    if x <= {"log": 0, "log1p": -1}.get(name, -math.inf):
        return None
    if x > {"exp": 709.7, "expm1": 709.7}.get(name, math.inf):
        return None
    if name in ("sin", "cos") and abs(x) > 2.0**40:
        return None
    # mpmath's erfc fails beyond.
    exact = FUNCTIONS[name](mpmath.mpf(min(max(x, -1e6), 1e6) if name == "erfc" else x))
    rounded = float(exact)
    rest = (exact - mpmath.mpf(rounded)) / mpmath.mpf(math.ulp(rounded))
    return f"{name} {x.hex()} {rounded.hex()} {float(rest):.3f}"


def main():
    mpmath.mp.prec = 2300  # enough for erf, erfc and expm1 of the smallest numbers
    lines = [line(name, x) for name in FUNCTIONS for x in arguments(random.Random(7))]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text("\n".join(filter(None, lines)) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()

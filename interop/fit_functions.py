"""Fits the polynomials behind exp, expm1, log, log1p, tanh, erf, erfc, sin and cos.

    pip install mpmath
    python fit_functions.py
    mvn spotless:apply -pl core

writes core's kernel/CoefficientsOfFloat.java and CoefficientsOfDouble.java (half a minute). The
algorithms that use them are in kernel/FloatFunctions.java.

Each polynomial is fitted for the smallest relative error of the result it is used for. Coefficients
are rounded to the target precision one by one, lowest power first; after each, those still free are
fitted again, so that they make up for it. The error that is left stands in the comment of each.
"""

import pathlib
from collections.abc import Callable
from dataclasses import dataclass

import mpmath
from mpmath import mp, mpf

mp.prec = 300


KERNEL = pathlib.Path(__file__).parents[1] / "core/src/main/java/dev/sarvi/kernel"

# Where FloatFunctions changes from one form to the other.
TANH_SEAM = "0.55"
ERF_SEAM = "0.95"
ERFC_SEAM = "0.47"

# A little more than a quarter of pi: the number of quarter turns is rounded twice.
SIN_END = "0.8"


@dataclass(frozen=True)
class Precision:
    """What differs between float and double; names and degrees as in Approximation."""

    name: str
    bits: int
    exponent_bits: int
    exp_low: int
    exp_high: int
    erfc_end: int
    erfc_center: int
    sin_end: int
    degrees: dict


PRECISIONS = [
    Precision(
        "Float",
        24,
        9,
        exp_low=-104,
        exp_high=89,
        erfc_end=11,
        erfc_center=1,
        sin_end=2**17,
        degrees={
            "expTail": 4,
            "expm1Tail": 5,
            "logTail": 3,
            "tanhTail": 4,
            "erfTail": 6,
            "scaledErfcByQuotient": 10,
            "sinTail": 3,
            "cosTail": 2,
        },
    ),
    Precision(
        "Double",
        53,
        12,
        exp_low=-746,
        exp_high=710,
        erfc_end=28,
        erfc_center=2,
        sin_end=2**40,
        degrees={
            "expTail": 9,
            "expm1Tail": 10,
            "logTail": 6,
            "tanhTail": 10,
            "erfTail": 11,
            "scaledErfcByQuotient": 22,
            "sinTail": 6,
            "cosTail": 6,
        },
    ),
]


@dataclass(frozen=True)
class Approximation:
    """A polynomial of a degree on an interval, for a function; an error of the polynomial, times
    the weight, is a relative error of the result."""

    name: str
    argument: str
    formula: str
    function: Callable
    weight: Callable
    low: mpf
    high: mpf
    degree: int


def least_squares(f, w, powers, low, high):
    """The coefficients of these powers, fitted at Chebyshev's points: there the smallest sum of
    squares is within a factor of two of the smallest maximum."""
    size = 8 * len(powers) + 16
    grid = [
        (low + high) / 2 - (high - low) / 2 * mpmath.cos(mp.pi * (i + mpf(1) / 2) / size)
        for i in range(size)
    ]
    basis = mpmath.matrix([[w(x) * x**power for power in powers] for x in grid])
    values = mpmath.matrix([w(x) * f(x) for x in grid])
    return mpmath.lu_solve(basis.T * basis, basis.T * values)


def rounded(x, bits):
    """The nearest number of so many bits."""
    with mpmath.workprec(bits):
        return +mpf(x)


def fit(approximation, bits):
    """The rounded coefficients and the largest relative error left, in units of 2^-bits."""
    a = approximation
    fixed = []

    def rest(x):
        return a.function(x) - sum(c * x**i for i, c in enumerate(fixed))

    for power in range(a.degree + 1):
        free = range(power, a.degree + 1)
        fixed.append(rounded(least_squares(rest, a.weight, free, a.low, a.high)[0], bits))
    grid = [a.low + (a.high - a.low) * i / 2000 for i in range(2001)]
    return fixed, max(abs(rest(x) * a.weight(x)) for x in grid) * 2**bits


def approximations(precision):
    """The polynomials that a precision needs."""
    tiny = mpf(2) ** -40
    half_ln2 = mpmath.log(2) / 2 * mpf("1.0001")
    degrees = precision.degrees
    center = precision.erfc_center

    def exp_tail(r):
        return mpf(1) / 2 if abs(r) < tiny else (mpmath.expm1(r) - r) / r**2

    def scaled_erfc(q):
        x = center * (1 + q) / (1 - q)
        return (x + center) * mpmath.exp(x * x) * mpmath.erfc(x)

    return [
        Approximation(
            "expTail",
            "r",
            "(e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, for e^r",
            exp_tail,
            lambda r: r**2 / mpmath.exp(r),
            -half_ln2,
            half_ln2,
            degrees["expTail"],
        ),
        Approximation(
            "expm1Tail",
            "r",
            "(e^r - 1 - r) / r^2 for |r| <= ln 2 / 2, for e^r - 1",
            exp_tail,
            lambda r: abs(r) if abs(r) < tiny else abs(r**2 / mpmath.expm1(r)),
            -half_ln2,
            half_ln2,
            degrees["expm1Tail"],
        ),
        Approximation(
            "logTail",
            "z",
            "(2 artanh(s) - 2 s) / (s z) where z = s^2 for |s| <= (sqrt(2) - 1)^2",
            lambda z: (
                mpf(2) / 3
                if z < tiny
                else (mpmath.atanh(mpmath.sqrt(z)) / mpmath.sqrt(z) - 1) * 2 / z
            ),
            lambda z: z / 2 + tiny,
            mpf(0),
            (mpmath.sqrt(2) - 1) ** 4 * mpf("1.0001"),
            degrees["logTail"],
        ),
        Approximation(
            "tanhTail",
            "z",
            f"(tanh(x) - x) / (x z) where z = x^2 for |x| <= {TANH_SEAM}",
            lambda z: (
                -mpf(1) / 3 if z < tiny else (mpmath.tanh(mpmath.sqrt(z)) / mpmath.sqrt(z) - 1) / z
            ),
            lambda z: z + tiny if z < tiny else z * mpmath.sqrt(z) / mpmath.tanh(mpmath.sqrt(z)),
            mpf(0),
            mpf(TANH_SEAM) ** 2,
            degrees["tanhTail"],
        ),
        Approximation(
            "erfTail",
            "z",
            f"erf(x) / x - 1 where z = x^2 for |x| <= {ERF_SEAM}",
            lambda z: (
                2 / mpmath.sqrt(mp.pi) - 1
                if z < tiny
                else mpmath.erf(mpmath.sqrt(z)) / mpmath.sqrt(z) - 1
            ),
            lambda z: mpf(1) if z < tiny else mpmath.sqrt(z) / mpmath.erf(mpmath.sqrt(z)),
            mpf(0),
            mpf(ERF_SEAM) ** 2,
            degrees["erfTail"],
        ),
        Approximation(
            "scaledErfcByQuotient",
            "q",
            f"(x + {center}) e^(x^2) erfc(x) where q = (x - {center}) / (x + {center})"
            f" for x from {ERFC_SEAM} to {precision.erfc_end}",
            scaled_erfc,
            lambda q: 1 / scaled_erfc(q),
            (mpf(ERFC_SEAM) - center) / (mpf(ERFC_SEAM) + center),
            mpf(precision.erfc_end - center) / (precision.erfc_end + center),
            degrees["scaledErfcByQuotient"],
        ),
        Approximation(
            "sinTail",
            "z",
            f"(sin(x) - x) / (x z) where z = x^2 for |x| <= {SIN_END}",
            lambda z: (
                -mpf(1) / 6 if z < tiny else (mpmath.sin(mpmath.sqrt(z)) / mpmath.sqrt(z) - 1) / z
            ),
            lambda z: z + tiny if z < tiny else z * mpmath.sqrt(z) / mpmath.sin(mpmath.sqrt(z)),
            mpf(0),
            mpf(SIN_END) ** 2,
            degrees["sinTail"],
        ),
        Approximation(
            "cosTail",
            "z",
            f"(cos(x) - 1 + z / 2) / z^2 where z = x^2 for |x| <= {SIN_END}",
            lambda z: mpf(1) / 24 if z < tiny else (mpmath.cos(mpmath.sqrt(z)) - 1 + z / 2) / z**2,
            lambda z: z**2 / mpmath.cos(mpmath.sqrt(z)) + tiny**2,
            mpf(0),
            mpf(SIN_END) ** 2,
            degrees["cosTail"],
        ),
    ]


def constants(precision):
    """Name, comment and value of the numbers that are not polynomials."""
    bits = precision.bits
    ln2 = mpmath.log(2)
    # Few enough bits for an exact product with every exponent.
    high = rounded(ln2, bits - precision.exponent_bits)
    half_pi = []
    for _ in range(3):
        half_pi.append(rounded(mp.pi / 2 - sum(half_pi), bits))
    return [
        ("LOWEST_OF_EXP", "Below it the exponential is 0.", mpf(precision.exp_low)),
        ("HIGHEST_OF_EXP", "Above it the exponential is infinite.", mpf(precision.exp_high)),
        ("INVERSE_LN2", "{@code 1 / ln 2}.", rounded(1 / ln2, bits)),
        ("LN2_HIGH", "ln 2 in so few bits that its product with an exponent is exact.", high),
        ("LN2_LOW", "What ln 2 has more.", rounded(ln2 - high, bits)),
        ("END_OF_ERFC", "From here on erfc is 0.", mpf(precision.erfc_end)),
        ("CENTER_OF_ERFC", "Where erfc's quotient is 0.", mpf(precision.erfc_center)),
        ("END_OF_SIN", "Beyond it there are no sines.", mpf(precision.sin_end)),
        ("TWO_OVER_PI", "{@code 2 / π}.", rounded(2 / mp.pi, bits)),
        ("HALF_PI_HIGH", "{@code π / 2}, rounded.", half_pi[0]),
        ("HALF_PI_MIDDLE", "What π / 2 has more.", half_pi[1]),
        ("HALF_PI_LOW", "What it has more than both.", half_pi[2]),
    ]


def literal(x, precision):
    """The shortest decimal number that is read as x."""
    for digits in range(1, 20):
        text = mpmath.nstr(x, digits, min_fixed=-3, max_fixed=5)
        if rounded(mpf(text), precision.bits) == x:
            return text.removesuffix(".0") + ("f" if precision.name == "Float" else "d")
    raise ValueError(f"Expected a number of {precision.bits} bits. Received: {x}")


def constant_source(name, comment, value, precision):
    """A constant."""
    lane = precision.name.lower()
    return f"/** {comment} */ static final {lane} {name} = {literal(value, precision)};"


def polynomial_source(a, precision):
    """A polynomial in Horner's form."""
    coefficients, error = fit(a, precision.bits)
    lane = precision.name.lower()
    numbers = [f"all({literal(c, precision)})" for c in reversed(coefficients)]
    steps = [f"p = fma(p, {a.argument}, {c});" for c in numbers[1:-1]]
    unit = f"2<sup>-{precision.bits}</sup>"
    return f"""
  /** {{@code {a.formula}}}; degree {a.degree}, error {mpmath.nstr(error, 2)} · {unit}. */
  static {lane} {a.name}({lane} {a.argument}) {{
    {lane} p = {numbers[0]};
    {" ".join(steps)}
    return fma(p, {a.argument}, {numbers[-1]});
  }}"""


def class_source(precision):
    """The whole class."""
    name = precision.name
    members = [constant_source(*c, precision) for c in constants(precision)]
    members += [polynomial_source(a, precision) for a in approximations(precision)]
    return f"""package dev.sarvi.kernel;

import static dev.sarvi.kernel.{name}Lanes.*;

/**
 * The numbers of {{@code {name}Functions}}, made by interop/fit_functions.py. Errors are relative to
 * the function's result.
 */
final class CoefficientsOf{name} {{
  private CoefficientsOf{name}() {{}}

  {chr(10).join(members)}
}}
"""


def main():
    for precision in PRECISIONS:
        file = KERNEL / f"CoefficientsOf{precision.name}.java"
        file.write_text(class_source(precision), encoding="utf-8")


if __name__ == "__main__":
    main()

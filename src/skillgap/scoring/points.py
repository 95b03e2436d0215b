"""Weights and credits → points, in whole numbers: exact, in any order, on every machine.

A role is worth 10,000 cents (100.00 points). Credits and factors are ten-thousandths. A row is worth
cents × credit × (ONE, or the soft factor) × gate factor, all integers below 2^63; only the last step rounds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ONE = 10_000
ROLE_CENTS = 10_000
UNIT = ONE * ONE * ONE
"""The size of a cent in the sums of `totals`."""


def whole(share: float) -> int:
    """Return a share as ten-thousandths."""
    return round(share * ONE)


def split_cents(weights: Sequence[float]) -> list[int]:
    """Split a role's cents by weight, largest remainders first, ties to the first; equal parts if all weights are 0."""
    weight_sum = math.fsum(weights)  # `sum` rounds otherwise before Python 3.12, and scores must not
    if weight_sum <= 0:
        weights, weight_sum = [1.0] * len(weights), float(len(weights))
    exact = [weight / weight_sum * ROLE_CENTS for weight in weights]
    parts = [int(value) for value in exact]
    # Nine digits: two weights that are equal on paper must not be told apart by the last bit of a float.
    order = sorted(range(len(parts)), key=lambda i: (-round(exact[i] - parts[i], 9), i))
    for i in order[: ROLE_CENTS - sum(parts)]:
        parts[i] += 1
    return parts


def soft_factors(hard: Ints, hard_possible: Ints, needs: int) -> Ints:
    """Return how much soft points count: in full from `needs` of the hard points on, in proportion below."""
    full = hard_possible * needs
    with_hard = np.minimum(ONE, hard * ONE // np.maximum(full // ONE, 1))
    return np.where(hard_possible > 0, with_hard, ONE)


def mean_of_best(credits: Ints, count: int) -> Ints:
    """Return the mean of the best `count` credits of each row, rounded down; what is missing counts as nothing."""
    best = np.sort(credits, axis=-1)[..., -count:]
    return np.asarray(best.sum(axis=-1) // count, dtype=np.int64)


def totals(hard: Ints, soft: Ints, factors: Ints, gates: Ints) -> Ints:
    """Return the exact worth of roles in units of 1/UNIT cent."""
    return np.asarray((hard * ONE + soft * factors) * gates, dtype=np.int64)


def cents_of(worth: Ints) -> Ints:
    """Round exact worth to cents, half up."""
    return np.asarray((worth + UNIT // 2) // UNIT, dtype=np.int64)


def row_cents(worths: Ints, cents: int) -> list[int]:
    """Round rows to cents so that they add up to `cents`, the rounded sum: largest remainders up, ties to the first.

    Only rows with a remainder are rounded up: there are always at least as many of them as cents missing.
    """
    rows, rests = np.divmod(worths, UNIT)
    missing = cents - int(rows.sum())
    if missing:
        rows[np.argsort(-rests, kind="stable")[:missing]] += 1
    found: list[int] = rows.tolist()
    return found

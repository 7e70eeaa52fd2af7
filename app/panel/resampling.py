"""Draws with replacement, the same for the same seed on every machine and with every version of the library."""

from itertools import pairwise

import numpy as np
from numpy.random import PCG64

from app.panel.table import Flags, Floats, Frame, Integers

_ONE_THREAD = 250_000


def uniform(seed: int, draws: int, size: int) -> Floats:
    """Return draws × size numbers in [0, 1[; `seed` is 0 or more.

    Made of the raw bits of PCG64, the one stream that the library promises never to change.
    """
    bits = PCG64(seed).random_raw(draws * size)
    numbers: Floats = (bits >> np.uint64(11)).astype(float).reshape(draws, size) * 2.0**-53
    return numbers


def counts(picked: Integers, size: int) -> Floats:
    """Return how often each of `size` things was picked, in each draw: draws × size."""
    draws = len(picked)
    places = picked + size * np.arange(draws)[:, None]
    return np.bincount(places.reshape(-1), minlength=draws * size).reshape(draws, size).astype(float)


def product(left: Floats, right: Floats) -> Floats:
    """Return the product of two matrices, in slices that the library multiplies without starting threads.

    For products of this size, threads cost more than they bring, above all when other requests hold the cores.
    """
    lines = max(1, _ONE_THREAD // max(1, right.size))
    found = np.empty((left.shape[0], right.shape[1]))
    for start in range(0, len(left), lines):
        np.matmul(left[start : start + lines], right, out=found[start : start + lines])
    return found


def drawn_totals(values: Floats, frame: Frame, seed: int, size: int) -> Floats:
    """Return the total of each candidate in each of `size` draws of raters and, within each competency, of questions.

    `values` is candidates × raters × cells of the frame, 0 where there is none. NaN where a draw leaves no rating.

    The draws that have the same raters share the means of the raters, and are scored together; totals come in the
    order of those panels.
    """
    raters, questions = _draws(values.shape[1], frame, uniform(seed, size, values.shape[1] + len(frame.cells)))
    panels, panel_of = np.unique(raters, axis=0, return_inverse=True)
    questions = questions[np.argsort(panel_of, kind="stable")]
    ends = np.cumsum(np.bincount(panel_of, minlength=len(panels)))
    means, seen = _means(values, panels)
    gaps = seen.sum(axis=2) < seen.shape[2]
    patchy = gaps.any(axis=1).tolist()
    plain = _plain_weights(frame, questions)
    totals = np.empty((size, len(values)))
    for panel, (start, end) in enumerate(pairwise([0, *ends.tolist()])):
        totals[start:end] = plain[start:end] @ means[panel].T
        if patchy[panel]:
            rows = gaps[panel]
            flags = seen[panel, rows, None].astype(float)
            totals[start:end, rows] = frame.totals(means[panel, rows, None], flags, questions[start:end]).T
    return np.ascontiguousarray(totals.T)


def _draws(raters: int, frame: Frame, numbers: Floats) -> tuple[Floats, Floats]:
    """Return how often each rater is drawn, and the share of each question, in each draw."""
    panel = counts((numbers[:, :raters] * raters).astype(np.int64), raters)
    sizes = frame.member.sum(axis=0)
    size, start = frame.member @ sizes, frame.member @ (np.cumsum(sizes) - sizes)
    picked = (start + np.floor(numbers[:, raters:] * size)).astype(np.int64)
    return panel, counts(picked, len(frame.cells)) * frame.shares


def _means(values: Floats, panels: Floats) -> tuple[Floats, Flags]:
    """Return the mean of each question for each panel drawn, and whether there is one: panels × candidates × cells."""
    lines = values.transpose(1, 0, 2).reshape(values.shape[1], -1)
    number = product(panels, (lines > 0).astype(float))
    means = np.divide(product(panels, lines), number, out=np.zeros_like(number), where=number > 0)
    shape = (len(panels), values.shape[0], values.shape[2])
    return means.reshape(shape), (number > 0).reshape(shape)


def _plain_weights(frame: Frame, questions: Floats) -> Floats:
    """Return what each question counts for in each draw when it was rated like all the others."""
    per_share = frame.weights / (questions @ frame.member) / frame.weights.sum()
    weights: Floats = questions * (per_share @ frame.member.T)
    return weights

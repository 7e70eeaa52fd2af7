"""Taking the time, and saying it."""

import time
from collections.abc import Callable
from statistics import median

ROUNDS = 5

Table = Callable[..., None]


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes, once."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def usual(act: Callable[[], object]) -> float:
    """Return how long `act` takes as a rule: the median of a few rounds, after one to warm up."""
    act()
    return median(seconds(act) for _ in range(ROUNDS))


def ms(time_taken: float) -> str:
    """Return seconds as milliseconds, in words."""
    return f"{time_taken * 1000:.1f} ms" if time_taken < 0.1 else f"{time_taken * 1000:.0f} ms"

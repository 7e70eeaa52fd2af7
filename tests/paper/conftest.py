"""One press for all the paper tests that do not need their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.paper.assets import Assets
from app.paper.order import Limits
from app.paper.press import Press

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


PressMaker = Callable[..., Press]


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The fonts of the house and the style sheet of the samples."""
    return Assets.read(ROOT / "app" / "static" / "fonts", HERE / "documents")


@pytest.fixture(scope="session")
def press(assets: Assets, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A press with ordinary limits."""
    press = Press(assets, tmp_path_factory.mktemp("kept"))
    yield press
    press.close()


@pytest.fixture
def new_press(assets: Assets, tmp_path: Path) -> Iterator[PressMaker]:
    """Makes presses of one's own, in `tmp_path` unless told: `new_press(limits=…, processes=…)`."""
    made: list[Press] = []

    def make(folder: Path = tmp_path, processes: int = 1, shelf_bytes: int = 10**8, **limits: float) -> Press:
        made.append(Press(assets, folder, processes, shelf_bytes, Limits(**limits)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for press in made:
        press.close()

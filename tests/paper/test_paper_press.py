"""The press: same bytes, kept documents, processes that die, stick or grow old."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import paper_samples
import pytest

from app.paper.assets import Assets
from app.paper.order import Busy, Order, TooHeavy
from app.paper.press import Press

PressMaker = Callable[..., Press]

SMALL = Order(paper_samples.page("<p>Bonjour</p>"))
SLOW = Order(paper_samples.kit(30))


def other(number: int) -> Order:
    return Order(paper_samples.page(f"<p>Document {number}</p>"))


def test_the_same_html_gives_the_same_bytes_in_two_processes(new_press: PressMaker, tmp_path: Path) -> None:
    for html in (paper_samples.scorecard(), paper_samples.kit(3, fields=True)):
        one = new_press(tmp_path / "one").printed(Order(html))
        two = new_press(tmp_path / "two").printed(Order(html))
        assert one == two
        assert one.pages > 1
        assert one.remarks == ()


def test_a_printed_document_is_kept_across_presses(new_press: PressMaker) -> None:
    first = new_press()
    printed = first.printed(SMALL)
    second = new_press()
    assert second.printed(SMALL) == printed
    assert second.pids == ()


def test_a_key_stands_for_the_document(new_press: PressMaker) -> None:
    press = new_press()
    assert press.kept("kit 1 fr") is None
    printed = press.printed(SMALL, key="kit 1 fr")
    assert press.kept("kit 1 fr") == printed
    assert press.printed(other(2), key="kit 1 fr") == printed
    assert press.kept("kit 1 en") is None


def test_other_assets_are_another_document(new_press: PressMaker, assets: Assets, tmp_path: Path) -> None:
    new_press().printed(SMALL, key="k")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "more.css").write_text("p { color: red }")
    changed = Press(Assets.read(*assets.folders, tmp_path / "more"), tmp_path)
    assert changed.kept("k") is None
    changed.close()


def test_a_kept_document_comes_in_milliseconds(new_press: PressMaker) -> None:
    press = new_press()
    press.printed(Order(paper_samples.kit()), key="kit")
    start = time.perf_counter()
    assert press.kept("kit")
    assert time.perf_counter() - start < 0.05


@pytest.mark.parametrize("damage", [b"", b"x", b"paper 1\n" + b"x" * 100])
def test_a_damaged_copy_is_printed_again(new_press: PressMaker, tmp_path: Path, damage: bytes) -> None:
    press = new_press()
    printed = press.printed(SMALL)
    (copy,) = tmp_path.glob("*.kept")
    copy.write_bytes(damage)
    assert press.printed(SMALL) == printed
    assert copy.read_bytes().endswith(printed.data)


def test_the_longest_unused_leaves_first(new_press: PressMaker) -> None:
    size = len(new_press().printed(other(0)).data)
    press = new_press(shelf_bytes=round(size * 2.9))
    for number, key in enumerate("ab", start=1):
        press.printed(other(number), key=key)
    assert press.kept("a")
    press.printed(other(3), key="c")
    assert [key for key in "abc" if press.kept(key)] == ["a", "c"]


def test_a_lost_folder_does_not_stop_printing(new_press: PressMaker, tmp_path: Path) -> None:
    press = new_press(tmp_path / "gone")
    press.printed(SMALL)
    shutil.rmtree(tmp_path / "gone")
    assert press.printed(other(1)).data


def test_a_process_killed_in_the_middle_is_replaced(new_press: PressMaker) -> None:
    press = new_press()
    press.printed(SMALL)
    (pid,) = press.pids
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
    with pytest.raises(TooHeavy):
        press.printed(SLOW)
    assert press.printed(other(1)).pages == 1
    assert press.pids != (pid,)


def test_a_process_that_died_idle_is_replaced_silently(new_press: PressMaker) -> None:
    press = new_press()
    press.printed(SMALL)
    os.kill(press.pids[0], signal.SIGKILL)
    time.sleep(0.1)
    assert press.printed(other(1)).pages == 1


def test_a_stuck_process_is_replaced(new_press: PressMaker) -> None:
    press = new_press(wall_seconds=2)
    press.printed(SMALL)
    (pid,) = press.pids
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(TooHeavy, match="time"):
        press.printed(other(1))
    assert press.printed(other(1)).pages == 1
    assert press.pids != (pid,)


def test_an_old_process_retires(new_press: PressMaker) -> None:
    press = new_press(renders=2)
    seen: list[int] = []
    for number in range(4):
        press.printed(other(number))
        seen += press.pids
    assert seen[0] != seen[1] == seen[2] != seen[3]


def test_a_process_reads_nothing_of_our_environment(new_press: PressMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    press = new_press()
    press.printed(SMALL)
    assert b"SECRET_KEY" not in Path(f"/proc/{press.pids[0]}/environ").read_bytes()


def test_threads_share_the_processes(new_press: PressMaker) -> None:
    press = new_press(processes=2)
    with ThreadPoolExecutor(6) as threads:
        results = list(threads.map(press.printed, [other(number % 4) for number in range(12)]))
    assert [result.data for result in results[:4]] == [result.data for result in results[4:8]]
    assert len(press.pids) == 2


def test_a_queue_that_does_not_move_is_busy(new_press: PressMaker) -> None:
    press = new_press(queue_seconds=0.05)
    press.warm()
    with ThreadPoolExecutor(1) as thread:
        slow = thread.submit(press.printed, SLOW)
        time.sleep(0.2)
        with pytest.raises(Busy):
            press.printed(SMALL)
        assert slow.result().pages > 20


def test_closing_ends_the_processes(new_press: PressMaker) -> None:
    press = new_press()
    press.printed(SMALL)
    (pid,) = press.pids
    press.close()
    assert not Path(f"/proc/{pid}").exists()
    assert press.pids == ()


def test_a_process_ends_with_its_press(new_press: PressMaker) -> None:
    press = new_press()
    press.printed(SMALL)
    (pid,) = press.pids
    press._hands[0]._socket.close()
    assert os.waitpid(pid, 0)[1] == 0


def test_a_rendering_process_stays_small(press: Press) -> None:
    press.printed(Order(paper_samples.kit(14, fields=True)))
    status = Path(f"/proc/{press.pids[0]}/status").read_text()
    (peak,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    assert peak < 180_000

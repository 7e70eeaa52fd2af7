"""A rendering process: `python -m app.paper.worker BYTES FOLDER…`, its memory and the folders of the assets.

Says {"ready": true} once loaded, then reads jobs on standard input, one message each (see `wire`), and
answers on standard output, in order:
{"do": "print", "cpu_seconds": n} with HTML → {"pages": n, "remarks": […]} with the PDF;
{"do": "stamp", "stamp": {…}, "cpu_seconds": n} with a PDF printed here → {} with its copy;
{"do": "read", "cpu_seconds": n} with a filled PDF → {"fields": {…}};
in case of refusal {"error": class, "code": …, "detail": …}. A job that uses `cpu_seconds` kills the process.
"""

import gc
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from app.paper.assets import Assets
from app.paper.fields import filled_fields
from app.paper.order import PaperError, Stamp, TooHeavy
from app.paper.wire import packed, read

Job = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]

WARM_UP = '<html lang="fr"><title>-</title><p style="font-family: Inter">-<input name="a" title="a">'


def main(memory_bytes: str, *folders: str) -> None:
    """Get ready, then serve until standard input ends."""
    source, target = sys.stdin.buffer, _private_output()
    jobs = _jobs(Assets.read(*map(Path, folders)))
    tempfile.gettempdir()  # Found by writing, which the limits below forbid.
    _limit(resource.RLIMIT_AS, int(memory_bytes))
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    gc.collect()
    gc.freeze()
    gc.disable()  # It is called between two orders, once the answer is out.
    try:
        target.write(packed({"ready": True}))
        target.flush()
        _serve(source, target, jobs)
    except (EOFError, BrokenPipeError, ConnectionError):
        return


def _jobs(assets: Assets) -> dict[str, Job]:
    from app.paper.render import Renderer  # Here, so that what it loads does not count as one job.

    renderer = Renderer(assets)
    renderer.printed(WARM_UP)

    def print_(_: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        printed = renderer.printed(body.decode("utf-8", "replace"))
        return {"pages": printed.pages, "remarks": printed.remarks}, printed.data

    def stamp(header: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        return {}, renderer.stamped(body, Stamp(**header["stamp"]))

    return {"print": print_, "stamp": stamp, "read": lambda _, body: ({"fields": filled_fields(body)}, b"")}


def _serve(source: IO[bytes], target: IO[bytes], jobs: dict[str, Job]) -> None:
    while True:
        header, body = read(lambda size: _exactly(source, size))
        _allow_processor_time(header["cpu_seconds"])
        target.write(packed(*_answer(jobs[header["do"]], header, body)))
        target.flush()
        gc.collect()


def _answer(job: Job, header: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        return job(header, body)
    except MemoryError:
        error: PaperError = TooHeavy("memory")
    except PaperError as refusal:
        error = refusal
    return {"error": type(error).__name__, "code": error.code, "detail": error.detail}, b""


def _allow_processor_time(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def _limit(what: int, value: int) -> None:
    resource.setrlimit(what, (value, value))


def _private_output() -> IO[bytes]:
    """Standard output for answers alone: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _exactly(source: IO[bytes], size: int) -> bytes:
    data = source.read(size)
    if len(data) < size:
        raise EOFError
    return data


if __name__ == "__main__":
    main(*sys.argv[1:])

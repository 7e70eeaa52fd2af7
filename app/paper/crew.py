"""A rendering process seen from outside: started when needed, watched at work, replaced when it fails."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from app.paper.order import ERRORS, Limits, TooHeavy
from app.paper.wire import packed, read

APP = Path(__file__).parents[1]
# As `python -m app.paper.worker`, without running app/__init__.py: that would load the whole site.
START = """
import sys, types
sys.modules["app"] = app = types.ModuleType("app")
app.__path__ = [sys.argv[1]]
from app.paper.worker import main
main(*sys.argv[2:])
"""
START_SECONDS = 60.0
# GLib aborts when it gets no memory; the kernel kills when the machine has none left.
CODES = {
    signal.SIGXCPU: "cpu",
    signal.SIGKILL: "memory",
    signal.SIGABRT: "memory",
    signal.SIGTRAP: "memory",
}


class Hand:
    """A rendering process for the assets in `folders` and the fonts of `settings`. One job at a time."""

    def __init__(self, folders: tuple[Path, ...], settings: Path, limits: Limits) -> None:
        self._limits = limits
        self._command = [sys.executable, "-c", START, str(APP), str(limits.memory_bytes)]
        self._command += map(str, folders)
        # Nothing of our own environment: a document has no business with our secrets.
        self._environment = {
            "PATH": os.defpath,
            "FONTCONFIG_FILE": str(settings),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "MALLOC_ARENA_MAX": "1",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def start(self) -> None:
        """Start the process if it is not alive; it gets ready by itself, meanwhile."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                self._command,
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                env=self._environment,
                cwd="/",
            )
        self._socket = ours
        self._ready = False
        self._served = 0

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._socket.close()
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def pid(self) -> int | None:
        """The number of the process, if there is one."""
        return self._process.pid if self._process else None

    def asked(self, what: str, body: bytes, **told: Any) -> tuple[dict[str, Any], bytes]:
        """The answer to one job, which is `told` more than its name.

        Raises what the process refused with, or TooHeavy if it died or was slow.
        """
        self.start()
        job = {"do": what, "cpu_seconds": self._limits.cpu_seconds, **told}
        try:
            self._wait_until_ready()
            header, answer = self._exchange(packed(job, body), time.monotonic() + self._limits.wall_seconds)
        except TimeoutError as error:
            self.stop()
            raise TooHeavy("time") from error
        except (EOFError, OSError) as error:
            raise TooHeavy(self._cause()) from error
        self._served += 1
        if self._served >= self._limits.renders or header.get("code") == "memory":
            self.stop()
            self.start()
        if "error" in header:
            raise ERRORS[header["error"]](header["code"], header["detail"])
        return header, answer

    def _wait_until_ready(self) -> None:
        """A process says when it has loaded everything: that time is not the order's."""
        if not self._ready:
            deadline = time.monotonic() + START_SECONDS
            read(lambda size: self._received(size, deadline))
            self._ready = True

    def _exchange(self, message: bytes, deadline: float) -> tuple[dict[str, Any], bytes]:
        self._socket.settimeout(max(0.001, deadline - time.monotonic()))
        self._socket.sendall(message)
        return read(lambda size: self._received(size, deadline))

    def _received(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._socket.settimeout(max(0.001, deadline - time.monotonic()))
            part = self._socket.recv(min(size - len(data), 1 << 20))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def _cause(self) -> str:
        """Why the process died, as a code of TooHeavy."""
        assert self._process is not None
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            status = 0
        self.stop()
        return CODES.get(signal.Signals(-status), "crashed") if status < 0 else "crashed"

"""One command in a process of its own: what it said, how it ended, what it took."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from lexique.cli import main


class Measured(NamedTuple):
    """The end of a run; `signal` is the one that ended it, 0 where it ended by itself."""

    code: int
    signal: int
    stdout: bytes
    stderr: bytes
    seconds: float
    mib: float
    """Peak of resident memory; a forked process begins with what its parent holds."""


def measured(arguments: Sequence[str], *, seconds: float = 20) -> Measured:
    """Run lexique with `arguments` in a forked process, which is ended after `seconds`.

    A native parser that dies takes only that process with it.
    """
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            _run(arguments, Path(folder), seconds)
        _, status, usage = os.wait4(child, 0)
        took = time.perf_counter() - begun
        said = [Path(folder, name) for name in ("stdout", "stderr")]
        stdout, stderr = (path.read_bytes() if path.exists() else b"" for path in said)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Measured(code, ended, stdout, stderr, took, usage.ru_maxrss / scale)


def memory_now() -> float:
    """Return the peak of resident memory of this process so far, in MiB."""
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def _run(arguments: Sequence[str], folder: Path, seconds: float) -> None:
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        done = CliRunner().invoke(main, list(arguments))
        (folder / "stdout").write_bytes(done.stdout_bytes)
        (folder / "stderr").write_bytes(done.stderr_bytes)
        os._exit(done.exit_code)
    finally:
        os._exit(120)

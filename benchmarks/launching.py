"""Runs a program and tells what it used: DESCRIPTOR SECONDS MEGABYTES COMMAND...

A process of its own, and a small one: Linux counts the memory of the process that starts another as
the peak of the other, so that the benchmark itself must not start what it measures. A program that
uses more processor time or memory than it is given is stopped; what it had used by then is told.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

_LOOKS_EVERY = 0.1
_TICKS, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def used_by(process: int) -> tuple[float, float]:
    """Return the processor time in seconds and the memory in megabytes that a process has."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS, int(fields[21]) * _PAGE / 2**20


def bound(process: int, seconds: float, megabytes: float, stopped: list[str]) -> None:
    """End a process once it has used more than it is given, and note why."""
    while not stopped:
        time.sleep(_LOOKS_EVERY)
        taken, held = used_by(process)
        if taken > seconds or held > megabytes:
            stopped.append("time" if taken > seconds else "memory")
            os.kill(process, signal.SIGKILL)


def main() -> None:
    """Write to the descriptor: exit code, processor time, elapsed time, peak memory, limit met."""
    answer, seconds, megabytes, *command = sys.argv[1:]
    stopped: list[str] = []
    begun = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ)
    watch = (child, float(seconds), float(megabytes), stopped)
    threading.Thread(target=bound, args=watch, daemon=True).start()
    _, status, used = os.wait4(child, 0)
    elapsed = time.monotonic() - begun
    code, taken = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    told = (code, taken, elapsed, used.ru_maxrss / 1024, *stopped)
    os.write(int(answer), " ".join(map(str, told)).encode())


main()

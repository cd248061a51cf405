"""How text reaches the terminal: printable, in colour only where that helps, data apart from talk.

Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TextIO

import click

from lexique.errors import LexiqueError
from lexique.messages import say
from lexique.model import Text
from lexique.printing import printable

_SHOWN_TOGETHER = 200
"""Single steps that move a bar together."""


def wants_colour(stream: TextIO) -> bool:
    """Return whether to colour: `FORCE_COLOR`, else a terminal without `NO_COLOR` or `dumb`."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def say_aloud(text: str) -> None:
    """Write human-readable text to standard output, made printable line by line."""
    click.echo("\n".join(printable(line) for line in text.split("\n")))


def write_data(data: bytes) -> None:
    """Write bytes to standard output as they are (machine formats, tables)."""
    stream = sys.stdout.buffer
    stream.write(data)
    stream.flush()


def complain(text: Text, language: str) -> None:
    """Write one remark to standard error."""
    click.echo(printable(text.in_language(language)), err=True)


def complain_error(fault: LexiqueError, language: str) -> None:
    """Write what is wrong, where, and how to mend it; the first line stands alone."""
    place = f"{fault.where}: " if fault.where else ""
    head = say("{place}error: {what}", place=place, what=fault.what)
    click.echo(printable(head.in_language(language)), err=True)
    for line in fault.mend.in_language(language).splitlines():
        click.echo(f"    {printable(line)}", err=True)


class _Bar:
    """A bar on standard error with rate and time left, once a work has taken some time."""

    def __init__(self, label: str, patience: float) -> None:
        self._label = label
        self._patience = patience
        self._begun = monotonic()
        self._n_done = self._n_waiting = 0
        self._bar: Any = None

    def advance(self, number: int, total: int) -> None:
        """Show that `number` more steps are done, of `total` in all."""
        self._n_waiting += number
        taken = monotonic() - self._begun
        if self._bar is None and taken > self._patience:
            self._bar = click.progressbar(length=total, file=sys.stderr, show_eta=True)
        if self._bar is not None and (self._n_waiting >= _SHOWN_TOGETHER or number > 1):
            self._n_done += self._n_waiting
            self._bar.label = f"{self._label} {self._n_done / taken:,.0f}/s"
            self._bar.update(self._n_done - self._bar.pos)
            self._n_waiting = 0

    def end(self) -> None:
        """Leave the line."""
        if self._bar is not None:
            self._bar.render_finish()


@contextmanager
def progress(
    label: Text, language: str, *, patience: float = 1.0
) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many steps were done, and how many there are in all.

    The bar appears on standard error only on a terminal, outside CI, and after `patience` seconds.
    """
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda _number, _total: None
        return
    bar = _Bar(label.in_language(language), patience)
    try:
        yield bar.advance
    finally:
        bar.end()

"""How text reaches the terminal: printable, in colour only where that helps, data apart from talk.

Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TextIO, TypeVar

import click

from lexique.errors import LexiqueError
from lexique.messages import say
from lexique.model import Text
from lexique.printing import printable

Item = TypeVar("Item")


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


@contextmanager
def progress(
    label: Text, language: str, *, total: int | None = None, patience: float = 1.0
) -> Iterator[Callable[[Iterable[Item]], Iterator[Item]]]:
    """Give a function that passes items through and shows how far the work is.

    The bar appears on standard error only on a terminal, outside CI, and after `patience` seconds.
    """
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield iter
        return
    begun = monotonic()
    bar: Any = None

    def passing(items: Iterable[Item]) -> Iterator[Item]:
        nonlocal bar
        waiting = 0
        for item in items:
            yield item
            waiting += 1
            if bar is None and monotonic() - begun > patience:
                bar = click.progressbar(
                    length=total or 0,
                    label=label.in_language(language),
                    file=sys.stderr,
                    show_pos=True,
                    show_eta=total is not None,
                )
            if bar is not None and waiting >= 200:
                bar.update(waiting)
                waiting = 0

    try:
        yield passing
    finally:
        if bar is not None:
            bar.finish()
            bar.render_finish()

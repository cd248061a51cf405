"""Pauses the cyclic garbage collector, or holds it back, while very many small values are made.

Measured on a thesaurus of 110 000 statements: the collector, which finds nothing to free among
them, takes half of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Hold the collector back until the end of the block; nested use is fine."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Let the collector run more rarely until the end of the block, however long it takes.

    A stream of values makes few cycles; looking for them takes a tenth to a fifth of its time.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)

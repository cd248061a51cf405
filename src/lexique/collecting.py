"""Pauses the cyclic garbage collector while very many small values are made.

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

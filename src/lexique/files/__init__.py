"""The only package that opens files: what is read is bounded, what is written is whole.

Inputs are regular files or standard input (`-`), never addresses, devices or pipes. Encodings
are decided by rule, contents are compared with the extension, outputs replace a file in one
step. The bounds are in `Limits`.
"""

from __future__ import annotations

from lexique.files.encodings import (
    DecodedText,
    Encoding,
    decide_encoding,
    decode,
    named_encoding,
    read_text,
    text_lines,
)
from lexique.files.finding import Inputs, find_inputs
from lexique.files.limits import LIMITS, Limits
from lexique.files.opening import STDIN, extension, open_input, read_bytes, refuse_address
from lexique.files.scratch import Scratch, Shelf
from lexique.files.sniffing import (
    HEAD,
    Content,
    content_name,
    refuse_lying_name,
    refuse_other_content,
    sniff,
)
from lexique.files.writing import AtomicFile, atomic_write, refuse_same_file, temporary_stream

__all__ = [
    "HEAD",
    "LIMITS",
    "STDIN",
    "AtomicFile",
    "Content",
    "DecodedText",
    "Encoding",
    "Inputs",
    "Limits",
    "Scratch",
    "Shelf",
    "atomic_write",
    "content_name",
    "decide_encoding",
    "decode",
    "extension",
    "find_inputs",
    "named_encoding",
    "open_input",
    "read_bytes",
    "read_text",
    "refuse_address",
    "refuse_lying_name",
    "refuse_other_content",
    "refuse_same_file",
    "sniff",
    "temporary_stream",
    "text_lines",
]

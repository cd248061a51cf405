"""Tables in and out: CSV, TSV, XLSX, JSON and JSON Lines as text cells that know their place.

Every cell is text as a user sees it; nothing is guessed to be a number or a date. A file is
streamed, never held whole, and surveyed once before anything is made of it.
"""

from __future__ import annotations

from lexique.tables.header import Header, Recognise
from lexique.tables.records import Record, Records, read_records
from lexique.tables.rows import CellKind, Notice, Row, Table
from lexique.tables.sources import KINDS, Reading, open_table

__all__ = [
    "KINDS",
    "CellKind",
    "Header",
    "Notice",
    "Reading",
    "Recognise",
    "Record",
    "Records",
    "Row",
    "Table",
    "open_table",
    "read_records",
]

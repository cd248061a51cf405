"""A report in the form that its reader asked for: the same findings for people and machines.

Every renderer is a function `render(report, style) -> bytes` in a module of this package; the same
report gives the same bytes.
"""

from __future__ import annotations

import importlib
from typing import cast

from lexique.model import Report
from lexique.reports.style import Style

FORMATS = (
    "text",
    "json",
    "jsonl",
    "csv",
    "html",
    "xlsx",
    "turtle",
    "sarif",
    "junit",
    "github",
)
_MODULES = {"json": "json_", "csv": "csv_"}


def render(
    report: Report,
    format: str,
    *,
    language: str = "fr",
    show_values: bool = False,
    colour: bool = False,
    workbook: tuple[str, bytes] | None = None,
) -> bytes:
    """Return `report` in one of `FORMATS`.

    Values are masked as the contract says unless `show_values`; `colour` matters to text only,
    `workbook` (path and content of the one that was checked) to XLSX only.
    """
    module = importlib.import_module(f"lexique.reports.{_MODULES.get(format, format)}")
    style = Style(language, show_values, colour, workbook)
    return cast(bytes, module.render(report, style))

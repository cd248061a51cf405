"""A workbook of openpyxl as bytes: the same workbook gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date a ZIP archive can hold: no clock in our outputs."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def saved(book: Workbook) -> bytes:
    """Return `book` as an XLSX file, with the dates that openpyxl takes from the clock fixed."""
    written = io.BytesIO()
    book.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return fixed.getvalue()

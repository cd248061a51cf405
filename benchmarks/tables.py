"""Tables: reading a workbook beside openpyxl, harmonising an export beside data frames."""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from lookup import clear_names
from measuring import (
    Result,
    at_most,
    in_turn,
    missing,
    named,
    pair_of,
    peer_module,
    run,
    same,
    spaced,
)

import lexique
from lexique.lexicon import Lexicon
from lexique.model import Outcome
from lexique.tables.sources import open_table

ENGINE = Path(__file__).parent / "engines" / "mapped.py"
N_COLUMNS = 13
N_FEW, N_MANY = 150, 10_000
_FIRST_DAY = date(2020, 1, 1)
Cells = tuple[str, ...]


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield the reading of a workbook, then exports with few and with many distinct names."""
    lexicon = lexique.load()
    with tempfile.TemporaryDirectory() as folder:
        yield from _reading(Path(folder, "export.xlsx"), 200 if quick else 30_000)
        n_rows = 2_000 if quick else 1_000_000
        for n_names in (N_FEW, N_FEW + 50 if quick else N_MANY):
            names = made_names(lexicon, n_names)
            yield from _harmonising(Path(folder), names, n_rows)


def _reading(path: Path, n_rows: int) -> Iterator[Result]:
    """Yield how long all cells of a workbook take to become text."""
    what, amount = "read a workbook", f"{spaced(n_rows)} rows of {N_COLUMNS} cells"
    write_workbook(path, n_rows)
    expected = as_text(path)
    same(expected, by_openpyxl(path), what)
    pair = in_turn(lambda: partial(as_text, path), lambda: partial(by_openpyxl, path), rounds=2)
    yield Result(what, amount, named("openpyxl", "read-only"), pair, at_most(1.2))
    if peer_module("python_calamine") is None:
        yield missing(what, amount, "python-calamine")
        return
    same(expected, by_calamine(path), what)
    pair = in_turn(lambda: partial(as_text, path), lambda: partial(by_calamine, path), rounds=3)
    peer = named("python-calamine", "whole sheet, no limits")
    yield Result(what, amount, peer, pair)


def write_workbook(path: Path, n_rows: int) -> None:
    """Write an export as a workbook: texts, numbers, dates and empty cells."""
    import openpyxl

    dice = random.Random(6)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("export")
    sheet.append([f"colonne {place}" for place in range(N_COLUMNS)])
    for number in range(n_rows):
        texts = [f"service {dice.randrange(200)}", f"texte libre {number}", f"D{number:06}"]
        numbers = [number, dice.randrange(10**9), dice.randrange(1, 400) / 4]
        days = [_FIRST_DAY + timedelta(days=dice.randrange(2000)) for _ in range(2)]
        sheet.append([*texts, "", *numbers, None, *days, "oui", "CHU de Lyon", "FR"])
    book.save(path)


def as_text(path: Path) -> list[Cells]:
    """Return the rows as lexique reads them."""
    with open_table(str(path), lambda row: 1) as table:
        return [row.cells for row in table.rows()]


def by_openpyxl(path: Path) -> list[Cells]:
    """Return the rows as openpyxl reads them, as texts."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    rows = [_texts(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def by_calamine(path: Path) -> list[Cells]:
    """Return the rows as calamine reads them, as texts."""
    from python_calamine import CalamineWorkbook

    return [
        _texts(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]


def _texts(row: Sequence[object]) -> Cells:
    return tuple(_text(cell) for cell in row)


def _text(cell: object) -> str:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def made_names(lexicon: Lexicon, number: int) -> list[str]:
    """Return so many names that their record need not decide, most of them no plain designation."""
    plain = clear_names(lexicon)
    places = (f"service {place}" for place in range(number))
    names = plain + [f"{name}, {place}" for place in places for name in plain[:20]]
    decided = (Outcome.MATCHED, Outcome.UNKNOWN)
    chosen = (name for name in names if lexicon.harmonise(name).outcome in decided)
    return [name for name, _ in zip(chosen, range(number), strict=False)]


def _harmonising(folder: Path, names: Sequence[str], n_rows: int) -> Iterator[Result]:
    """Yield what harmonising a CSV file takes, as whole programs."""
    what = "harmonise a CSV file"
    amount = f"{spaced(n_rows)} rows, {spaced(len(names))} names"
    source = folder / "export.csv"
    write_export(source, names, n_rows)
    script = Path(sys.executable).parent / "lexique"
    lexique_ = [str(script)] if script.exists() else [sys.executable, "-m", "lexique"]
    targets = {name: folder / f"{name}.csv" for name in ("lexique", "pandas", "polars")}
    ours = run([*lexique_, "harmonise", str(source), "--lang", "fr", "-o", str(targets["lexique"])])
    for peer in ("pandas", "polars"):
        if peer_module(peer) is None:
            yield missing(what, amount, peer)
            continue
        theirs = run([sys.executable, str(ENGINE), peer, str(source), str(targets[peer])])
        both = zip(rows_of(targets["lexique"]), rows_of(targets[peer]), strict=True)
        differing = next((pair for pair in both if pair[0] != pair[1]), None)
        assert differing is None, f"{what}: {differing}"
        speed = spaced(round(n_rows / ours.seconds / 1000) * 1000)
        remark = f"{speed} rows/s in {ours.megabytes:.0f} MB; peer {theirs.megabytes:.0f} MB"
        pair = pair_of([(ours.seconds, theirs.seconds)])
        yield Result(what, amount, named(peer, "read, map, write"), pair, remark=remark)


def write_export(path: Path, names: Sequence[str], n_rows: int) -> None:
    """Write an export in which each name stands at least once, if there are rows for all."""
    dice = random.Random(5)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerow(["identifiant", "fonction", "service", "date"])
        for number in range(n_rows):
            name = names[number] if number < len(names) else dice.choice(names)
            day = _FIRST_DAY + timedelta(days=dice.randrange(2000))
            writer.writerow([f"D{number:07}", name, f"service {dice.randrange(200)}", day])


def rows_of(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter=";")

"""Dates of French exports: read as day, month, year, or said to be unreadable."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexique.dates import DateFault, read_date

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2024", date(2024, 12, 31)),
        ("1/2/2024", date(2024, 2, 1)),
        ("01.02.2024", date(2024, 2, 1)),
        ("01-02-2024", date(2024, 2, 1)),
        ("2024-02-01", date(2024, 2, 1)),
        ("2024-02-01T00:00:00", date(2024, 2, 1)),
        ("2024-02-01 00:00:00", date(2024, 2, 1)),
        ("01/02/2024 00:00", date(2024, 2, 1)),
        ("20240201", date(2024, 2, 1)),
        ("2024/02/01", date(2024, 2, 1)),
        ("1er février 2024", date(2024, 2, 1)),
        ("le 1er FÉVRIER 2024", date(2024, 2, 1)),
        ("lundi 3 févr. 2025", date(2025, 2, 3)),
        ("February 1, 2024", date(2024, 2, 1)),
        ("\u00a001/02/2024 ", date(2024, 2, 1)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_institutions_write_it(text: str, expected: date) -> None:
    assert read_date(text).value == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("31/02/2024", DateFault.IMPOSSIBLE),
        ("2024-02-30", DateFault.IMPOSSIBLE),
        ("29/02/2023", DateFault.IMPOSSIBLE),
        ("00/01/2024", DateFault.IMPOSSIBLE),
        ("12/31/2024", DateFault.CONTRADICTORY),
        ("45385", DateFault.SERIAL),
        ("45385,5", DateFault.SERIAL),
        ("01/02/24", DateFault.SHORT_YEAR),
        ("2024", DateFault.INCOMPLETE),
        ("mars 2024", DateFault.INCOMPLETE),
        ("03/2024", DateFault.INCOMPLETE),
        ("2024-W01", DateFault.UNKNOWN),
        ("bientôt", DateFault.UNKNOWN),
        ("", DateFault.UNKNOWN),
    ],
)
def test_what_is_no_day_is_said_and_not_guessed(text: str, fault: DateFault) -> None:
    assert read_date(text) == read_date(text)
    assert read_date(text).value is None
    assert read_date(text).fault is fault


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_found_back_in_each_way_of_writing(day: date) -> None:
    written = (
        day.isoformat(),
        day.strftime("%d/%m/%Y"),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    )

    assert {read_date(text).value for text in written} == {day}


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read = read_date(text)

    assert (read.value is None) != (read.fault is None)

"""An empty export: its headings and the values it offers are all understood when it comes back."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
import pytest
from click.testing import CliRunner

from lexique.cli import main
from lexique.declarations.bundle import bundle
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.roles import RoleNamer
from lexique.declarations.template import Column, template_columns
from lexique.declarations.values import Converter
from lexique.headings import property_of_heading
from lexique.loading import load
from lexique.model import LANGUAGES
from lexique.namespaces import LEX


@cache
def model() -> DeclarationModel:
    return bundle().model


@cache
def columns() -> tuple[Column, ...]:
    return template_columns(model(), load())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_of_the_template_is_recognised_as_its_property(language: str) -> None:
    misread = {
        column.heading.in_language(language): property_of_heading(
            load(), column.heading.in_language(language)
        )
        for column in columns()
    }

    assert misread == {
        column.heading.in_language(language): column.property_name for column in columns()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_that_the_template_offers_is_understood(language: str) -> None:
    converter = Converter(model(), load())
    lost = []
    for column in columns():
        item = model().properties[column.property_name]
        for value in column.values:
            text = value.in_language(language)
            if item.range_iri == LEX["Role"]:
                if RoleNamer(load()).name(text, context=str).role is None:
                    lost.append((column.property_name, text))
            elif any(found.doubt for found in converter.convert(item, text)):
                lost.append((column.property_name, text))

    assert lost == []


def test_the_workbook_is_the_same_each_time_and_keeps_cells_as_text() -> None:
    runner = CliRunner()
    first = runner.invoke(main, ["template", "--format", "xlsx"]).stdout_bytes
    second = runner.invoke(main, ["template", "--format", "xlsx"]).stdout_bytes
    book = openpyxl.load_workbook(io.BytesIO(first))
    form = book.worksheets[0]

    assert first == second
    assert form.freeze_panes == "A2"
    assert form.cell(2, 1).number_format == "@"
    assert len(form.data_validations.dataValidation) >= 10
    assert len(book.worksheets) == 3


def test_the_csv_opens_in_french_spreadsheets() -> None:
    written = CliRunner().invoke(main, ["template", "--format", "csv"]).stdout_bytes

    assert written.startswith(b"\xef\xbb\xbfidentifiant de la personne;")
    assert written.endswith(b"\r\n")
    assert written.count(b"\n") == 1

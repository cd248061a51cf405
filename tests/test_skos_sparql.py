"""Nine rules against the same questions in SPARQL, on vocabularies full of faults."""

from __future__ import annotations

import pytest
from checking import documents, in_store, nine_checks, sizes, store_of
from skos_checks import vocabulary_text


@pytest.mark.parametrize("seed", range(8))
def test_nine_rules_find_what_sparql_finds(seed: int) -> None:
    text = vocabulary_text(400, faults=0.2, seed=seed)

    found = nine_checks(documents(text))

    assert found == sizes(in_store(store_of(text)))
    assert sum(found.values()) > 40

"""Look-ups: single names beside gilda, columns beside pandas."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle

from loading import generated_vocabulary, label_of
from measuring import (
    Result,
    at_least,
    at_most,
    empty_cache,
    in_turn,
    missing,
    named,
    peer_module,
    same,
    spaced,
)

import lexique
from lexique.harmonising.harmoniser import Harmoniser
from lexique.lexicon import Lexicon
from lexique.model import Group, Outcome, Resolution

N_FEW = 150
"""Distinct names in a column with few of them: the roles of a large export as written."""


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield single look-ups, then columns with few and with many distinct names."""
    lexicon = lexique.load()
    names = clear_names(lexicon)
    yield from _single(lexicon, names, rounds=3 if quick else 7)
    yield from _few_names(lexicon, names, 100_000 if quick else 1_000_000)
    yield from _many_names(2_000 if quick else 20_000)


def clear_names(lexicon: Lexicon) -> list[str]:
    """Return the French forms of roles that have one answer, in an order that looks like none."""
    forms = {
        form
        for concept in lexicon.concepts(Group.ROLE)
        for designation in lexicon.designations_of(concept)
        if designation.language == "fr"
        for form in (designation.form, *designation.attested_forms)
    }
    clear = sorted(form for form in forms if lexicon.harmonise(form).outcome is Outcome.MATCHED)
    random.Random(1).shuffle(clear)
    return clear


def _single(lexicon: Lexicon, names: Sequence[str], rounds: int) -> Iterator[Result]:
    what, again, first = "one look-up", "a name met before", "a name not met before"
    if peer_module("gilda") is None:
        yield missing(what, again, "gilda", at_least(100))
        return
    ground, slugs_of = _gilda(lexicon)
    known = [name for name in names if lexicon.harmonise(name).concepts[0] in slugs_of(name)]
    assert len(known) > 0.8 * len(names), f"gilda agrees on {len(known)} of {len(names)} names"
    peer = named("gilda", "`ground`")
    n_ours, n_peer = 100_000, 500

    def ours(look_up: Callable[[str], object], number: int) -> None:
        for name, _ in zip(cycle(known), range(number), strict=False):
            look_up(name)

    pair = in_turn(
        lambda: lambda: ours(lexicon.harmonise, n_ours),
        lambda: lambda: ours(ground, n_peer),
        rounds=rounds,
        ours_does=n_ours,
        peer_does=n_peer,
    )
    yield Result(what, again, peer, pair, at_least(100))
    pair = in_turn(
        lambda: partial(ours, Harmoniser(lexicon).harmonise, len(known)),
        lambda: lambda: ours(ground, len(known)),
        rounds=rounds,
        ours_does=len(known),
        peer_does=len(known),
    )
    yield Result(what, first, peer, pair)


def _gilda(lexicon: Lexicon) -> tuple[Callable[[str], object], Callable[[str], set[str]]]:
    """Return gilda's `ground` over our designations of roles, and the slugs that it finds."""
    from gilda import Term, make_grounder
    from gilda.process import normalize

    terms = [
        Term(normalize(form), form, "lexique", concept.slug, form, "name", "lexique")
        for concept in lexicon.concepts(Group.ROLE)
        for designation in lexicon.designations_of(concept)
        for form in {designation.form, *designation.attested_forms}
    ]
    grounder = make_grounder(terms)
    return grounder.ground, lambda name: {match.term.id for match in grounder.ground(name)}


def _few_names(lexicon: Lexicon, names: Sequence[str], n_rows: int) -> Iterator[Result]:
    what, target = "column with few distinct names", at_least(4)
    amount = f"{spaced(n_rows)} rows, {N_FEW} names"
    if (pandas := peer_module("pandas")) is None:
        yield missing(what, amount, "pandas", target)
        return
    dice = random.Random(2)
    written = [dice.choice(names[:N_FEW]).encode() for _ in range(n_rows)]

    def column() -> list[str]:
        """Return the column as a file gives it: each cell a string of its own."""
        return [cell.decode() for cell in written]

    storages = ["python"] if peer_module("pyarrow") is None else ["pyarrow", "python"]
    for storage in storages:
        pandas.options.mode.string_storage = storage
        same(
            lexicon.harmonise_many(column()),
            mapped(pandas.Series(column()), lexicon.harmonise),
            what,
        )
        pair = in_turn(
            lambda: partial(all_of, lexicon, column()),
            lambda: partial(mapped, pandas.Series(column()), lexicon.harmonise),
            rounds=5,
        )
        peer = named("pandas", f"`map` over the distinct names, strings of {storage}")
        remark = "a bare `dict` takes as long: next line" if storage == "python" else ""
        yield Result(what, f"{amount}, met before", peer, pair, target, remark)
    known = {name: lexicon.harmonise(name) for name in names[:N_FEW]}
    pair = in_turn(
        lambda: partial(all_of, lexicon, column()),
        lambda: partial(looked_up, known, column()),
        rounds=5,
    )
    floor = "`dict` look-up of each row and nothing else: the floor in Python"
    yield Result(what, f"{amount}, met before", floor, pair, at_most(1.2))


def all_of(lexicon: Lexicon, column: Sequence[str]) -> list[Resolution]:
    """Return what `harmonise_many` makes of a column."""
    return list(lexicon.harmonise_many(column))


def looked_up(known: Mapping[str, Resolution], column: Sequence[str]) -> list[Resolution]:
    """Return what a bare dictionary makes of a column."""
    return list(map(known.__getitem__, column))


def mapped(series, function: Callable[[str], Resolution]):
    """Return what pandas makes of a column when the function is called once for each name."""
    return series.map({name: function(name) for name in series.unique()})


def _many_names(n_concepts: int) -> Iterator[Result]:
    """Yield a column in which nearly every name is another, in a large vocabulary of others."""
    what, target = "column of distinct names", at_least(1)
    amount = f"{spaced(2 * n_concepts)} rows and names"
    if (pandas := peer_module("pandas")) is None:
        yield missing(what, amount, "pandas", target)
        return
    names = [label_of(number, place) for number in range(n_concepts) for place in (0, 3)]
    with empty_cache() as folder:
        path = folder / "vocabulary.ttl"
        path.write_text(generated_vocabulary(n_concepts), encoding="utf-8")
        series = pandas.Series(names)
        same(
            lexique.load(path).harmonise_many(names),
            mapped(series, lexique.load(path).harmonise),
            what,
        )
        pair = in_turn(
            lambda: partial(all_of, lexique.load(path), names),
            lambda: partial(mapped, series, lexique.load(path).harmonise),
            rounds=4,  # Both do the same for each name: what counts is who goes first, in turn.
        )
    yield Result(what, amount, named("pandas", "`map` over the distinct names"), pair, target)

"""Generated Turtle: every construct of Turtle 1.1, white space and comments anywhere."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from hypothesis import strategies as st

from lexique.rdf import BlankNode, Literal, Statement, Term

_NAMES = st.sampled_from(
    ["ex:a", "ex:b", "ex:é", "ex:a.b", "ex:1", ":c", ":", "ex:", "ex:a\\-b", "ex:%41", "ex:x:y"]
)
_IRIS = st.sampled_from(
    [
        "<http://example.org/é>",
        "<relative>",
        "<#part>",
        "<../up>",
        "<urn:x:y>",
        "<http://example.org/\\u00e9>",
    ]
)
_BLANKS = st.sampled_from(["_:x", "_:b1", "_:a.b"])
_PREDICATES = st.one_of(_NAMES, _IRIS, st.just("a"))
_NUMBERS = st.sampled_from(
    ["1", "-0", "+01", "1.0", "-.5", "1e3", "1.E-2", ".5e+1", "true", "false"]
)
_TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=("Cs",)),
    max_size=12,
)
_TAGS = st.sampled_from(["", "@fr", "@en-GB", "@FR", "^^ex:type", "^^<http://example.org/t>"])


def _short(text: str, quote: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(quote, "\\" + quote).replace("\n", "\\n")
    return f"{quote}{escaped}{quote}"


def _long(text: str, quote: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return f"{quote * 3}{escaped}{quote * 3}"


_STRINGS = st.builds(
    lambda text, quote, is_long, tag: (_long if is_long else _short)(text, quote) + tag,
    _TEXT,
    st.sampled_from(["'", '"']),
    st.booleans(),
    _TAGS,
)
_GAP = st.sampled_from([" ", "\n", "  ", "\n\n  ", ' # note ; . ] "\n', "\n# own line\n", "\t"])


def _joined(parts: Iterable[str], gaps: Iterable[str]) -> str:
    return "".join(f"{part}{gap}" for part, gap in zip(parts, gaps, strict=False))


@st.composite
def _objects(draw: st.DrawFn, depth: int = 2) -> str:
    plain = st.one_of(_NAMES, _IRIS, _BLANKS, _NUMBERS, _STRINGS)
    if depth == 0:
        return draw(plain)
    kind = draw(st.integers(0, 9))
    if kind == 0:
        items = draw(st.lists(_objects(depth - 1), max_size=3))
        gaps = draw(st.lists(_GAP, min_size=len(items) + 1, max_size=len(items) + 1))
        return "(" + gaps[-1] + _joined(items, gaps) + ")"
    if kind == 1:
        return "[" + draw(_GAP) + draw(_properties(depth - 1, may_be_empty=True)) + "]"
    return draw(plain)


@st.composite
def _properties(draw: st.DrawFn, depth: int, *, may_be_empty: bool = False) -> str:
    written = ""
    n_properties = draw(st.integers(0 if may_be_empty else 1, 3))
    for number in range(n_properties):
        objects = draw(st.lists(_objects(depth), min_size=1, max_size=3))
        gaps = draw(st.lists(_GAP, min_size=len(objects) + 1, max_size=len(objects) + 1))
        listed = gaps[0] + ",".join(
            f"{gap}{item}{gap}" for item, gap in zip(objects, gaps[1:], strict=True)
        )
        is_last = number == n_properties - 1
        ending = draw(st.sampled_from(["", ";", " ; ;"])) if is_last else ";"
        written += draw(_PREDICATES) + " " + listed + ending + draw(_GAP)
    return written


@st.composite
def turtle_texts(draw: st.DrawFn) -> str:
    """A well-formed Turtle document."""
    gap = draw(_GAP)
    head = draw(
        st.sampled_from(
            [
                "@prefix ex: <http://example.org/> .",
                "PREFIX ex: <http://example.org/>\n@prefix rdf: "
                "<http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
                "@base <http://example.org/base/> . @prefix ex: <ns#> .",
            ]
        )
    )
    text = gap + head + draw(_GAP) + "@prefix : <http://example.org/empty#> ."
    for _ in range(draw(st.integers(0, 4))):
        subject = draw(st.one_of(_NAMES, _IRIS, _BLANKS, st.just("[]"), st.just("( 1 ex:a )")))
        text += draw(_GAP) + subject + draw(_GAP) + draw(_properties(2)) + "." + draw(_GAP)
    return text


def as_graph(statements: Iterable[Statement]) -> pyoxigraph.Dataset:
    """Return our statements as a canonical pyoxigraph data set, for comparison."""
    dataset = pyoxigraph.Dataset(
        pyoxigraph.Quad(_node(item.subject), _node(item.predicate), _node(item.object))
        for item in statements
    )
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def oracle_graph(text: str) -> pyoxigraph.Dataset:
    """Return what pyoxigraph makes of `text`, relative IRIs as ours are."""
    from lexique.rdf.addresses import PARSER_BASE
    from lexique.rdf.reading import _in_terms

    quads = pyoxigraph.parse(
        text.encode(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=PARSER_BASE
    )
    return as_graph(Statement(*triple) for triple in _in_terms(quads, ""))


def _node(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(term, Literal):
        if term.language:
            return pyoxigraph.Literal(term.value, language=term.language)
        return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype))
    if isinstance(term, BlankNode):
        return pyoxigraph.BlankNode(term.replace(".", "_"))
    return pyoxigraph.NamedNode(term)

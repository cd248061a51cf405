"""What lies above what, checked against the closure worked out naively."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lexique.namespaces import SKOS
from lexique.rdf import Iri, Statement
from lexique.skos.hierarchy import Hierarchy

NODES = st.integers(0, 7).map(lambda number: Iri(f"n{number}"))
GRAPHS = st.dictionaries(NODES, st.sets(NODES, max_size=4), max_size=8)


def hierarchy_of(graph: dict[Iri, set[Iri]]) -> Hierarchy:
    """Return the hierarchy in which each node has the given ones above it."""
    return Hierarchy(
        {
            node: {upper: Statement(node, Iri(SKOS.broader), upper) for upper in uppers}
            for node, uppers in graph.items()
        }
    )


def above(graph: dict[Iri, set[Iri]], start: Iri) -> set[Iri]:
    """Return everything that one or more links lead to."""
    reached: set[Iri] = set()
    waiting = [start]
    while waiting:
        for upper in graph.get(waiting.pop(), set()) - reached:
            reached.add(upper)
            waiting.append(upper)
    return reached


@given(graph=GRAPHS, start=NODES, goal=NODES)
def test_a_path_is_found_where_there_is_one_and_its_links_hold(
    graph: dict[Iri, set[Iri]], start: Iri, goal: Iri
) -> None:
    path = hierarchy_of(graph).path(start, goal)

    assert bool(path) == (goal in above(graph, start))
    if path:
        assert path[0].subject == start and path[-1].object == goal
        assert all(one.object == next_.subject for one, next_ in pairwise(path))


@given(graph=GRAPHS)
def test_the_loops_hold_every_node_that_is_above_itself_through_another(
    graph: dict[Iri, set[Iri]],
) -> None:
    hierarchy = hierarchy_of(graph)

    others = {node: uppers - {node} for node, uppers in graph.items()}
    assert hierarchy.in_loops == {node for node in others if node in above(others, node)}
    for chain, members in hierarchy.loops:
        assert all(members <= above(graph, Iri(node)) for node in members)
        assert chain[0].subject == chain[-1].object == min(members)
        assert {statement.subject for statement in chain} <= members


def test_a_long_chain_needs_no_recursion() -> None:
    graph = {Iri(f"n{n}"): {Iri(f"n{(n + 1) % 50_000}")} for n in range(50_000)}

    (loop,) = hierarchy_of(graph).loops

    assert len(loop.members) == len(loop.chain) == 50_000

"""Loops in a relation: strongly connected parts, each shown as one closed chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lexique.rdf import Resource, Statement

Links = Mapping[Resource, Mapping[Resource, Statement]]


def loops(links: Links) -> Iterator[list[Statement]]:
    """Yield, for each part of the graph in which everything reaches everything, one short loop.

    A link from a node to itself is no loop here (it has a rule of its own). The loop begins at the
    smallest node, so that the answer does not depend on the order of statements.
    """
    for component in sorted(_components(links), key=min):
        if len(component) > 1:
            yield _shortest_loop(min(component), component, links)


def _shortest_loop(start: Resource, component: set[Resource], links: Links) -> list[Statement]:
    came_by: dict[Resource, tuple[Resource, Statement]] = {}
    waiting = [start]
    for node in waiting:
        for target in sorted(links.get(node, {})):
            if target in component and target not in came_by and target != node:
                came_by[target] = (node, links[node][target])
                waiting.append(target)
        if start in came_by:
            break
    chain = []
    node = start
    while True:
        node, statement = came_by[node]
        chain.append(statement)
        if node == start:
            return chain[::-1]


def _components(links: Links) -> list[set[Resource]]:
    """Return the strongly connected components (Tarjan 1972, without recursion)."""
    order: dict[Resource, int] = {}
    lowest: dict[Resource, int] = {}
    stack: list[Resource] = []
    on_stack: set[Resource] = set()
    found: list[set[Resource]] = []
    for root in links:
        if root in order:
            continue
        work = [(root, iter(links.get(root, ())))]
        order[root] = lowest[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in order:
                    order[target] = lowest[target] = len(order)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(links.get(target, ()))))
                    break
                if target in on_stack:
                    lowest[node] = min(lowest[node], order[target])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == order[node]:
                    found.append(_popped(stack, on_stack, node))
    return found


def _popped(stack: list[Resource], on_stack: set[Resource], node: Resource) -> set[Resource]:
    component = set()
    while True:
        member = stack.pop()
        on_stack.discard(member)
        component.add(member)
        if member == node:
            return component

"""A relation that leads upwards: what lies above what, by which statements, and where it loops."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lexique.rdf import Resource, Statement

Links = Mapping[Resource, Mapping[Resource, Statement]]


class Loop(NamedTuple):
    """Resources each of which lies above itself."""

    chain: list[Statement]
    """One of the shortest closed chains through the smallest of them, which it begins with."""
    members: frozenset[Resource]
    """All of them, on that chain or not."""


class Hierarchy:
    """Links from each resource to those above it, and what follows from them."""

    def __init__(self, links: Links) -> None:
        self.links = links

    @cached_property
    def uppers(self) -> frozenset[Resource]:
        """Everything that is above something."""
        return frozenset().union(*self.links.values())

    @cached_property
    def loops(self) -> list[Loop]:
        """The loops, one for each part in which everything reaches everything, by first member.

        A link from a resource to itself is no loop here (it has a rule of its own).
        """
        loops = [frozenset(part) for part in self._parts if len(part) > 1]
        return [Loop(self._shortest_loop(min(part), part), part) for part in sorted(loops, key=min)]

    @cached_property
    def in_loops(self) -> frozenset[Resource]:
        """Every member of a loop."""
        return frozenset().union(*(loop.members for loop in self.loops))

    def path(self, start: Resource, goal: Resource) -> list[Statement]:
        """Return a shortest chain of statements from `start` up to `goal`; empty if there is none.

        From a resource to itself the chain is a loop.
        """
        rank = self._rank
        lowest = rank.get(goal)
        if lowest is None or start not in rank:
            return []
        came_by: dict[Resource, tuple[Resource, Statement]] = {}
        waiting = [start]
        for node in waiting:
            for upper, statement in self.links.get(node, {}).items():
                if upper not in came_by and rank[upper] >= lowest:
                    came_by[upper] = (node, statement)
                    waiting.append(upper)
                    if upper == goal:
                        return _traced(came_by, start, goal)
        return []

    def _shortest_loop(self, start: Resource, members: frozenset[Resource]) -> list[Statement]:
        came_by: dict[Resource, tuple[Resource, Statement]] = {}
        waiting = [start]
        for node in waiting:
            for upper in sorted(self.links.get(node, {})):
                if upper in members and upper not in came_by and upper != node:
                    came_by[upper] = (node, self.links[node][upper])
                    waiting.append(upper)
            if start in came_by:
                break
        return _traced(came_by, start, start)

    @cached_property
    def _rank(self) -> dict[Resource, int]:
        """Resource to the number of its part: what is above it has no greater one."""
        return {node: number for number, part in enumerate(self._parts) for node in part}

    @cached_property
    def _parts(self) -> list[list[Resource]]:
        """The parts in which everything reaches everything, each after all that are above it.

        Strongly connected components by path (Gabow 2000), without recursion.
        """
        found: list[list[Resource]] = []
        number: dict[Resource, int] = {}
        placed: set[Resource] = set()
        trail: list[Resource] = []
        heads: list[Resource] = []  # those on the trail that no link has yet led back beyond
        for root in self.links:
            walk = [(root, iter((root,)))] if root not in number else []
            while walk:
                node, uppers = walk[-1]
                for upper in uppers:
                    if upper not in number:
                        number[upper] = len(number)
                        trail.append(upper)
                        heads.append(upper)
                        walk.append((upper, iter(self.links.get(upper, ()))))
                        break
                    if upper not in placed:
                        while number[heads[-1]] > number[upper]:
                            heads.pop()
                else:
                    walk.pop()
                    if heads and heads[-1] == node:
                        heads.pop()
                        found.append(_cut_off(trail, node))
                        placed.update(found[-1])
        return found


def _cut_off(trail: list[Resource], node: Resource) -> list[Resource]:
    """Take `node` and all that follows it off the trail."""
    part = [trail.pop()]
    while part[-1] != node:
        part.append(trail.pop())
    return part


def _traced(
    came_by: Mapping[Resource, tuple[Resource, Statement]], start: Resource, goal: Resource
) -> list[Statement]:
    chain = []
    node = goal
    while True:
        node, statement = came_by[node]
        chain.append(statement)
        if node == start:
            return chain[::-1]

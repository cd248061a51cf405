"""What is raised for shapes that cannot be used."""

from __future__ import annotations


class ShapesError(Exception):
    """These shapes cannot be loaded; the message is that of pySHACL."""

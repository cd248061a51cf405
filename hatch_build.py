"""Compile vocabulary and shapes into the wheel: an installed lexique starts without reading RDF."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Puts compiled index and checks beside the vocabulary; an editable install makes its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `vocab/` and `shapes/` and add the results to the files of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from lexique.bundled import CHECKS_NAME, INDEX_NAME
        from lexique.declarations.bundle import write_checks
        from lexique.loading import compile_vocabulary

        self._folder = tempfile.TemporaryDirectory(prefix="lexique-index-")
        index, checks = (Path(self._folder.name) / name for name in (INDEX_NAME, CHECKS_NAME))
        compile_vocabulary(root / "vocab", index)
        write_checks(checks)
        for made in (index, checks):
            build_data["force_include"][str(made)] = f"lexique/_data/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled files again: they live in the wheel only."""
        if version != "editable":
            self._folder.cleanup()

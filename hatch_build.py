"""Compile the vocabulary into the wheel: an installed lexique starts without reading RDF."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Puts the compiled index beside the vocabulary; an editable install makes its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `vocab/` and add the result to the files of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from lexique.loading import compile_vocabulary
        from lexique.resources import INDEX_NAME

        self._folder = tempfile.TemporaryDirectory(prefix="lexique-index-")
        index = Path(self._folder.name) / INDEX_NAME
        compile_vocabulary(root / "vocab", index)
        build_data["force_include"][str(index)] = f"lexique/_data/{INDEX_NAME}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled index again: it lives in the wheel only."""
        if version != "editable":
            self._folder.cleanup()

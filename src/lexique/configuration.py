"""Settings of a project: `lexique.toml`, or `[tool.lexique]` of `pyproject.toml`.

    fail-on = "warning"
    ignore = ["PROFILE"]

    [severity]
    R14 = "violation"

    [validate]                # for one verb only
    mapping = "our-headings.toml"

    [profiles.house]          # lexique check --profile house
    extends = "skos"
    ignore = ["DEF-source", "MET"]
    severity = { LAB-missing-lang = "violation" }

The nearest file counts, from the working folder upwards, unless `--config` names one or
`--no-config` says none; what is typed on the command line wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lexique.errors import InputError, OwnDataError
from lexique.messages import say
from lexique.model import Severity, Source, Text

FILE = "lexique.toml"
_PROJECT = "pyproject.toml"
_PATHS = ("baseline", "mapping")
_LISTS = ("select", "ignore", "shapes")
_TEXTS = ("fail-on", "format", "jurisdiction", "encoding", "separator", "profile", *_PATHS)
_VERBS = ("check", "validate")
_SEVERITY = "severity"
_PROFILES = "profiles"
_EXTENDS = "extends"
_OF_PROFILES = (_EXTENDS, "select", "ignore", _SEVERITY)


class HouseProfile(NamedTuple):
    """A set of rules that a house gives a name: one of ours, and what is otherwise there."""

    extends: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}


class Configuration(NamedTuple):
    """What a configuration file says, and where it stands."""

    path: Path
    settings: Mapping[str, Any]

    def for_verb(self, verb: str) -> dict[str, Any]:
        """Return the settings of a verb, with paths made relative to the configuration file.

        What is said for the verb alone takes the place of what is said for all.
        """
        apart = (*_VERBS, _PROFILES)
        common = {name: value for name, value in self.settings.items() if name not in apart}
        found: dict[str, Any] = common | self.settings.get(verb, {})
        for name in _PATHS:
            if name in found:
                found[name] = str(self.path.parent / found[name])
        if "shapes" in found:
            found["shapes"] = [str(self.path.parent / item) for item in found["shapes"]]
        return found

    def house_profiles(self) -> dict[str, HouseProfile]:
        """Return the profiles of the house by name."""
        return {
            name: HouseProfile(
                extends=stated.get(_EXTENDS),
                select=tuple(stated.get("select", ())),
                ignore=tuple(stated.get("ignore", ())),
                severities={
                    rule: Severity(value) for rule, value in stated.get(_SEVERITY, {}).items()
                },
            )
            for name, stated in self.settings.get(_PROFILES, {}).items()
        }


def find_configuration(start: Path) -> Configuration | None:
    """Return the nearest configuration from the folder `start` upwards, or None.

    Raises OwnDataError for a file that is no TOML or says what cannot be meant.
    """
    for folder in (start, *start.parents):
        own, project = folder / FILE, folder / _PROJECT
        if own.is_file():
            return _checked(own, _read(own))
        if project.is_file():
            settings = _read(project).get("tool", {}).get("lexique")
            if settings is not None:
                return _checked(project, settings)
    return None


def read_configuration(path: Path) -> Configuration:
    """Return the configuration that one file holds, at its top or under `[tool.lexique]`.

    Raises OwnDataError for a file that is not there, is no TOML or says what cannot be meant.
    """
    document = _read(path)
    return _checked(path, document.get("tool", {}).get("lexique", document))


def _read(path: Path) -> Mapping[str, Any]:
    from lexique.files import read_text
    from lexique.toml_documents import parse_toml

    try:
        text = read_text(str(path), utf8_only=True).text
    except InputError as error:
        raise OwnDataError(error.what, mend=error.mend, where=error.where) from None
    return parse_toml(text, str(path), OwnDataError)


def _checked(path: Path, settings: object) -> Configuration:
    if not isinstance(settings, dict):
        raise _broken(say("the configuration must be a table"), path)
    for name, value in settings.items():
        if name in _VERBS and isinstance(value, dict):
            for inner, item in value.items():
                _check(inner, item, path)
        elif name == _PROFILES and isinstance(value, dict):
            for profile in value.values():
                _check_profile(profile, path)
        else:
            _check(name, value, path)
    return Configuration(path, settings)


def _check_profile(profile: object, path: Path) -> None:
    """Raise OwnDataError unless `profile` is a table of what a profile states."""
    if not isinstance(profile, dict):
        raise _broken(say("a profile must be a table"), path)
    for name, value in profile.items():
        if name not in _OF_PROFILES:
            raise _broken(say("a profile has an unknown setting “{name}”", name=name), path)
        _check("profile" if name == _EXTENDS else name, value, path)


def _check(name: str, value: object, path: Path) -> None:
    """Raise OwnDataError unless `value` is what the setting `name` takes."""
    if name in _LISTS:
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif name in _TEXTS:
        fits = isinstance(value, str)
    elif name == _SEVERITY:
        fits = isinstance(value, dict) and all(item in set(Severity) for item in value.values())
    else:
        raise _broken(say("the configuration has an unknown setting “{name}”", name=name), path)
    if not fits:
        raise _broken(say("the setting “{name}” has a value it cannot take", name=name), path)


def _broken(what: Text, path: Path) -> OwnDataError:
    return OwnDataError(
        what,
        mend=say("Known: fail-on, select, ignore, severity, baseline, mapping, shapes, format."),
        where=Source(str(path)),
    )

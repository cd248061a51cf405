"""How to mend: the words of the shape, and what this very value and the vocabulary add to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lexique.dates import DateFault
from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.rulebook import Rule
from lexique.identifiers import finess_key
from lexique.lexicon import Lexicon
from lexique.messages import listed, say
from lexique.model import LANGUAGES, Concept, Group, Outcome, Resolution, Text
from lexique.rdf import Literal

_WHY_NO_DATE = {
    DateFault.IMPOSSIBLE: say("There is no such day."),
    DateFault.CONTRADICTORY: say("Only the order month/day fits, which French exports do not use."),
    DateFault.SERIAL: say("It is a count of days as a spreadsheet keeps dates; format the column."),
    DateFault.SHORT_YEAR: say("The century is missing."),
    DateFault.INCOMPLETE: say("The day is missing."),
    DateFault.AMBIGUOUS: say("Day and month may be exchanged, as in other dates of the column."),
}
_NEAR_A_ROLE = frozenset({Group.ROLE, Group.PERSON, Group.NEIGHBOUR})
_SHOWN = 12
"""How many labels of a scheme a sentence names."""

Addition = Callable[[Declaration, str | None, Value | None], Text | None]


class Mender:
    """Adds to the words of a rule what is known of the case."""

    def __init__(self, model: DeclarationModel, lexicon: Lexicon) -> None:
        self._model = model
        self._lexicon = lexicon
        self._additions: Mapping[str, Addition] = {
            "R01": self._harmonised,
            "R02": self._harmonised,
            "R03": self._harmonised,
            "R16": self._allowed_statuses,
            "R17": self._wanted_trainings,
            "R24": self._allowed_statuses,
            "R39": self._fitting_key,
            "PROFILE-status": self._allowed_statuses,
            "PROFILE-training": self._wanted_trainings,
            "VALUE-code": self._expected_codes,
            "VALUE-date": self._why_no_date,
        }

    def mend(
        self, rule: Rule, declaration: Declaration, property_name: str | None, value: Value | None
    ) -> Text:
        """Return how to mend a breach, in one text."""
        add = self._additions.get(rule.id)
        added = add(declaration, property_name, value) if add else None
        return _joined(added, rule.mend) if added else rule.mend

    def _harmonised(
        self, declaration: Declaration, _name: str | None, _value: Value | None
    ) -> Text | None:
        said = declaration.resolution
        if said is None:
            return None
        if said.outcome is Outcome.MATCHED and said.concept is not None:
            return say("Its preferred label is “{label}”.", label=_label(said.concept))
        if said.outcome is Outcome.UNKNOWN:
            return _suggested(said)
        return _sentence(said.reason.text)

    def _allowed_statuses(
        self, declaration: Declaration, _name: str | None, _value: Value | None
    ) -> Text | None:
        return self._of_role(
            declaration, "exerciseStatus", say("For this role the vocabulary allows: {labels}.")
        )

    def _wanted_trainings(
        self, declaration: Declaration, _name: str | None, _value: Value | None
    ) -> Text | None:
        return self._of_role(
            declaration,
            "requiredTraining",
            say("For this role the vocabulary asks for one of these: {labels}."),
        )

    def _of_role(self, declaration: Declaration, name: str, sentence: Text) -> Text | None:
        """Return `sentence` with the labels that a characteristic of the role has."""
        iris = {
            iri
            for role in declaration.iris("role")
            for concept in (self._lexicon.concept(role),)
            if concept is not None
            for iri in concept.characteristics.get(name, ())
        }
        labels = self._labels(sorted(iris))
        return Text(*(_filled(sentence, labels, tag) for tag in LANGUAGES)) if iris else None

    def _labels(self, iris: Iterable[str]) -> Text:
        return listed((self._model.label_of(iri) for iri in iris), between="; ")

    def _fitting_key(
        self, _declaration: Declaration, _name: str | None, value: Value | None
    ) -> Text | None:
        number = value.term.value if value and isinstance(value.term, Literal) else ""
        if number.isdigit() and len(number) == 8:
            return say("It has 8 digits: a leading zero may have been dropped.")
        key = finess_key(number)
        return None if key is None else say("The key that fits is {key}.", key=key)

    def _expected_codes(
        self, _declaration: Declaration, name: str | None, _value: Value | None
    ) -> Text | None:
        item = self._model.properties.get(name or "")
        members = self._model.members.get(item.range_iri, ()) if item else ()
        if not members:
            return None
        labels = self._labels(members[:_SHOWN])
        if len(members) > _SHOWN:
            return say("Expected, among others: {labels}.", labels=labels)
        return say("Expected: {labels}.", labels=labels)

    def _why_no_date(
        self, _declaration: Declaration, _name: str | None, value: Value | None
    ) -> Text | None:
        return _WHY_NO_DATE.get(DateFault(value.doubt)) if value and _is_fault(value) else None


def _is_fault(value: Value) -> bool:
    return value.doubt in set(DateFault)


def _suggested(said: Resolution) -> Text | None:
    near = [item.concept for item in said.suggestions if item.concept.group in _NEAR_A_ROLE][:3]
    if not near:
        return None
    forms = listed((_label(item) for item in near), quoted=True)
    return say("The nearest names: {forms}.", forms=forms)


def _label(concept: Concept) -> Text:
    return Text(fr=concept.label("fr"), en=concept.label("en"))


def _sentence(text: Text) -> Text:
    """Return `text` with a capital and a full stop."""
    spoken = (text.in_language(tag).strip() for tag in LANGUAGES)
    return Text(*(f"{item[:1].upper()}{item[1:].rstrip('.')}{_stop(item)}" for item in spoken))


def _stop(text: str) -> str:
    return "" if text.endswith(("?", "!", "…")) else "."


def _joined(*texts: Text) -> Text:
    return Text(*(" ".join(item.in_language(tag) for item in texts) for tag in LANGUAGES))


def _filled(sentence: Text, labels: Text, language: str) -> str:
    return sentence.in_language(language).format(labels=labels.in_language(language))

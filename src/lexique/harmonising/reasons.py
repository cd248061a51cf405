"""Why an answer is what it is: a stable code and a sentence in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lexique.messages import listed, say
from lexique.model import LANGUAGES, Concept, Group, Outcome, Reading, Reason, Status, Text
from lexique.vocabulary.hits import Hit


def label_of(concept: Concept) -> Text:
    """Return the preferred label in each language."""
    return Text(fr=concept.label("fr"), en=concept.label("en"))


def empty() -> Reason:
    """Return the reason for a blank text."""
    return Reason("empty", say("there is no text"))


def too_long() -> Reason:
    """Return the reason for a text that is no name."""
    return Reason("too-long", say("the text is too long to be a name; `annotate` reads texts"))


def unknown(inner: Sequence[Hit]) -> Reason:
    """Return the reason for a text that names nothing the vocabulary has."""
    if inner:
        return Reason(
            "part-of-name",
            say("“{form}” is only part of what is named", form=inner[0].form),
        )
    return Reason("no-designation", say("no designation of the vocabulary fits"))


def thing(concept: Concept, inner: Sequence[Hit]) -> Reason:
    """Return the reason for a head like *association*: the role in it is not what is named."""
    return Reason(
        "thing",
        say(
            "“{form}” is only part of the name of something else: {label}",
            label=label_of(concept),
            form=inner[0].form if inner else "",
        ),
    )


def by_context(concept: Concept, cue: str) -> Reason:
    """Return the reason for a reading that the neighbourhood chose."""
    return Reason(
        "context",
        say("“{cue}” in the context selects “{label}”", cue=cue, label=label_of(concept)),
    )


def for_readings(
    outcome: Outcome, readings: Sequence[Reading], code: str, cue: str | None
) -> Reason:
    """Return the reason for an answer with readings, and the reservation about the name, if any."""
    reason = _for_readings(outcome, readings, code, cue)
    flagged = (item.designation.flagged for item in readings if item.designation)
    flag = next((text for text in flagged if text is not None), None)
    if flag is None:
        return reason
    return Reason(
        reason.code, say("{reason} – Flagged name: “{flag}”", reason=reason.text, flag=flag)
    )


def _for_readings(
    outcome: Outcome, readings: Sequence[Reading], code: str, cue: str | None
) -> Reason:
    if outcome is Outcome.AMBIGUOUS:
        return _ambiguous(readings, code)
    reading = readings[0]
    if code == "context" and cue is not None:
        return by_context(reading.concept, cue)
    if outcome is Outcome.NOT_A_ROLE:
        return _no_role(reading.concept)
    return _matched(reading, code)


def _ambiguous(readings: Sequence[Reading], code: str) -> Reason:
    labels = listed(label_of(reading.concept) for reading in readings)
    if code == "coordination":
        return Reason("coordination", say("several names side by side: {labels}", labels=labels))
    if code == "candidate":
        return Reason(code, say("a candidate does not hold the role yet: {labels}", labels=labels))
    if len(readings) == 1:
        return _short_form(readings[0])
    from lexique.vocabulary.characteristics import deciding_question

    question = deciding_question([reading.concept for reading in readings])
    if question is None:
        return Reason(
            "several-readings",
            say("can stand for: {labels}. What does the rest of the record say?", labels=labels),
        )
    return Reason(
        "several-readings",
        say("can stand for: {labels}. To decide: {question}", labels=labels, question=question),
    )


def _short_form(reading: Reading) -> Reason:
    """Return the reason for the only reading we have of a form that has others elsewhere."""
    label, designation = label_of(reading.concept), reading.designation
    form = designation.form if designation else reading.concept.slug
    return Reason(
        "needs-cue",
        say(
            "“{form}” can mean other things than “{label}”; the context must confirm it",
            form=form,
            label=label,
        ),
    )


def _no_role(concept: Concept) -> Reason:
    stated = {tag: concept.statements.get(f"reason@{tag}", ("",))[0] for tag in LANGUAGES}
    if all(stated.values()):
        return Reason(str(concept.group), Text(fr=stated["fr"], en=stated["en"]))
    if concept.group is Group.PERSON:
        return Reason("person", say("names a class of persons, not an engagement"))
    return Reason(
        str(concept.group),
        say(
            "“{label}” is {kind}, not a role",
            label=label_of(concept),
            kind=_GROUP_SENTENCES[concept.group](),
        ),
    )


_GROUP_SENTENCES = {
    Group.NEIGHBOUR: lambda: say("taken for a role"),
    Group.LEVEL: lambda: say("a level of engagement"),
    Group.DOMAIN: lambda: say("a field"),
    Group.STATUS: lambda: say("a status"),
    Group.TRAINING: lambda: say("a training"),
    Group.MISSION: lambda: say("a mission"),
    Group.SAFEGUARD: lambda: say("a safeguard"),
    Group.EXPERIENCE: lambda: say("a basis of experience"),
    Group.SEAT: lambda: say("a seat in a body"),
    Group.BODY: lambda: say("a body"),
}


def _matched(reading: Reading, code: str) -> Reason:
    label, designation = label_of(reading.concept), reading.designation
    form = designation.form if designation else reading.concept.slug
    if code == "misspelling":
        return Reason(code, say("read as “{form}”: one letter differs", form=form))
    if code == "fuzzy":
        return Reason(code, say("nearest designation accepted: “{form}”", form=form))
    if designation and designation.status in (Status.DEPRECATED, Status.SUPERSEDED):
        return Reason(
            "old-designation",
            say("“{form}” is an old or discouraged name; write “{label}”", form=form, label=label),
        )
    if code in ("head", "apposition"):
        return Reason(code, _named(form, label))
    return Reason("designation", _designates(form, label))


def _named(form: str, label: Text) -> Text:
    """Return what a title names, and what that stands for where the form does not say it."""
    return _by_label(
        form,
        label,
        lambda: say("the title names “{form}”", form=form),
        lambda: say("the title names “{form}”, that is “{label}”", form=form, label=label),
    )


def _designates(form: str, label: Text) -> Text:
    """Return what a form designates, unless it is the concept's name in that language already."""
    return _by_label(
        form,
        label,
        lambda: say("“{form}” is the preferred name", form=form),
        lambda: say("“{form}” designates “{label}”", form=form, label=label),
    )


def _by_label(form: str, label: Text, same: Callable[[], Text], other: Callable[[], Text]) -> Text:
    """Return for each language one sentence where the form is the label, else the other."""
    # Mostly one sentence will do, and sentences are a fifth of what a new name costs.
    if form not in label:
        return other()
    return Text(
        fr=(same() if form == label.fr else other()).fr,
        en=(same() if form == label.en else other()).en,
    )

"""Closed word classes of English: what English titles have beside the grammar that all share.

All words are folded (lower case, no accents). Source: the English names among the project's
evidence; `words` holds the classes that French and English share.
"""

from __future__ import annotations

from lexique.levelling.word_class import word_class

LINKS = word_class("of for by with at to from and the an")
"""Prepositions, conjunctions and an article that no French text has."""

OPENINGS = word_class(
    "who what why how when where which do does can should introducing meet understanding becoming "
    "being about"
)
"""First words of English titles that ask or tell of what they name: *introducing peer workers*."""

INDEFINITE = word_class("a an")
"""Articles of any one person or thing."""

ADJUNCTS = word_class(
    "trained certified experienced advanced new former retired lead lay trainee bilingual bank "
    "hospital deputy online remote school"
)
"""What says how somebody plays a role, not which one (`words.ADJUNCTS`)."""

POSTS = ("job title", "position", "vacancy", "post")
"""What introduces the name of who holds it (`words.POSTS`)."""

VERBS_OF_POSTS = (
    "hiring", "recruiting", "now hiring", "are hiring", "is hiring", "are recruiting",
    "is recruiting", "we are hiring", "we are recruiting", "serving as", "acting as", "working as",
    "volunteering as", "employed as", "appointed as",
)  # fmt: skip
"""What announces in English who is wanted or what somebody is."""

THINGS: dict[str, frozenset[str]] = {
    "kind-body": word_class(
        "board committee council network team charity foundation group community society unit "
        "department center institute alliance consortium coalition taskforce "
        "agency workforce"
    ),
    "kind-training": word_class("training course workshop diploma certificate curriculum webinar"),
    "kind-programme": word_class("program project scheme pilot pathway model campaign strategy"),
    "kind-document": word_class(
        "charter form handbook report policy agreement list directory guideline survey study "
        "review toolkit manual leaflet newsletter journal checklist template register standard "
        "standards faq pack framework specification"
    ),
    "kind-contract": word_class("leave allowance payment fee status rights benefit pay stipend"),
    "kind-device": word_class("desk room platform website helpline space hub tool app"),
    "kind-activity": word_class(
        "involvement day week event meeting voice work advocacy research award story stories prize"
    ),
    "kind-staff": word_class(
        "head lead officer coordinator administrator director supervisor executive"
    ),
}
"""Heads that name a thing or a post, by the `neighbourKind` of what they name."""

ACTIVITY_ENDINGS = ("ing", "ship", "ships", "ness", "hood")
"""Endings of English nouns for an activity or a state, as *mentoring* and *mentorship* are."""

RELATIONAL_HEADS = word_class("representative rep advocate ambassador champion delegate")
"""English nouns for who acts for others: these may stand before them or behind *of*
(*user representative, representative of users*)."""

VERBS_TOO = word_class("advocate champion delegate")
"""Those of them that are verbs as well."""

PARTY_HEADS = word_class("representative rep delegate partner consultant advisor adviser")
"""English nouns that say nothing without whose they are: a *tenant representative* is no health
service user's."""

PRIVATIVES = word_class("mock fake pretend simulated standardised standardized dummy")
"""Adjectives that deny what they stand before: a *mock patient* is none."""

SHORTENED = {"rep": "representative", "reps": "representatives"}
"""Words cut short that need no full stop; names that have them are found before (*patient rep*)."""

HELPERS = word_class(
    "aide companion buddy befriender listener visitor guide ally partner mentor coach facilitator "
    "navigator"
)
"""English nouns for who supports, which need no *support* before them."""

BODIES = word_class("committee board council panel group forum network assembly partnership")
"""Bodies that have members and representatives."""

COMPANIES = word_class("ltd limited inc llc plc cic")
"""What ends the name of a company."""

TERMS_OF_POST = word_class(
    "band grade level tier step i ii iii iv v vi full part time hours hrs wte fte bank permanent "
    "temporary fixed term casual post posts position positions vacancy vacancies job jobs intern "
    "interns since until needed wanted required sought"
)
"""What may end an English title and says grade, hours, contract, or that there is a post: *Peer
Support Worker Band 3 (30 hours)*."""

"""The roles of the vocabulary, for editors and type checkers.

Generated from `vocab/` by `python -m lexique.enumeration`; do not edit.
"""

from __future__ import annotations

from enum import StrEnum

from lexique.namespaces import ROLE


class Role(StrEnum):
    """A role, as its slug; a member equals the text of the slug.

    >>> Role.PAIR_AIDANT == "pair-aidant"
    True
    >>> Role("pair-aidant").label("en")
    'peer supporter'
    """

    _labels: tuple[str, str]

    def __new__(cls, slug: str, french: str = "", english: str = "") -> Role:
        """Make a member from its slug and its preferred labels."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member._labels = (french, english)
        return member

    @property
    def iri(self) -> str:
        """The IRI of the concept."""
        return ROLE[self.value]

    def label(self, language: str = "fr") -> str:
        """Return the preferred label, French or English."""
        return self._labels[1] if language == "en" else self._labels[0]

    ADHERENT_DE_GEM = ("adherent-de-gem", "adhérent de GEM", "mutual support group member")
    ADMINISTRATEUR_DE_GEM = (
        "administrateur-de-gem",
        "administrateur de GEM",
        "mutual support group board member",
    )
    AGENT_DE_SANTE_COMMUNAUTAIRE = (
        "agent-de-sante-communautaire",
        "agent de santé communautaire",
        "community health worker",
    )
    AIDANT = ("aidant", "aidant", "carer")
    AIDANT_FAMILIAL = ("aidant-familial", "aidant familial", "family carer")
    AIDANT_NATUREL = ("aidant-naturel", "aidant naturel", "natural carer")
    AIDANT_PARTENAIRE = ("aidant-partenaire", "aidant partenaire", "carer partner")
    AMBASSADEUR_DE_SANTE = ("ambassadeur-de-sante", "ambassadeur de santé", "health ambassador")
    AMBASSADEUR_SANTE_MENTALE = (
        "ambassadeur-sante-mentale",
        "ambassadeur santé mentale",
        "mental health ambassador",
    )
    BENEVOLE_ASSOCIATIF = ("benevole-associatif", "bénévole associatif", "association volunteer")
    BENEVOLE_D_ACCOMPAGNEMENT = (
        "benevole-d-accompagnement",
        "bénévole d’accompagnement",
        "palliative care volunteer",
    )
    BENEVOLE_D_ACCUEIL = (
        "benevole-d-accueil",
        "bénévole d’accueil de l’Unafam",
        "family reception volunteer",
    )
    CONTRIBUTEUR_PUBLIC = ("contributeur-public", "contributeur public", "public contributor")
    COORDONNATEUR_ETP_ASSOCIATIF = (
        "coordonnateur-etp-associatif",
        "coordonnateur associatif de programme d’éducation thérapeutique",
        "association coordinator of a therapeutic education programme",
    )
    DEFENSEUR_DES_PATIENTS = (
        "defenseur-des-patients",
        "défenseur des patients",
        "patient advocate",
    )
    DELEGUE_DES_PERSONNES_ACCUEILLIES = (
        "delegue-des-personnes-accueillies",
        "délégué des personnes accueillies ou accompagnées",
        "delegate of sheltered or supported persons",
    )
    EXPERT_DU_VECU = ("expert-du-vecu", "expert du vécu", "expert by experience")
    INTERVENANT_FORME_TROD = (
        "intervenant-forme-trod",
        "intervenant formé aux TROD",
        "lay rapid test provider",
    )
    INTERVENANT_PAIR = ("intervenant-pair", "intervenant-pair", "peer contributor")
    MEDIATEUR_DE_SANTE_PAIR = (
        "mediateur-de-sante-pair",
        "médiateur de santé-pair",
        "peer health mediator",
    )
    MEDIATEUR_EN_SANTE = ("mediateur-en-sante", "médiateur en santé", "health mediator")
    MEDIATEUR_INTERCULTUREL = (
        "mediateur-interculturel",
        "médiateur interculturel",
        "intercultural mediator",
    )
    MEDIATEUR_PAIR = ("mediateur-pair", "médiateur pair", "peer mediator")
    MEMBRE_PROFANE = ("membre-profane", "membre profane", "lay member")
    NAVIGATEUR_PATIENT = ("navigateur-patient", "navigateur patient", "patient navigator")
    PAIR_AIDANT = ("pair-aidant", "pair-aidant", "peer supporter")
    PAIR_AIDANT_FAMILIAL = ("pair-aidant-familial", "pair-aidant familial", "family peer supporter")
    PAIR_AIDANT_PROFESSIONNEL = (
        "pair-aidant-professionnel",
        "pair-aidant professionnel",
        "peer support worker",
    )
    PAIR_EDUCATEUR = ("pair-educateur", "pair-éducateur", "peer educator")
    PAIR_EMULATEUR = ("pair-emulateur", "pair-émulateur", "peer counsellor")
    PAIR_NAVIGATEUR = ("pair-navigateur", "pair navigateur", "peer navigator")
    PARTENAIRE_SECURITE_PATIENT = (
        "partenaire-securite-patient",
        "partenaire pour la sécurité des patients",
        "patient safety partner",
    )
    PATIENT_ACCOMPAGNATEUR = (
        "patient-accompagnateur",
        "patient accompagnateur",
        "accompanying patient",
    )
    PATIENT_AMBASSADEUR = ("patient-ambassadeur", "patient ambassadeur", "patient ambassador")
    PATIENT_CO_CHERCHEUR = ("patient-co-chercheur", "patient co-chercheur", "patient co-researcher")
    PATIENT_COACH = ("patient-coach", "patient coach", "patient coach")
    PATIENT_CONSEILLER = ("patient-conseiller", "patient conseiller", "patient advisor")
    PATIENT_COORDONNATEUR = (
        "patient-coordonnateur",
        "patient coordonnateur",
        "patient partnership coordinator",
    )
    PATIENT_ENSEIGNANT = ("patient-enseignant", "patient enseignant", "patient lecturer")
    PATIENT_EXPERT = ("patient-expert", "patient expert", "patient expert")
    PATIENT_EXPERT_ADDICTIONS = (
        "patient-expert-addictions",
        "patient expert addictions",
        "certified patient expert in addiction",
    )
    PATIENT_FORMATEUR = ("patient-formateur", "patient formateur", "patient teacher")
    PATIENT_INTERVENANT_ETP = (
        "patient-intervenant-etp",
        "patient intervenant",
        "patient educator in therapeutic education",
    )
    PATIENT_LEADER = ("patient-leader", "patient leader", "patient leader")
    PATIENT_PARTENAIRE = ("patient-partenaire", "patient partenaire", "patient partner")
    PATIENT_RESSOURCE = ("patient-ressource", "patient ressource", "patient resource person")
    PATIENT_TEMOIN = ("patient-temoin", "patient témoin", "patient storyteller")
    PERSONNALITE_QUALIFIEE = (
        "personnalite-qualifiee",
        "personnalité qualifiée",
        "board member appointed for competence",
    )
    PERSONNE_DE_CONFIANCE = ("personne-de-confiance", "personne de confiance", "trusted person")
    PERSONNE_ENGAGEE = ("personne-engagee", "personne engagée", "engaged person")
    PERSONNE_QUALIFIEE = (
        "personne-qualifiee",
        "personne qualifiée",
        "qualified person for residents’ rights",
    )
    PERSONNE_RESSOURCE_CONCERNEE = (
        "personne-ressource-concernee",
        "personne ressource concernée",
        "service user educator in social work",
    )
    PROCHE_AIDANT = ("proche-aidant", "proche aidant", "informal carer")
    REFERENT_INTERVENTION_PAR_LES_PAIRS = (
        "referent-intervention-par-les-pairs",
        "référent de l’intervention par les pairs",
        "peer involvement lead",
    )
    RELAIS_COMMUNAUTAIRE = ("relais-communautaire", "relais communautaire", "community relay")
    RELECTEUR = ("relecteur", "patient relecteur", "lay reviewer")
    REPRESENTANT_ASSOCIATIF = (
        "representant-associatif",
        "représentant associatif",
        "association representative",
    )
    REPRESENTANT_CVS = (
        "representant-cvs",
        "représentant au conseil de la vie sociale",
        "representative on a council of social life",
    )
    REPRESENTANT_DES_USAGERS = (
        "representant-des-usagers",
        "représentant des usagers",
        "user representative",
    )
    TRAVAILLEUR_PAIR = ("travailleur-pair", "travailleur pair", "peer worker")

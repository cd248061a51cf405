"""Closed word classes of French, and of what it shares with English, Dutch, German and Spanish.

All words are folded (lower case, no accents). Sources: Grevisse and Goosse, *Le bon usage*, for
the French grammar words; `pitfalls` section 8 of the project's evidence for the marks of gender;
job adverts of French hospitals for what introduces a title.
"""

from __future__ import annotations

from lexique.levelling import english_words
from lexique.levelling.word_class import word_class

ARTICLES = word_class(
    "un une le la les l des the a an het een der die das ein eine el los las uno unos ce cet "
    "cette ces this that chaque each every plusieurs quelques tout toute tous toutes"
)
PREPOSITIONS = word_class(
    "d de du des en a au aux pour par avec chez dans sur aupres sous of in for by with at to from "
    "on into through within van voor met op bij door uit von fur mit im aus zum zur bei del al y "
    "dont que qui qu est sont s c n se ne"
)
MANNER = word_class("avec ayant")
"""What brings with it how or with what somebody comes, which changes nobody."""

DECIDING_PREPOSITIONS = word_class("aupres par avec")
"""Those that say another thing than *de*, which others only vary (*médiateur de, en santé*)."""
NOUNS_OF_PREPOSITIONS = {"sein": "au", "cadre": "dans"}
"""Nouns that are part of a preposition behind another word of it: *au sein de*, *dans le cadre de*,
not *cancer du sein*, *cadre de santé*."""

CONJUNCTIONS = word_class("et ou and or und oder en/of of/and bzw ainsi puis comme")
"""Words that join two names. `en` and `of` are prepositions first, so they are not here."""

POSSESSIVES = word_class(
    "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs my your his her its our "
    "their own propre propres soi"
)
"""What turns a role towards others into a part in one's own care (*acteur de sa santé*)."""

NEGATIONS = word_class("non aucun aucune no not")
"""What says that nobody, or somebody else, is what follows: *non-aidant*, *aucun pair-aidant*."""

QUESTIONS = (word_class("qu est"), word_class("qui est"), word_class("se"), word_class("s"))
"""What at the start asks what a name means, or names what one does: *qu’est-ce qu’un
pair-aidant ?*, *se former comme pair-aidant*."""

INDEFINITE = word_class("un une")
SUBJECTS = word_class("question questions debat images chiffres")
"""What a text about a name is titled with: *le pair-aidant en question*."""

CALLS = word_class("appel avis")
"""What is published about a name behind a colon: *pair-aidant : appel à projets*."""

ASKING = word_class("quoi qui comment pourquoi quel quelle quels quelles combien faut")
"""What begins a question about a name behind a colon: *pair-aidant : de quoi parle-t-on ?*"""

OWN = "§"
"""How a possessive stands in a key."""

FUNCTION_WORDS = (ARTICLES | PREPOSITIONS | CONJUNCTIONS) - POSSESSIVES

ACRONYMS_LIKE_FUNCTION_WORDS = word_class("du des as")
"""Diplôme universitaire, diplôme d'études spécialisées: content words when in capitals."""

INCLUSIVE_MARKS = "·•‧∙⋅・●"
"""Marks that serve inclusive writing only (U+00B7, 2022, 2027, 2219, 22C5, 30FB, 25CF)."""

SHARED_MARKS = ".*:_/-"
"""Marks that serve other ends too: a suffix is taken off after them only behind a known word."""

INCLUSIVE_SUFFIXES = word_class(
    "e es s ne nes le les te tes rice rices ice ices trice trices eure eures euse euses se ses "
    "ere eres iere ieres esse esses ve ves ive ives ienne iennes enne ennes onne elle elles drice "
    "drices teur teurs deur deurs a as "
    "in innen r rs eur eurs x ux aux"
)
CLITICS = word_class("le les se ses te tes ne r rs x a as in en")
"""Suffixes that are words as well: after a hyphen, full stop or slash they prove nothing alone."""

GENDER_NOTICE = (
    r"[(\[]\s*(?:h\s*[/.,|-]?\s*f|f\s*[/.,|-]?\s*h|m\s*[/.|-]\s*f|f\s*[/.|-]\s*m)"
    r"(?:\s*[/.|-]\s*(?:x|nb|d|n\.?b\.?))?\s*[)\]]"
    r"|(?<![^\W_])(?:h\s?[/|]\s?f|f\s?[/|]\s?h|h-f|f-h|m/f|f/m|[mw]/[mw]/d|hommes?\s?/\s?femmes?|"
    r"femmes?\s?/\s?hommes?)(?:\s?[/|-]\s?(?:x|nb|d))?(?![^\W_])"
)
"""H/F and its kin, in folded text."""

SPELLING_VARIANTS = {
    "coordinateur": "coordonnateur",
    "coordonateur": "coordonnateur",
    "coordonator": "coordonnateur",
    "adviser": "advisor",
    "travaux": "travail",
    "tracker": "traceur",
    "animator": "animateur",
    "cancereux": "cancer",
}
"""Stems that are one word in two spellings."""

CLIPPED = {
    "asso": "association",
    "assoc": "association",
    "benev": "benevole",
    "coord": "coordonnateur",
    "etud": "etudiant",
    "interv": "intervenant",
    "mediat": "mediateur",
    "pdt": "president",
    "pres": "president",
    "rep": "representant",
    "repr": "representant",
    "repres": "representant",
    "resp": "responsable",
    "suppl": "suppleant",
    "tit": "titulaire",
}
"""Words cut short, with the full stop that shows it: *Rep. des usagers*."""

DETERMINERS = word_class(
    "bon grand petit certain certains certaine certaines divers diverses differents differentes "
    "nombreux nombreuses autre autres meme memes tel tels telle telles maint maints "
    "maintes plupart majorite nombre beaucoup peu dizaine dizaines douzaine quinzaine vingtaine "
    "trentaine quarantaine cinquantaine soixantaine centaine centaines millier milliers environ "
    "pres plus million millions milliard milliards entre percent pourcent moitie tiers quart "
    "quarts ensemble totalite jusqu premiers premieres seconds secondes derniers dernieres one "
    "thirds half quarter moins quelque quelques deux trois quatre cinq six sept huit neuf dix "
    "onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents "
    "mille tous toutes some many several most all both other others about over two three four "
    "five six seven eight nine ten twelve twenty hundred premier premiere second seconde dernier "
    "derniere first third fourth fifth next another x"
)
"""Indefinites, cardinals, nouns of quantity and what makes a number approximate (Grevisse and
Goosse, *Le bon usage*, the chapters on determiners), with the English ones."""

ADVERBS = word_class(
    "actuellement aujourd hui anciennement auparavant aussi deja desormais egalement longtemps "
    "maintenant notamment officiellement parfois principalement recemment surtout toujours"
)
"""What says since or until when, or that there is more: *actuellement, également patiente*."""

ORDINAL = r"\d+(?:er|re|nde?|e|i?eme|st|rd|th)s?|iii?e|[a-z]{2,}iemes?"
"""Other ordinals, in folded text: *deuxième, 2e, IIe, 4th*."""

NAMING_WORDS = word_class(
    "aussi appele appelee appeles appelees nomme nommee nommes nommees dit dite dits dites encore "
    "egalement alias voire soit autrement also called known"
)
"""What announces another name of the same thing: *A, aussi appelé B*."""

SO_CALLED = word_class("dit dite dits dites called")
"""Participles that stand inside a name without being part of it: *patient dit expert*."""

GENERA: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (
        ("proche", "parent"),
        word_class(
            "maman papa mere pere parent fils fille frere soeur epoux epouse conjoint mari femme "
            "compagnon compagne enfant ami voisin famille"
        ),
    ),
    (
        ("family", "carer", "parent"),
        word_class(
            "family carer caregiver parent mother father mum dad spouse husband wife daughter son "
            "sister brother sibling relative"
        ),
    ),
    (
        ("association",),
        word_class("ligue amicale"),
    ),
    (
        ("chercheur",),
        word_class("enqueteur enquetrice"),
    ),
    (
        ("patient",),
        word_class("malade"),
    ),
    (
        ("worker", "specialist"),
        word_class("worker practitioner specialist provider"),
    ),
    (("public",), word_class("lay citizen patient carer")),
    (("member",), word_class("panellist panelist")),
    (("patient",), word_class("consumer")),
    (
        ("supporter",),
        word_class("aide companion buddy befriender listener visitor guide ally partner"),
    ),
    (("user", "patient", "consumer"), frozenset({"service user"})),
    (("peer", "patient"), frozenset({"lived experience"})),
)
"""What the name of a role says in general, likeliest first, and kinds of it in any number: with
*aidant*, a mother is a *proche*; a *father peer worker* is a *family* or *carer peer worker*.
Two words stand for one where they name one thing (*service user*). *Malade* was the word for
*patient* before (`pitfalls` section 5)."""

ADJUNCTS = word_class(
    "confirme confirmee experimente experimentee forme formee diplome diplomee certifie certifiee "
    "retraite retraitee motive motivee engage engagee recrute recrutee indemnise indemnisee seul "
    "seule seuls seules jeune jeunes age agee ages agees benevole actif active actifs actives "
    "volontaire prive public lutte contre anti depuis membre membres adherent adulte adultes "
    "enfant enfants senior junior titre part entiere place poste terrain exercice activite date "
    "longue jusqu mi temps plein partiel stagiaire demissionnaire potentiel pressenti elu "
    "francophone anglophone referent principal adjoint remplacant itinerant mobile interim "
    "devenir fonction formation proximite reconversion lundi mardi mercredi jeudi vendredi samedi "
    "dimanche matin apres midi soir nuit jour semaine mois heure weekend annee"
)
"""What says how somebody plays a role, not which one; *à part entière*, *en place*, *de terrain*
are locutions."""

QUALIFYING_ENDINGS = ("é", "és", "ée", "ées", "ant", "ants", "ante", "antes", "iste", "istes")
"""Endings, accents and all, of adjectives that qualify: *recruté, débutant, autiste*. Those in
*-ique, -al, -aire, -el* name a field and may change the role: *aidant informatique*."""

FIELD_ENDINGS = (
    "al", "ale", "aux", "ales", "el", "elle", "els", "elles", "ique", "iques", "aire", "aires",
    "er", "ere", "ers", "eres", "if", "ive", "ifs", "ives",
)  # fmt: skip
"""Endings of adjectives that name a field: *partenaire social* is another species of partner."""

VERBAL_ENDINGS = ("é", "és", "ée", "ées", "u", "us", "ue", "ues", "i", "is", "it", "er", "ir", "re")
"""Endings of participles and infinitives, accents and all."""

REPRESENTATIVES = word_class("representant delegue porte-parole mandataire")
"""Who speaks for others: of whom he is told, of those again: *des parents d’élèves*."""

RELATIONAL_HEADS = REPRESENTATIVES | word_class("partenaire formateur interlocuteur")
"""Nouns whose complement in *de* is their other party (*représentant de la commune*): it makes
part of what they name, as a place or a field beside other nouns does not."""

IN_CHARGE = word_class("referent")
"""Stems of nouns whose field is their charge, no place of work: *référent cancer*."""

MEMBERS = word_class("membre membres member members")
"""Who sits in a body, whatever for: *membre de la CDU*."""

SUBSTITUTES = word_class("suppleant alternate substitute remplacant")
"""Who sits for the holder of a role, and so plays it: *suppléant du représentant des usagers*."""

CANDIDATES = word_class("candidat candidate candidats candidates")
"""Who does not hold the role yet."""

POSTS = (
    "offre emploi",
    "offre poste",
    "offre mission",
    "avis recrutement",
    "poste",
    "emploi",
    "fonction",
    "fonctions",
    "faisant fonction",
    "fait fonction",
    "intitule poste",
    "intitule",
    "profil",
    "tant",
    "qualite",
    "titre",
    "candidat",
    "candidate",
    "candidats",
)
"""What introduces the name of who holds it, with *de* or without: *poste de pair-aidant*."""

OFFICES = word_class("tant qualite titre")
"""Those behind a participle: *agissant en qualité de*."""

HIMSELF = word_class("le la l")
"""Articles of one person, named before: *Monsieur le médiateur*."""

POSTS_OF_ONE = word_class("poste emploi profil")
"""Those that name an activity before several persons: *emploi de pairs-aidants*."""

VERBS_OF_POSTS = (
    "recrute",
    "recrutons",
    "nous recrutons",
    "cherche",
    "cherchons",
    "recherche",
    "recherchons",
    "nous recherchons",
)
"""What takes the name for its object, with any determiner."""

NOUNS_LIKE_VERBS = word_class("recherche")
"""Those that before *de* are a noun: *recherche de pairs-aidants*."""

NO_POST_BEFORE = word_class(
    "le la les l du des au aux the par avec dans chez sur aupres by with entre"
)
"""What makes of a post before a role the head: *fonction du pair-aidant*, *poste par les pairs*
speak of something, *fonction de pair-aidant* names who holds it."""

RIGHT_BEFORE = (
    *word_class(
        "futur future futurs ancien ancienne anciens anciennes nouveau nouveaux nouvelle "
        "nouvelles seul seule seuls seules unique uniques prochain prochaine prochains prochaines "
        "actuel actuelle actuels actuelles precedent precedente jeune jeunes autre autres vrai "
        "vraie vrais vraies ex stagiaire apprenti apprentie femme femmes homme hommes membre "
        "membres personne personnes mr mme madame monsieur nomme nommee nommes nommees designe "
        "designee designes designees elu elue elus elues mandate mandatee mandates mandatees "
        "devenu devenue devenus devenues embauche embauchee embauches embauchees recrute recrutee "
        "recrutes recrutees employe employee forme formee formes formees agissant exercant simple "
        "simples veritable veritables former senior junior certified trained advanced experienced "
        "paid unpaid new young qualified"
    ),
    "part time",
    "full time",
    "a la fois",
)
"""What may stand right before the name of a role without changing what it names: adjectives,
nouns for any person, participles of appointment."""

FRENCH_THINGS: dict[str, frozenset[str]] = {
    "kind-body": word_class(
        "association federation collectif comite commission conseil college bureau groupe reseau "
        "equipe instance organisation organisme union fondation institut universite ecole "
        "communaute delegation antenne cellule direction service unite pole club cercle assemblee "
        "conference academie ligue societe syndicat agence centre maison office panel vereniging"
    ),
    "kind-training": word_class(
        "formation formations diplome du diu licence master certificat certification cursus "
        "module atelier stage apprentissage cours mooc webinaire seminaire"
    ),
    "kind-programme": word_class(
        "programme projet dispositif plan initiative experimentation action campagne operation "
        "strategie modele demarche approche parcours appel"
    ),
    "kind-document": word_class(
        "charte guide convention formulaire fiche livret annuaire liste rapport referentiel "
        "manuel contrat attestation certificat decret arrete loi recommandation texte article "
        "glossaire designation nomination memo plaquette brochure livre ouvrage questionnaire "
        "enquete etude these memoire revue lettre retour definition video podcast interview "
        "portrait reportage mode"
    ),
    "kind-contract": word_class(
        "conge allocation indemnite indemnisation remuneration statut droit droits prime salaire "
        "mandat agrement cotisation aide prestation"
    ),
    "kind-device": word_class(
        "cafe espace lieu salle plateforme site portail permanence accueil point forum blog page "
        "ligne numero application outil"
    ),
    "kind-activity": word_class(
        "metier profession carriere posture figure vocation journee journees "
        "semaine rencontre rencontres colloque congres reunion soiree fete role "
        "place parole temoignage temoignages experience savoir savoirs expertise vecu recrutement "
        "accueil soutien suivi travail recherche pratique methode support engagement participation"
    ),
    "kind-staff": word_class(
        "charge chargee chargemission responsable directeur directrice chef cheffe manager "
        "gestionnaire secretaire assistant assistante cadre coordonnateur coordinateur referent "
        "animateur superviseur encadrant encadrante conseiller consultant agent technicien"
    ),
}
"""Heads that name a thing or a post, by the `neighbourKind` of what they name; English has some
of these words too."""

THING_HEADS = {kind: heads | english_words.THINGS[kind] for kind, heads in FRENCH_THINGS.items()}
"""Heads that name a thing or a post: what follows them (*association de pair-aidants*) is not
the thing named. Keyed by the `neighbourKind` of what they name."""

ACTIVITY_ENDINGS = ("tion", "tions", "sion", "ment", "ments", "ance", "ence", "ages", "isme", "ite")
"""Endings of French nouns made from verbs or adjectives: an activity or a quality, no person."""

PERSON_ENDINGS = (
    "eur", "eurs", "rice", "rices", "euse", "euses", "ant", "ants", "ante", "antes", "iste",
    "istes", "ier", "iers", "iere", "ieres", "ien", "iens", "ienne", "iennes", "logue", "logues",
    "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ent", "ents", "ente", "entes",
    "aire", "aires", "iatre", "iatres", "medecin", "medecins", "aide", "aides",
    "ee", "ees",
)  # fmt: skip
"""Endings that a French or English noun for a person usually has."""

PERSONS = word_class(
    "adulte ami architecte artisan artiste avocat benevole camarade coach collegue compagne "
    "compagnon concubin conjoint comptable cousin eleve enfant epoux expert externe femme fille "
    "fils frere homme interne jeune magistrat maire malade maman mari membre mere neveu niece "
    "oncle pair papa peer pere professionnel proche retraite soeur tante voisin temoin member "
    "community family parent partner rep reps representatives veteran youth"
)
"""Nouns for persons with another ending; in English they may be the kind of a short form."""

THINGS_LIKE_PERSONS = word_class(
    "abecedaire accelerateur accent annee anniversaire annuaire argent arrivee assemblee atelier "
    "attente banniere barriere bien brocante cahier calendrier catalogue center centre chantier "
    "chapter checklist clavier commentaire compteur constante corner coeur courant courrier "
    "cursus dejeuner detente dialogue dictionnaire diner dispensaire dossier douleur duree "
    "element entente entraide entree entretien equivalent essor filiere exemplaire facteur faveur "
    "fichier flyer folder formulaire foyer garantie glossaire gouter honneur honoraire horaire "
    "idee incubateur indicateur instant inventaire itineraire journee laser leaflet lumiere "
    "letter levier lien list liste lycee maintien major maniere matiere matinee matrice memoire "
    "moment montant montee moteur musee newsletter numero order ordinateur paper panier papier "
    "pensee pepiniere pilier piste portee randonnee relais poster premier quartier questionnaire "
    "quotidien register rentree repertoire restaurant salaire sante sector secteur seminaire "
    "sentier simulateur soiree sommaire soutien territoire theatre tournee tracker traversee "
    "tresor trophee valeur variante vecteur veillee vente versant vivier vocabulaire volant"
)
"""Nouns with such an ending that name a thing: *métier pair-aidant* is no person."""

FEMININE_ENDINGS = ("rice", "euse", "iere", "ienne", "ante", "ente", "ee")
"""Endings of feminine nouns for persons, without the plural's *s*."""

MASCULINE_ENDINGS = ("eur", "ant", "ent", "ert", "ien", "ier")
"""Endings of masculine nouns and adjectives that have another in the feminine."""

PLACES = word_class(
    "chu chru ch hopital hopitaux hospitalier hospitaliere hospitaliers clinique ehpad usld ssr "
    "smr had centre service unite pole departement cpts msp cmp cms camsp csapa caarud gem ght "
    "ghu epsm ars has ap-hp aphp hcl assistance publique institut fondation federation "
    "association ligue reseau maison etablissement structure equipe secteur site region regional "
    "departemental national territoire ville quartier commune universite faculte ufr ifsi ecole "
    "foyer residence pension habitat domicile village appartement internat accueil groupe college "
    "bureau csp chsp conseil commission comite cdu cvs crsa cts cpam instance france hospital "
    "hospitals clinic ward trust nhs university team service care centre center department"
)
"""Words of the place where a role is played; they say nothing against it."""

FIELDS = word_class(
    "cancer cancerologie oncologie hematologie diabete diabetologie psychiatrie psychiatrique "
    "addictologie addiction addictions alcool alcoologie tabacologie nephrologie dialyse rein "
    "renal cardiologie cardiaque coeur cardiovasculaire pneumologie asthme bpco mucoviscidose "
    "neurologie sclerose plaques sep parkinson alzheimer epilepsie avc rhumatologie polyarthrite "
    "spondylarthrite dermatologie psoriasis gastro enterologie mici crohn hepatologie hepatite "
    "vih sida sante sexuelle pediatrie pediatrique gynecologie endometriose maternite "
    "perinatalite gerontologie geriatrie handicap moteur visuel psychique mental mentale douleur "
    "chronique chroniques rare rares maladies maladie pathologie pathologies palliatif palliatifs "
    "soins soin transplantation greffe obesite bariatrique allergologie infectiologie urgences "
    "reanimation chirurgie readaptation reeducation education therapeutique etp autisme tsa tnd "
    "schizophrenie bipolarite troubles bipolaires precarite migrants exil sexuelle prevention "
    "depistage numerique e-sante recherche enseignement oncology psychiatry diabetes health "
    "mental cancer addiction research education safety kidney renal cardiology stroke dementia "
    "disability"
)
"""Fields of care that a title may add to a role; they say nothing against it."""

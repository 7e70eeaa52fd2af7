"""The words that stand in the files themselves: what each column takes, the titles of documents, the defaults."""

from collections.abc import Mapping

from app.careers.vocabulary import Kind
from app.content.text import Text

KINDS: Mapping[Kind, Text] = {
    "behavioural": Text(fr="Comportementale", en="Behavioural"),
    "situational": Text(fr="Situationnelle", en="Situational"),
    "technical": Text(fr="Technique", en="Technical"),
    "motivation": Text(fr="Motivation", en="Motivation"),
}
LANGUAGE_NAMES = {"fr": Text(fr="en français", en="in French"), "en": Text(fr="en anglais", en="in English")}

PROBES = (
    Text(fr="Pouvez-vous donner un exemple précis ?", en="Can you give a specific example?"),
    Text(fr="Pourquoi ce choix ?", en="Why that choice?"),
)
REVEALS = Text(
    fr="Montre comment la personne met cette compétence en œuvre, d'après ce qu'elle dit avoir fait ou vouloir faire.",
    en="Shows how the person puts this competency to work, from what they say they did or would do.",
)
NOT_OBSERVED = Text(
    fr="La réponse ne donne rien à noter sur cette compétence, même après les relances.",
    en="The answer gives nothing to rate on this competency, even after the follow-up questions.",
)

EXPLAINED: Mapping[str, Text] = {
    "id": Text(
        fr="Nom court et unique : minuscules sans accent, chiffres, traits d'union, 64 signes. Vide : il est fait de "
        "la question.",
        en="Short unique name: lower-case letters, digits, hyphens, 64 characters. Empty: made from the question.",
    ),
    "competency": Text(
        fr="Obligatoire. La compétence évaluée, par identifiant ou par nom.",
        en="Required. The competency assessed, by id or by name.",
    ),
    "kind": Text(
        fr="Vide : situationnelle.",
        en="Empty: situational.",
    ),
    "topic": Text(
        fr="Vide : le thème le plus fréquent de la compétence.",
        en="Empty: the most frequent topic of the competency.",
    ),
    "levels": Text(
        fr="Un ou plusieurs niveaux, séparés par des virgules. Vide : tous.",
        en="One or more levels, separated by commas. Empty: all.",
    ),
    "roles": Text(
        fr="Un ou plusieurs métiers, séparés par des virgules. Vide : tous.",
        en="One or more roles, separated by commas. Empty: all.",
    ),
    "minutes": Text(
        fr="Nombre entier de 1 à 45, relances et notes comprises. Vide : 6 pour une question comportementale, "
        "5 situationnelle, 4 technique, 3 motivation.",
        en="Whole number from 1 to 45, follow-ups and notes included. Empty: 6 for a behavioural question, "
        "5 situational, 4 technical, 3 motivation.",
    ),
    "difficulty": Text(fr="1, 2 ou 3. Vide : 2.", en="1, 2 or 3. Empty: 2."),
    "twin": Text(
        fr="Identifiant de la question de ce fichier qui cherche la même histoire : l'une est comportementale, "
        "l'autre situationnelle, et chacune nomme l'autre.",
        en="Id of the question of this file that looks for the same story: one is behavioural, the other situational, "
        "and each names the other.",
    ),
    "ask": Text(
        fr="Obligatoire. La question telle qu'on la pose, 300 signes au plus.",
        en="Required. The question as it is asked, 300 characters at most.",
    ),
    "probe_1": Text(
        fr="Première relance. Vide : une relance neutre.", en="First follow-up. Empty: a neutral follow-up."
    ),
    "probe_2": Text(
        fr="Seconde relance. Vide : une relance neutre.", en="Second follow-up. Empty: a neutral follow-up."
    ),
    "reveals": Text(
        fr="Ce que la réponse révèle. Vide : une phrase neutre.", en="What the answer shows. Empty: a neutral sentence."
    ),
    "anchor_1": Text(
        fr="Obligatoire. Ce qu'on entend dans une réponse faible, notée 1.",
        en="Required. What one hears in a weak answer, rated 1.",
    ),
    "anchor_3": Text(
        fr="Obligatoire. Ce qu'on entend dans une réponse moyenne, notée 3.",
        en="Required. What one hears in an average answer, rated 3.",
    ),
    "anchor_5": Text(
        fr="Obligatoire. Ce qu'on entend dans une réponse forte, notée 5.",
        en="Required. What one hears in a strong answer, rated 5.",
    ),
    "not_observed": Text(
        fr="Quand cocher « non observé ». Vide : une phrase neutre.",
        en="When to tick “not observed”. Empty: a neutral sentence.",
    ),
    "job_link": Text(
        fr="Obligatoire. Le lien direct et nécessaire avec le poste (art. L1221-6 du code du travail).",
        en="Required. The direct and necessary link with the job (art. L1221-6 of the French labour code).",
    ),
    "reason": Text(
        fr="Pourquoi la question est posée malgré une alerte de la vérification des questions interdites.",
        en="Why the question is asked in spite of an alert of the check on unlawful questions.",
    ),
}
LANGUAGE_RULE = Text(
    fr="Une seule langue suffit : remplissez toutes les colonnes d'une langue, ou des deux.",
    en="One language is enough: fill in every column of one language, or of both.",
)

TITLE = Text(fr="Questions d'entretien", en="Interview questions")
SHEET = Text(fr="lisez-moi", en="read me")
README = (
    Text(fr="Colonne", en="Column"),
    Text(fr="Ce qu'elle contient", en="What it holds"),
    Text(fr="Valeurs acceptées", en="Accepted values"),
)
PROBES_TITLE = Text(fr="Relances", en="Follow-up questions")
SCALE_TITLE = Text(fr="Repères de notation", en="Rating scale")
REVEALS_TITLE = Text(fr="Ce que la réponse révèle", en="What the answer shows")
NOT_OBSERVED_TITLE = Text(fr="Non observé", en="Not observed")
JOB_LINK_TITLE = Text(fr="Lien avec le poste", en="Link with the job")

"""What a recruiter types to write a question, read and checked; what is refused is said next to its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, StringField

from app.content.text import LANGUAGES, Language
from app.library import Library
from app.questions.advice import Hint, hints
from app.questions.bank import Question
from app.questions.exchange.columns import LISTS, TEXTS
from app.questions.exchange.defaults import KIND, MINUTES
from app.questions.exchange.draft import draft
from app.questions.exchange.flat import cells
from app.questions.exchange.parsed import Problem, Row
from app.questions.exchange.raw import Raw
from app.questions.exchange.whole import rows
from app.questions.files import vocabulary
from app.questions.intake import REASON, Alert, Questions, alerts, explained, flaw, free_id
from app.web.fields import one_line
from app.web.language import gettext as _

ASK_LENGTH = 400
PLAIN = ("competency", "kind", "minutes")
NAMES = tuple(f"{text}_{language}" for text in TEXTS for language in LANGUAGES)


class QuestionForm(Form):
    """A question being written; its texts are called ask_fr and so on, as in files.

    `turn` counts how often the form was shown again: see templates/questions/own_write.html. `language` is the one it
    is written in first, `back` the composer to go back to.
    """

    turn = StringField(filters=[one_line])
    language = StringField(filters=[one_line])
    back = StringField(filters=[one_line])
    competency = StringField(filters=[one_line])
    kind = StringField(filters=[one_line])
    minutes = StringField(filters=[one_line])
    reason = StringField(filters=[one_line])
    levels = SelectMultipleField(validate_choice=False)
    roles = SelectMultipleField(validate_choice=False)

    @property
    def main(self) -> Language:
        """The language it is written in first."""
        return "en" if self.language.data == "en" else "fr"

    @property
    def second(self) -> Language:
        """The language it may be written in too."""
        return "fr" if self.main == "en" else "en"

    @property
    def texts(self) -> dict[str, str]:
        """What is typed in the first language, by the names of columns without their language."""
        return {name: self[f"{name}_{self.main}"].data or "" for name in TEXTS}

    @property
    def translated(self) -> bool:
        """Whether something is typed in the other language, or wrong there."""
        return any(self[name].data or self[name].errors for name in NAMES if name.endswith(self.second))

    def hints(self) -> tuple[Hint, ...]:
        """Return what would make the question better."""
        return hints(self.texts, self.main)


for _name in NAMES:
    setattr(QuestionForm, _name, StringField())


@dataclass(frozen=True)
class Written:
    """What the form says: a question, or None when something is missing or wrong; what it touches."""

    question: Question | None
    alerts: tuple[Alert, ...]


def form_typed(typed: MultiDict[str, str]) -> QuestionForm:
    """Return the form that was sent."""
    return QuestionForm(typed)


def new_form(language: Language, library: Library, wanted: Mapping[str, str], back: str) -> QuestionForm:
    """Return a form for every level and role, with the competency and the words wanted, if any."""
    competency, ask = wanted.get("competency", ""), one_line(wanted.get("ask", ""))[:ASK_LENGTH]
    known = competency if competency in library.competencies else next(iter(library.competencies))
    everyone = {"levels": list(library.levels), "roles": list(library.roles)}
    return QuestionForm(
        data={"language": language, "competency": known, "kind": KIND, f"ask_{language}": ask, "back": back, **everyone}
    )


def form_of(question: Question, language: Language, back: str) -> QuestionForm:
    """Return the form that writes a question anew; one in two languages starts with `language`."""
    own = question.own
    filled: dict[str, Any] = {
        name: text for name, text in cells(question).items() if name in (*PLAIN, *NAMES, "reason")
    }
    filled |= {"levels": list(question.levels), "roles": list(question.roles), "back": back}
    return QuestionForm(data={**filled, "language": (own.language if own else None) or language})


def written(form: QuestionForm, library: Library, book: Questions, before: Question | None) -> Written:
    """Return the question that the form holds, in place of `before` if given; what is wrong is put next to its field.

    Raises nothing: without a good reason, a question that touches something unlawful is refused too.
    """
    row = _row(form, library, before)
    for problem in row.problems:
        field = _field(form, problem)
        field.errors = (*field.errors, _said(problem))
    if row.question is None:
        return Written(None, ())
    question = _named(row.question, library, book, before)
    found = alerts(question, library.lawful)
    reason = (form.reason.data or "") if found else ""
    if found and (wrong := flaw(reason)):
        form.reason.errors = (_reason_said(wrong),)
        return Written(None, found)
    return Written(explained(question, reason), found)


def touched(form: QuestionForm, library: Library) -> tuple[Alert, ...]:
    """Return what the texts typed so far touch, even while others are missing."""
    said: dict[str, Alert] = {}
    for language in LANGUAGES:
        for name in ("ask", "probe_1", "probe_2"):
            for finding in library.lawful.findings(form[f"{name}_{language}"].data or "", language):
                said.setdefault(finding.ground, Alert(language, finding))
    return tuple(said.values())


def _row(form: QuestionForm, library: Library, before: Question | None) -> Row:
    typed: dict[str, str] = {name: form[name].data or "" for name in (*PLAIN, *NAMES)}
    typed |= {name: ", ".join(form[name].data or ()) for name in LISTS}
    typed["difficulty"] = str(before.difficulty) if before else ""
    typed["topic"] = before.topic if before and before.competency == typed["competency"] else ""
    (row,) = rows([draft(Raw(1, typed), form.main, vocabulary(library))])
    return row


def _named(question: Question, library: Library, book: Questions, before: Question | None) -> Question:
    if before:
        return question.model_copy(update={"id": before.id, "twin": before.twin})
    taken = {other.id for other in book} | set(library.questions) | set(library.samples)
    return question.model_copy(update={"id": free_id(question.id, taken)})


def _field(form: QuestionForm, problem: Problem) -> Any:
    if problem.code == "half-filled":
        return form[f"ask_{problem.arguments['language']}"]
    return form[problem.column]


def usual_minutes(kind: str) -> int:
    """Return how long a question of that kind takes when nothing is typed."""
    return next((minutes for name, minutes in MINUTES.items() if name == kind), MINUTES[KIND])


def _said(problem: Problem) -> str:
    values: Mapping[str, str | int] = problem.arguments
    match problem.code:
        case "missing":
            return _("Remplissez ce champ : une question ne se note pas sans lui.")
        case "too-long":
            return _("Raccourcissez : %(most)s caractères au plus, il y en a %(count)s.", **values)
        case "bad-number":
            return _("Écrivez un nombre entier de %(least)s à %(most)s.", **values)
        case "half-filled":
            return _("Cette langue n'est remplie qu'en partie : remplissez tous ses champs, ou videz-les tous.")
        case "wrong-language" if values["expected"] == "fr":
            return _("Ce texte est en anglais : écrivez-le en français, ou déplacez-le.")
        case "wrong-language":
            return _("Ce texte est en français : écrivez-le en anglais, ou déplacez-le.")
        case _:
            return _("Choisissez dans la liste.")


def _reason_said(wrong: str) -> str:
    least, most = REASON
    if wrong == "short":
        return _("Réécrivez la question, ou dites en %(least)s caractères au moins pourquoi la poser.", least=least)
    return _("Raccourcissez : %(most)s caractères au plus.", most=most)

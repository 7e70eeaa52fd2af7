"""“May I ask this question?”: the check of words, and what may not be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from flask import Response, make_response, render_template, request

from app.content.text import typeset
from app.library import Library
from app.questions.grounds import Ground, Trap
from app.questions.lawful import Finding
from app.questions.routes.pages import pages
from app.search.words import every_word, folded
from app.web.fields import one_line
from app.web.language import current, say
from app.web.language import gettext as _
from app.web.parts import part
from app.web.security import limiter, private

BarredT = TypeVar("BarredT", Ground, Trap)

LONGEST = 600
QUERY_LENGTH = 100


@dataclass(frozen=True)
class Verdict:
    """A question as it was typed, and what it touches."""

    text: str
    findings: tuple[Finding, ...]


@pages.page("/entretiens/questions-interdites", "/interviews/unlawful-questions", methods=("GET", "POST"))
@limiter.limit("240/minute", methods=["POST"])
def unlawful() -> Response:
    """Say whether questions may be asked, then show what may not be, why, and what to ask instead.

    What is typed is sent by POST, so that it stands in no address and no log; nothing of it is kept.
    """
    library = part("library", Library)
    sent = request.method == "POST"
    typed = request.form.get("text", "") if sent else examples().get(request.args.get("try", ""), "")
    typed = typed.replace("\r\n", "\n")
    query = one_line(request.args.get("q", "")[:QUERY_LENGTH])
    answer = make_response(
        render_template(
            "questions/unlawful.html",
            typed=typed,
            most=LONGEST,
            verdicts=() if len(typed) > LONGEST else _verdicts(library, typed),
            examples=examples(),
            query=query,
            grounds=_found(library.grounds.values(), query),
            traps=_found(library.traps.values(), query),
        ),
        422 if len(typed) > LONGEST else 200,
    )
    return private(answer) if sent else answer


def _verdicts(library: Library, typed: str) -> tuple[Verdict, ...]:
    """Return what each line touches; the lines come back with the spaces that typography asks for."""
    language = current()
    lines = [line for text in typed.splitlines() if (line := one_line(text))]
    return tuple(
        Verdict(
            typeset(line, language),
            tuple(
                replace(each, sentence=typeset(each.sentence, language))
                for each in library.lawful.findings(line, language)
            ),
        )
        for line in lines
    )


def examples() -> dict[str, str]:
    """Return questions to try: three that touch a ground, three that look alike and do not."""
    return {
        "age": _("Quel âge avez-vous ?"),
        "children": _("Qui garde vos enfants quand vous publiez le soir ?"),
        "pay": _("Combien gagniez-vous dans votre dernier poste ?"),
        "audience": _("À quelle tranche d'âge s'adresse ce compte ?"),
        "weekends": _("Une astreinte rémunérée revient un week-end sur quatre : pouvez-vous la tenir ?"),
        "expectations": _("Quelle rémunération attendez-vous pour ce poste ?"),
    }


def _found(entries: Iterable[BarredT], query: str) -> list[BarredT]:
    """Return the entries that hold every word of a query, accents apart."""
    words = every_word(query)
    return [entry for entry in entries if all(word in _said(entry) for word in words)]


def _said(entry: Ground | Trap) -> str:
    return folded(" ".join(map(say, (entry.name, entry.why, *entry.avoid, *entry.ask))))

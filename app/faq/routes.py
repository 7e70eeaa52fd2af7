"""Questions people ask about the job: all of them, one of them, and what changed."""

from flask import Response, make_response, render_template, url_for

from app.faq.faq import FrequentQuestion
from app.faq.feed import News, atom
from app.faq.structured import page_of_all, page_of_one
from app.library import Library
from app.web.language import Pages, current, say
from app.web.language import gettext as _
from app.web.parts import part

pages = Pages("faq", __name__)


@pages.page("/questions-frequentes", "/faq")
def questions() -> str:
    """Show every question by theme; each opens on its short answer."""
    faq = part("library", Library).faq
    data = page_of_all(faq.questions.values(), current(), url_for(".questions", _external=True))
    return render_template("faq/questions.html", faq=faq, data=data)


@pages.page("/questions-frequentes/<name>", "/faq/<name>")
def question(name: str) -> str | tuple[str, int]:
    """Show one question with its whole answer and its sources; for a name that is not one, the list."""
    library = part("library", Library)
    found = library.faq.questions.get(name)
    if found is None:
        return render_template("faq/unknown.html", faq=library.faq), 404
    known = {**library.publications, **library.sources}
    return render_template(
        "faq/question.html",
        asked=found,
        theme=library.faq.themes[found.theme],
        paragraphs=found.paragraphs(current()),
        related=[library.faq.questions[other] for other in found.related],
        sources=[known[source] for source in found.sources],
        data=page_of_one(found, current(), _address(found)),
    )


@pages.page("/questions-frequentes/flux.xml", "/faq/feed.xml")
def feed() -> Response:
    """Give what changed as an Atom feed, by the day each answer was checked."""
    faq = part("library", Library).faq
    news = (
        News(say(each.question), _address(each), say(faq.themes[each.theme].name), say(each.short), each.checked)
        for each in faq.questions.values()
    )
    here, page = url_for(".feed", _external=True), url_for(".questions", _external=True)
    answer = make_response(atom(_("Questions fréquentes · Tremplin"), "Tremplin", here, page, current(), news))
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


def _address(found: FrequentQuestion) -> str:
    return url_for(".question", name=found.id, _external=True)

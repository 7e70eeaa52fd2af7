"""The addresses of every public page, in both languages, each with the status it answers."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, url_for

from app.careers import routes as careers
from app.faq import routes as faq
from app.freelance import routes as freelance
from app.kits import routes as kits
from app.library import Library
from app.pages import routes as pages
from app.questions import routes as questions
from app.quotes import routes as quotes
from app.salaries import routes as salaries
from app.search import routes as search
from app.subject import routes as subject

# Pages of a stored kit or quote are followed from their making to their end in tests/kits/ and tests/quotes/; files
# to download have their own tests.
FILES = {"freelance.simulation", "freelance.statuses_csv", "salaries.ranges_csv", "salaries.ranges_json"}
FILES |= {"questions.export", "questions.own_template", "questions.schema"}
FILES |= {"careers.plan", "careers.calendar", "faq.feed", "search.suggestions"}
QUERIES = {
    "kits.builder": {
        "": 200,
        "role=moderator&level=junior&minutes=30": 200,
        "minutes=15&samples=no&variant=C": 200,
        "minutes=abc": 422,
        "level=alternance&kind=behavioural": 422,
    },
    "questions.bank": {
        "": 200,
        "q=bad+buzz": 200,
        "kind=technical&level=lead": 200,
        "q=zzzz": 200,
        "level=junior&level=lead&kind=technical&sort=hardest&page=2&pick=own-words-bad-buzz": 200,
        "topic=x": 404,
        "page=99": 404,
    },
    "questions.selection": {
        "": 200,
        "pick=own-words-bad-buzz&pick=revive-silent-community&pick=quiet-group-to-restart": 200,
        "pick=x": 404,
    },
    "questions.comparison": {
        "": 200,
        "a=own-words-bad-buzz": 200,
        "a=revive-silent-community&b=quiet-group-to-restart&pick=own-words-bad-buzz": 200,
        "a=x": 404,
    },
    "questions.unlawful": {"": 200, "try=age": 200, "q=sante": 200, "q=zzzz": 200},
    "freelance.day_rate": {
        "": 200,
        "net=2500&status=sasu": 200,
        "mode=rate&rate=420&status=ei&count=given&days=150": 200,
        "mode=salary&salary=38000&cadre=yes&status=portage": 200,
        "status=micro-bic&acre=yes&created=2026-08-01&flat_tax=yes&net=1800": 200,
        "status=eurl&pay=60&dividends=yes&net=3000&family=couple&children=2": 200,
        "net=1,234": 422,
        "count=given&days=400": 422,
        "year=2027": 422,
    },
    "freelance.statuses": {
        "": 200,
        "turnover=120000&dividends=yes&pay=50": 200,
        "turnover=30000&trade=micro-bic&year=2025": 200,
        "turnover=-1": 422,
    },
    "freelance.packages": {"": 200, "discount=25&audits=1&rate=60": 200, "posts=abc": 422},
    "salaries.ranges": {"": 200},
    "salaries.conversion": {"": 200, "hours=20&payments=13&wanted=cost": 200, "amount=1,234": 422},
    "salaries.offer": {"": 200, "role=moderator&low=23000&high=40000": 200, "low=1": 422},
    "salaries.need": {"": 200, "days=18&rate=90": 200, "days=30": 422},
    "careers.map": {"": 200, "from=moderator": 200, "from=webmaster": 404},
    "careers.assessment": {
        "": 200,
        "role=social-media-manager&level=senior&social-media-strategy=2": 200,
        "role=head-of-social&level=lead&present=community-manager&months=6&crisis-and-reputation=1": 200,
        "months=9": 422,
    },
    "subject.calculators": {"": 200, "network=tiktok&views=1600": 200, "times=abc": 422},
    "search.results": {"": 200, "q=tjm": 200, "q=zzzz": 200, "q=%22+OR+1%3D1+--": 200},
    "quotes.start": {"": 200, "label=Forfait+mensuel&quantity=3&unit=month&price=890": 200},
}


def public_pages(library: Library) -> list[tuple[str, int]]:
    """Return every public address with its status: taken from the routes, so that no page is forgotten."""
    names_of: dict[str, tuple[str, Iterable[str]]] = {
        "questions.question": ("name", library.questions),
        "questions.sample": ("name", library.samples),
        "faq.question": ("name", library.faq.questions),
        "careers.guide": ("role", library.guides),
        "salaries.role": ("name", library.salaries.roles),
    }
    bare = Flask("app")
    for feature in (pages, questions, kits, freelance, quotes, salaries, careers, subject, faq, search):
        bare.register_blueprint(feature.pages)
    found = []
    with bare.test_request_context():
        for rule in bare.url_map.iter_rules():
            language = (rule.defaults or {}).get("language")
            kept = "token" in rule.arguments or rule.endpoint in FILES
            if language and "GET" in (rule.methods or ()) and not kept:
                argument, names = names_of.get(rule.endpoint, ("", ("",)))
                for name in names:
                    arguments: dict[str, Any] = {argument: name} if name else {}
                    address = url_for(rule.endpoint, language=language, **arguments)
                    for query, status in QUERIES.get(rule.endpoint, {"": 200}).items():
                        found.append((f"{address}?{query}".rstrip("?"), status))
    return sorted(found)

"""The `tremplin` command."""

import json
import sys
from pathlib import Path
from typing import Any, TextIO

import click
from babel.messages.catalog import Message
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from sqlmodel import Session

from app import create_app
from app.careers.vocabulary import KINDS, LEVELS
from app.config import BadSetting, settings
from app.content.reading import ContentError
from app.content.text import LANGUAGES, Language
from app.gates import gate_problems
from app.inventory import coverage_table, inventory
from app.kits import service
from app.kits.coverage import coverage
from app.kits.documents import DOCUMENTS, Document
from app.kits.kit import TITLE_LENGTH, bank, default_title, made
from app.kits.plan import CannotPlan, default_request, planned
from app.kits.request import LONGEST, SHORTEST, VARIANTS, Variant
from app.kits.store import purge as purge_kits
from app.loading import load, question_origins
from app.panel.store.retention import purge as purge_campaigns
from app.paper.order import PaperError
from app.questions.lawful import answered as checked
from app.questions.store import purge as purge_notebooks
from app.quotes.store import purge as purge_books
from app.search.routes import address
from app.search.site import site
from app.taxes.exchange import answered
from app.web import clock, database
from app.web.fields import one_line
from app.web.language import catalogue, speaking


@click.group()
def main() -> None:
    """Structured interviews, freelance rates and careers for community-management jobs."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--debug", is_flag=True, help="Use Flask's own server, which reloads as files change.")
def serve(host: str, port: int, workers: int, debug: bool) -> None:
    """Serve the site; creates the database's tables and erases what is past its time first."""
    app = _app()
    _tidy(app)
    click.echo(f"Tremplin: http://{host}:{port}/")
    if debug:
        app.run(host, port, debug=True)
        return
    server = Granian(
        "app:create_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=4,
        log_access=False,
    )
    server.serve()


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Write the whole inventory as JSON.")
def check(as_json: bool) -> None:
    """Load every content file, count what is there, and report what is wrong."""
    missing = _untranslated()
    root = settings().root
    try:
        library = load(root)
        cells = coverage(bank(library), library.roles.values())
        report = inventory(library, gate_problems(library, question_origins(root), cells), missing, cells)
    except ContentError as error:
        report = inventory(None, error.problems, missing)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else _summary(report))
    sys.exit(1 if report["problems"] or missing else 0)


@main.command()
@click.option("--role", required=True, help="A role, such as community-manager.")
@click.option("--level", required=True, type=click.Choice(LEVELS))
@click.option("--minutes", required=True, type=click.IntRange(SHORTEST, LONGEST))
@click.option("--lang", default="fr", show_default=True, type=click.Choice(LANGUAGES))
@click.option("--output", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--document", default="all", show_default=True, type=click.Choice(DOCUMENTS))
@click.option("--variant", default="A", show_default=True, type=click.Choice(VARIANTS))
@click.option("--title", default="", help="The job's title, as in the advertisement.")
def kit(
    role: str,
    level: str,
    minutes: int,
    lang: Language,
    output: Path,
    document: Document,
    variant: Variant,
    title: str,
) -> None:
    """Write the PDF of an interview kit."""
    app = _app()
    library, bank = app.extensions["library"], app.extensions["bank"]
    if role not in library.roles:
        raise click.BadParameter(f"“{role}” is not one of {', '.join(library.roles)}", param_hint="--role")
    try:
        request = default_request(bank, library.roles[role], minutes, library.levels[level], KINDS)
        plan = planned(bank, request.but(variant=variant))
    except CannotPlan as trouble:
        raise click.ClickException(_shortage(trouble)) from trouble
    name = one_line(title)[:TITLE_LENGTH] or default_title(library, plan.request, lang)
    frozen = made(library, plan, name, lang, clock.today())
    if document == "handouts" and not frozen.work_samples:
        raise click.ClickException("this kit has no work sample to hand out: ask for 60 minutes or more")
    try:
        with app.app_context(), speaking(lang):
            printed = service.printed(frozen, document, lang)
    except PaperError as error:
        raise click.ClickException(f"not printed: {error.code} {error.detail}") from error
    try:
        output.write_bytes(printed.data)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{output}: {printed.pages} pages, {len(printed.data)} bytes, kit {frozen.hash[:12]}")


@main.command()
@click.argument("lines", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
def simulate(lines: TextIO) -> None:
    """Answer simulations of levies: a JSON line {id, status, inputs} in, a line {id, status, result} out."""
    try:
        law = load(settings().root).law
    except (ContentError, BadSetting) as error:
        raise click.ClickException(str(error)) from error
    for line in lines:
        if line.strip():
            click.echo(answered(line, law))


@main.command()
@click.argument("lines", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
def lawful(lines: TextIO) -> None:
    """Say what questions touch that may not be asked: JSON lines {lang, text} in, {lang, text, findings} out."""
    try:
        check = load(settings().root).lawful
    except (ContentError, BadSetting) as error:
        raise click.ClickException(str(error)) from error
    for line in lines:
        if line.strip():
            click.echo(checked(line, check))


@main.command()
@click.argument("query")
@click.option("--lang", default="fr", show_default=True, type=click.Choice(LANGUAGES))
@click.option("--json", "as_json", is_flag=True, help="Write a list of {kind, id, title, url}.")
def search(query: str, lang: Language, as_json: bool) -> None:
    """Say what the whole site answers to QUERY, the best answer first."""
    app = _app()
    entries, _ = site(app.extensions["library"], lang).find(one_line(query))
    with app.test_request_context(), speaking(lang):
        found = [{"kind": entry.kind, "id": entry.id, "title": entry.title, "url": address(entry)} for entry in entries]
    lines = [f"{each['kind']} {each['id']}: {each['title']} ({each['url']})" for each in found]
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


@main.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Create or change the tables as this version needs them; `serve` does it too."""
    database.upgrade(_app().extensions["settings"].database)


@main.command()
def purge() -> None:
    """Erase what is past its time: candidates three months after the end, or as they agreed; what nobody opens."""
    counts = _tidy(_app()).items()
    click.echo(", ".join(f"{what} erased: {count}" for what, count in counts))


def _app() -> Flask:
    try:
        app = create_app()
    except (ContentError, BadSetting) as error:
        raise click.ClickException(str(error)) from error
    click.get_current_context().call_on_close(app.extensions["press"].close)
    return app


def _tidy(app: Flask) -> dict[str, int]:
    database.upgrade(app.extensions["settings"].database)
    with Session(app.extensions["database"]) as session:
        today = clock.today()
        counts = {
            "kits": purge_kits(session, today),
            "quote books": purge_books(session, today),
            "notebooks of questions": purge_notebooks(session, today),
        }
        campaigns = purge_campaigns(session, today)
        app.extensions["press"].forget_copies()
        return counts | {"campaigns": campaigns.campaigns, "candidates": campaigns.candidates}


def _untranslated() -> list[str]:
    def said(message: Message) -> bool:
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        return all(words) and not message.fuzzy

    return [str(message.id) for message in catalogue("en") if message.id and not said(message)]


def _summary(report: dict[str, Any]) -> str:
    lines = [
        f"{problem['file']}, line {problem['line']}, {problem['key'] or 'whole file'}: {problem['remedy']}"
        for problem in report["problems"]
    ]
    lines += [f"not in English yet: {message}" for message in report["missing_translations"]]
    lines += coverage_table(report) if report["coverage"] else []
    lines.append(f"questions: {report['questions']['total']}, work samples: {report['work_samples']}")
    return "\n".join(lines)


def _shortage(trouble: CannotPlan) -> str:
    short = ", ".join(f"{entry.competency} ({entry.reason})" for entry in trouble.shortfalls)
    needed = f"; {trouble.needed} minutes would do" if trouble.needed else ""
    return f"no interview satisfies this request: {short}{needed}"

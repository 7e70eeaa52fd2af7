"""Tremplin: structured interviews, rates and careers for the trades of social media."""

import gc
from pathlib import Path

from flask import Flask

from app import loading
from app.careers import routes as careers
from app.config import Settings
from app.config import settings as from_environment
from app.faq import routes as faq
from app.freelance import routes as freelance
from app.kits import kit
from app.kits import routes as kits
from app.kits.service import Preparation
from app.pages import routes as pages
from app.panel import routes as panel
from app.paper.assets import Assets
from app.paper.press import Press
from app.questions import routes as questions
from app.quotes import routes as quotes
from app.salaries import routes as salaries
from app.search import routes as search
from app.subject import routes as subject
from app.web import database, errors, language, security, shown


def create_app(settings: Settings | None = None) -> Flask:
    """Return the service; raises ContentError or BadSetting when it cannot start."""
    settings = settings or from_environment()
    app = Flask("app", template_folder=str(settings.root / "templates"), instance_path=str(settings.instance.resolve()))
    app.extensions["settings"] = settings
    app.extensions["library"] = loading.load(settings.root)
    app.extensions["law"] = app.extensions["library"].law
    app.extensions["market"] = app.extensions["library"].market
    app.extensions["bank"] = kit.bank(app.extensions["library"])
    app.extensions["question_index"] = questions.bank.indexes(app.extensions["library"])
    app.extensions["press"] = press(settings)
    app.extensions["preparation"] = Preparation(app.app_context)
    security.install(app, settings)
    database.install(app, settings.database)
    language.install(app)
    shown.install(app)
    errors.install(app)
    for feature in (pages, questions, kits, panel, freelance, quotes, salaries, search, faq, subject, careers):
        app.register_blueprint(feature.pages)
    gc.freeze()  # What the service starts with stays: the collector, going over it, would hold every request a second.
    return app


def press(settings: Settings) -> Press:
    """Return what prints the documents: it reads the fonts and the documents' own folders, nothing else."""
    fonts = Path(__file__).parent / "static" / "fonts"
    documents = (
        settings.root / "templates" / feature / "document"
        for feature in ("kits", "freelance", "quotes", "careers", "panel")
    )
    return Press(Assets.read(fonts, *documents), settings.instance / "paper", settings.paper_processes)

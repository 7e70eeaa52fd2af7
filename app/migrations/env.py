"""How alembic runs the steps: on the database whose address the caller gave."""

from typing import Any

from alembic import context
from sqlalchemy import event
from sqlmodel import SQLModel

from app.kits import models
from app.panel import models as panel_models
from app.questions import models as question_models
from app.web.database import engine

assert models.KitRecord.metadata is panel_models.CampaignRecord.metadata is SQLModel.metadata
assert question_models.OwnBookRecord.metadata is SQLModel.metadata


def run() -> None:
    """Run the steps in one transaction, with SQLite's foreign keys off: its batch mode rebuilds whole tables."""
    bind = engine(context.config.attributes["url"])

    @event.listens_for(bind, "connect")
    def _relax(connection: Any, record: object) -> None:
        if bind.dialect.name == "sqlite":
            connection.execute("PRAGMA foreign_keys=OFF")

    with bind.connect() as connection:
        context.configure(connection, target_metadata=SQLModel.metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
    bind.dispose()


run()

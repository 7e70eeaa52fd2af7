"""Notebooks of own questions."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "own_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_hash", AutoString(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("pending", sa.Text(), nullable=True),
        sa.Column("pending_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_book")),
        sa.UniqueConstraint("owner_hash", name=op.f("uq_own_book_owner_hash")),
    )
    with op.batch_alter_table("own_book", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_book_pending_on"), ["pending_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_book_used_on"), ["used_on"], unique=False)


def downgrade() -> None:
    """Drop the table, and every own question with it."""
    with op.batch_alter_table("own_book", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_book_used_on"))
        batch_op.drop_index(batch_op.f("ix_own_book_pending_on"))

    op.drop_table("own_book")

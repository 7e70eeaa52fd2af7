"""Quotes, their books and their versions."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "quote_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_hash", AutoString(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_book")),
        sa.UniqueConstraint("owner_hash", name=op.f("uq_quote_book_owner_hash")),
    )
    with op.batch_alter_table("quote_book", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_book_used_on"), ["used_on"], unique=False)

    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("reference", AutoString(length=12), nullable=False),
        sa.Column("reader_hash", AutoString(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["book_id"], ["quote_book.id"], name=op.f("fk_quote_book_id_quote_book"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("book_id", "reference", name=op.f("uq_quote_book_id")),
        sa.UniqueConstraint("book_id", "year", "sequence", name="uq_quote_number"),
        sa.UniqueConstraint("reader_hash", name=op.f("uq_quote_reader_hash")),
    )

    op.create_table(
        "quote_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_quote_version_quote_id_quote"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_version")),
        sa.UniqueConstraint("quote_id", "number", name=op.f("uq_quote_version_quote_id")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("quote_version")
    op.drop_table("quote")
    with op.batch_alter_table("quote_book", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quote_book_used_on"))

    op.drop_table("quote_book")

"""Stored kits: found by an unguessable address, changed by their owner alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from app.kits.kit import Kit
from app.kits.models import KitEdition, KitRecord
from app.web.security import new_token, reader_token, token_hash

KEPT_DAYS = 730


@dataclass(frozen=True)
class Found:
    """A stored kit, as its owner or a reader may see it. `reader` is the readers' token, known to the owner."""

    record_id: int
    kit: Kit
    owned: bool
    reader: str


def save(session: Session, kit: Kit, at: datetime) -> str:
    """Store a new kit and return its owner's token, which is not stored."""
    owner = new_token()
    record = KitRecord(
        owner_hash=token_hash(owner),
        reader_hash=token_hash(reader_token(owner)),
        made_at=at,
        used_on=at.date(),
    )
    session.add(record)
    session.flush()
    assert record.id is not None
    session.add(_edition(record.id, kit))
    session.commit()
    return owner


def found(session: Session, token: str, on: date) -> Found | None:
    """Return the kit's last edition, or None when no address matches `token`; note that it was used."""
    name = token_hash(token)
    query = select(KitRecord).where((KitRecord.owner_hash == name) | (KitRecord.reader_hash == name))
    record = session.exec(query).first()
    if record is None or record.id is None:
        return None
    last = select(KitEdition).where(KitEdition.kit_id == record.id).order_by(col(KitEdition.number).desc())
    edition = session.exec(last).first()
    assert edition is not None
    owned = record.owner_hash == name
    kit = Kit.model_validate_json(edition.document)
    result = Found(record.id, kit, owned, reader_token(token) if owned else token)
    if record.used_on < on:
        record.used_on = on
        session.add(record)
        session.commit()
    return result


class Overtaken(Exception):
    """Another tab stored an edition with the same number first; nothing was stored."""


def add_edition(session: Session, record_id: int, kit: Kit) -> None:
    """Store a new edition; raises Overtaken."""
    session.add(_edition(record_id, kit))
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Overtaken from error


def editions(session: Session, record_id: int) -> Iterator[Kit]:
    """Yield every edition of a kit."""
    query = select(KitEdition).where(KitEdition.kit_id == record_id)
    return (Kit.model_validate_json(edition.document) for edition in session.exec(query))


def erase(session: Session, record_id: int) -> None:
    """Erase a kit and all its editions."""
    session.exec(delete(KitEdition).where(col(KitEdition.kit_id) == record_id))
    session.exec(delete(KitRecord).where(col(KitRecord.id) == record_id))
    session.commit()


def purge(session: Session, on: date) -> int:
    """Erase the kits nobody has opened for two years, and return how many there were."""
    limit = on - timedelta(days=KEPT_DAYS)
    old = session.exec(select(KitRecord.id).where(KitRecord.used_on < limit)).all()
    for record_id in old:
        assert record_id is not None
        erase(session, record_id)
    return len(old)


def _edition(record_id: int, kit: Kit) -> KitEdition:
    return KitEdition(kit_id=record_id, number=kit.number, hash=kit.hash, document=kit.model_dump_json())

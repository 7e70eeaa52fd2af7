"""Making, editing and printing kits: what touches the bank, the database and the press at once."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import lru_cache
from itertools import product
from queue import Empty, Queue
from threading import Lock, Thread

from pydantic import TypeAdapter
from sqlmodel import Session

from app.content.text import LANGUAGES, Language
from app.kits import documents, store
from app.kits.documents import Document
from app.kits.draft import Action, Draft
from app.kits.kit import Kit, bank, made
from app.kits.plan import Asked, Bank, Plan
from app.kits.store import Found, add_edition, editions, save
from app.library import Library
from app.paper.order import Order, Printed
from app.paper.press import Press
from app.questions.store import Book, found_book
from app.web.clock import now, today
from app.web.parts import part

LOG = logging.getLogger(__name__)
_ASKED: TypeAdapter[tuple[Asked, ...]] = TypeAdapter(tuple[Asked, ...])


def library() -> Library:
    """Return what the content folders say."""
    return part("library", Library)


def whole_bank() -> Bank:
    """Return what new kits choose from."""
    return part("bank", Bank)


def composed_from(session: Session, kit: str, own: str) -> tuple[Bank, Book | None]:
    """Return what a composer chooses from, and the notebook of own questions at hand, if `own` is its address.

    It holds the questions of the notebook, and those of the stored kit at the address `kit` as they are there.
    """
    book = found_book(session, own, today()) if own else None
    stored = store.found(session, kit, today()) if kit else None
    frozen = (*(book.questions if book else ()), *(stored.kit.items if stored else ()))
    return _holding(whole_bank(), _ASKED.dump_json(frozen)) if frozen else whole_bank(), book


@lru_cache(maxsize=64)
def _holding(bank: Bank, texts: bytes) -> Bank:
    """Return the same bank for the same texts: the plans of a bank are kept as long as it is."""
    return bank.holding(_ASKED.validate_json(texts))


def create(session: Session, plan: Plan, title: str, pay: str, language: Language) -> str:
    """Freeze a plan into a kit, store it, and return its owner's token."""
    return save(session, made(library(), plan, title, language, today(), pay=pay), now())


def replace_plan(session: Session, found: Found, plan: Plan, title: str, pay: str, language: Language) -> Kit:
    """Store a new edition of a kit with another plan; texts that stay are those of the edition before."""
    frozen = {item.id: item for item in found.kit.items}
    plan = replace(plan, items=tuple(frozen.get(item.id, item) for item in plan.items))
    kit = made(library(), plan, title, language, today(), found.kit.number + 1, pay)
    add_edition(session, found.record_id, kit)
    return kit


def edit(session: Session, found: Found, action: Action, item: str) -> Kit:
    """Act on one item of a stored kit, and return the new edition, or the same kit when nothing changes."""
    kit = found.kit
    choice = bank(library(), kit.items)
    plan = kit.plan
    after = Draft(plan.request, plan.ids, plan.locked).after(choice, action, item).plan(choice)
    if (after.ids, after.locked) == (plan.ids, plan.locked):
        return kit
    return replace_plan(session, found, after, kit.title, kit.pay, kit.language)


def erase(session: Session, found: Found) -> None:
    """Erase a kit, all its editions, and the documents printed from them."""
    for kit, document, language in product(editions(session, found.record_id), documents.DOCUMENTS, LANGUAGES):
        _press().forget(documents.key(kit, document, language))
    store.erase(session, found.record_id)


def printed(kit: Kit, document: Document, language: Language) -> Printed:
    """Return a document of a kit as PDF, kept from an earlier time or printed now; raises PaperError."""
    press, key = _press(), documents.key(kit, document, language)
    kept = press.kept(key)
    return kept or press.printed(Order(documents.html(kit, document, language)), key=key)


def ready(kit: Kit, language: Language) -> dict[Document, Printed | None]:
    """Return each document offered as it was printed already, or None."""
    return {document: _press().kept(key) for document, key in documents.keys(kit, language).items()}


class Preparation:
    """Prints a kit's documents in the background, so that they are there when one asks for them.

    What still waits when the service stops is left: it is printed once somebody asks for it.
    """

    def __init__(self, context: Callable[[], AbstractContextManager[object]]) -> None:
        self._context = context
        self._orders: Queue[tuple[Kit, Document, Language, str]] = Queue()
        self._waiting: set[str] = set()
        self._failed: set[str] = set()
        self._printing = Lock()

    def ask(self, kit: Kit, language: Language) -> bool:
        """Print what is not there yet, the whole pack first; return whether some are still to come."""
        keys = documents.keys(kit, language)
        known = self._waiting | self._failed
        first_to_last = sorted(keys.items(), key=lambda named: named[0] != "all")
        new = [(name, key) for name, key in first_to_last if key not in known and _press().kept(key) is None]
        for document, key in new:
            self._waiting.add(key)
            self._orders.put((kit, document, language, key))
        if new:
            Thread(target=self._work, name="preparation", daemon=True).start()
        return not self._waiting.isdisjoint(keys.values())

    def _work(self) -> None:
        with self._printing, suppress(Empty):
            while True:
                self._print(*self._orders.get_nowait())

    def _print(self, kit: Kit, document: Document, language: Language, key: str) -> None:
        try:
            with self._context():
                printed(kit, document, language)
        except Exception:
            self._failed.add(key)
            LOG.exception("document %s of kit %s not prepared", document, kit.hash[:12])
        finally:
            self._waiting.discard(key)


def _press() -> Press:
    return part("press", Press)

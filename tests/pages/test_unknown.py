"""What we do not know is said, with what would settle it."""

import pytest
from visiting import Fetch, plain

from app.content.text import Language
from app.library import Library

ADDRESSES: dict[Language, str] = {"fr": "/fr/ce-que-nous-ne-savons-pas", "en": "/en/what-we-do-not-know"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_gap_is_told_with_its_reason_and_its_remedy(page: Fetch, library: Library, language: Language) -> None:
    found = page(ADDRESSES[language])
    for subject in library.unknown.values():
        assert found.words(f"#{subject.id}") == plain(subject.name[language]).replace("'", "’")
        for gap in subject.gaps.values():
            told = plain(found.words(f"#{gap.id}"))
            for text in (gap.what, gap.why, gap.settle):
                assert plain(text[language]) in told


def test_a_gap_has_its_own_address(library: Library) -> None:
    names = [name for subject in library.unknown.values() for name in (subject.id, *subject.gaps)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("address", ["/fr/methode", "/fr/sources"])
def test_pages_of_evidence_lead_to_it(page: Fetch, address: str) -> None:
    assert page(address).soup.select(f"main a[href='{ADDRESSES['fr']}']")

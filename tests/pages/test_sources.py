"""Every source and every figure, with the day it was checked: nothing is left out, nothing is shown without a day."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from visiting import Fetch, Page, plain

from app.library import Library
from app.pages.figures import Shown, figures, source
from app.pages.sources import SUBJECTS, citations, used

DAY = date(2026, 11, 22)


def find(library: Library, subject: str, label: str) -> Shown:
    """Return the first figure of a subject that bears a French label."""
    shown = figures(library, DAY)
    return next(each for group in shown for each in shown[group] if group == subject and plain(each.label.fr) == label)


def test_every_citation_leads_to_a_source(library: Library) -> None:
    for subject, name in citations(library):
        assert subject in SUBJECTS
        assert source(library, name).id == name


def test_every_source_that_serves_is_shown_once_with_all_it_serves(library: Library) -> None:
    counts = Counter(citations(library))
    shown = [each for group in used(library).values() for each in group]
    assert sorted(each.source.id for each in shown) == sorted({name for _, name in counts})
    assert sum(sum(each.serves.values()) for each in shown) == counts.total()
    for each in shown:
        assert {(subject, each.source.id): count for subject, count in each.serves.items()}.items() <= counts.items()


def test_a_source_stands_under_the_first_subject_it_serves(library: Library) -> None:
    for subject, group in used(library).items():
        assert all(min(each.serves, key=SUBJECTS.index) == subject for each in group)


def test_every_figure_of_the_library_is_shown(library: Library) -> None:
    shown = figures(library, DAY)
    law = library.law
    assert len(shown["hiring"]) == len(library.figures)
    assert len(shown["law"]) == len(law.figures) + len(law.scales) + len(library.salaries.floors.figures)
    assert len(shown["freelance"]) == len(list(library.market.entries()))
    pay = library.salaries
    least = sum(len(role.levels) for role in pay.roles.values()) + len(pay.seen) + len(pay.families) + len(pay.regions)
    assert len(shown["salaries"]) > least


def test_a_figure_is_sourced_and_dated_or_is_ours(library: Library) -> None:
    for group in figures(library, DAY).values():
        for each in group:
            assert each.sources or each.ours, each.label.fr
            assert bool(each.sources) == (each.checked is not None) == (each.recheck is not None)
            assert each.low is None or each.high is None or each.low < each.high, each.label.fr


@pytest.mark.parametrize(("day", "value"), [((2026, 5, 31), "12.02"), ((2026, 6, 1), "12.31"), ((1999, 1, 1), "11.88")])
def test_a_figure_of_law_is_that_of_the_day(library: Library, day: tuple[int, int, int], value: str) -> None:
    """Before its first day, the first value to come is shown: a page of figures does not fall for one of them."""
    law = figures(library, date(*day))["law"]
    shown = next(each for each in law if plain(each.label.fr) == "SMIC horaire brut")
    assert (shown.low, shown.high, shown.unit) == (Decimal(value), None, "EUR")


def test_a_scale_shows_its_lowest_and_highest_rates(library: Library) -> None:
    scale = find(library, "law", "Barème de l'impôt sur le revenu, par part")
    assert (scale.low, scale.high, scale.unit) == (Decimal(0), Decimal(45), "%")


def test_a_figure_seen_is_as_old_as_its_oldest_source_and_due_a_year_later(library: Library) -> None:
    for each in figures(library, DAY)["freelance"]:
        if each.sources:
            assert each.checked == min(source(library, name).checked for name in each.sources)
            assert each.recheck == each.checked + timedelta(days=365)


def test_a_figure_is_due_after_its_day_not_on_it() -> None:
    figure = Shown(None, Decimal(1), None, "EUR", ("a",), DAY, DAY)  # type: ignore[arg-type]
    assert not figure.stale(DAY)
    assert figure.stale(DAY + timedelta(days=1))


def rows(found: Page) -> list[str]:
    """Return the rows of all the tables of figures."""
    return [plain(row.get_text(" ")) for row in found.soup.select("tbody tr")]


def test_the_page_shows_every_source_and_figure(page: Fetch, library: Library) -> None:
    found = page("/fr/sources")
    shown = figures(library, DAY)
    assert len(rows(found)) == sum(map(len, shown.values()))
    assert {str(each["id"]) for each in found.soup.select("li[id^=source-]")} == {
        f"source-{name}" for _, name in citations(library)
    }
    assert found.words(".numbers dd").split()[:2] == [
        str(len(found.soup.select("li[id^=source-]"))),
        str(len(rows(found))),
    ]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("SMIC horaire brut", "12,31 €"),
        ("Barème de l'impôt sur le revenu", "0 % à 45 %"),
        ("Première ou deuxième année", "150 € à 250 € par jour"),
        ("Community manager, junior", "du SMIC à 26 000 € par an"),
        ("Socialinsider, 2026", "0,12 % à 3,85 % des abonnés"),
    ],
)
def test_the_page_writes_values_with_their_unit(
    page: Fetch, at: Callable[..., None], label: str, expected: str
) -> None:
    at(2026, 11, 22)
    (row, *_) = [row for row in rows(page("/fr/sources")) if row.startswith(label)]
    assert expected in row
    assert "22 novembre 2026" in row
    assert "à revoir" not in row


def test_the_page_says_what_is_due(client: FlaskClient, at: Callable[..., None]) -> None:
    at(2026, 11, 22)
    before = Page(client, client.get("/fr/sources"))
    at(2027, 6, 1)
    after = Page(client, client.get("/fr/sources"))
    (row, *_) = [row for row in rows(after) if row.startswith("SMIC horaire brut")]
    assert "à revoir" in row
    counted = [int(each.words(".numbers dd").split()[-1]) for each in (before, after)]
    assert counted == [len(each.soup.select(".sources__stale")) for each in (before, after)]
    assert counted[0] == 0 < counted[1]

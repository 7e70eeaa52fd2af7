"""The day-rate page: every status and starting point, what the answer rests on, and where it leads."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from simulating import LAW, MARKET, RATES, situation
from visiting import Fetch, Page, plain

from app.content.text import LANGUAGES, Language
from app.freelance.day_rate import day_rate, rate_for_net
from app.paper.order import Order, Printed
from app.taxes.activity import STATUSES, Status
from app.web.language import say, speaking
from app.web.shown import cents, euros

ADDRESS: dict[Language, str] = {"fr": "/fr/freelance/tarif-journalier", "en": "/en/freelance/day-rate"}
each_status = pytest.mark.parametrize("status", STATUSES)
each_mode = pytest.mark.parametrize("mode", ["net", "rate", "salary"])
in_both = pytest.mark.parametrize("language", LANGUAGES)


class Still:
    """Stands for the press: the page fixture follows links, and real PDFs have tests of their own."""

    def printed(self, order: Order) -> Printed:
        """Print nothing."""
        return Printed(b"%PDF-", 2)


@pytest.fixture(autouse=True)
def _quick(app: Flask, monkeypatch: pytest.MonkeyPatch, at: Callable[..., None]) -> None:
    monkeypatch.setitem(app.extensions, "press", Still())
    at(2026, 11, 22)


def leads(page: Page, words: str) -> tuple[str, dict[str, list[str]]]:
    """Return the path and the arguments of the link that reads `words`."""
    (link,) = (tag for tag in page.soup.select("#found a[href]") if plain(tag.get_text()) == words)
    found = urlsplit(str(link["href"]))
    return found.path, parse_qs(found.query)


@each_status
@each_mode
@in_both
def test_every_status_from_every_start(page: Fetch, status: Status, mode: str, language: Language) -> None:
    answer = page(ADDRESS[language], query_string={"status": status, "mode": mode})
    with speaking(language):
        assert plain(say(LAW.statuses[status].summary)) in plain(answer.words("#status-hint"))
        assert plain(say(LAW.statuses[status].cover)) in plain(answer.words(".rate__notes"))
    assert len(answer.soup.select(".breakdown__line")) >= 4
    assert len(answer.soup.select(".rate__around tbody tr")) == 5
    assert answer.soup.select("#salaries")
    assert not answer.soup.select(".notice--alert:not([data-offline])")


def test_the_home_page_sends_a_net_and_a_status(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"net": "2500", "status": "sasu"})
    found = rate_for_net(situation("sasu"), Decimal(30_000), False, RATES)
    assert answer.words(".result__value") == plain(euros(found.rate))
    assert answer.words(".rate__here") == plain(euros(found.monthly_net))
    assert answer.words("[data-said]") == plain(
        f"Facturer 142 jours à {euros(found.rate)} vous laisse {euros(found.monthly_net)} par mois après impôt."
    )


def test_a_net_a_year_and_before_tax(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"net": "30000", "period": "year", "tax": "before", "status": "ei"})
    found = rate_for_net(situation("ei"), Decimal(30_000), True, RATES)
    assert answer.words(".result__value") == plain(euros(found.rate))


def test_from_a_rate_the_net_is_what_stands_out(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"mode": "rate", "rate": "412,50", "status": "portage"})
    found = day_rate(situation("portage"), Decimal("412.50"), RATES)
    assert answer.words(".result__value") == plain(euros(found.monthly_net))
    assert plain(cents(found.hour)) in answer.words(".result__facts")


def test_from_a_salary_its_own_net_is_told(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"mode": "salary", "salary": "36000", "cadre": "yes"})
    assert "36 000 € bruts par an" in plain(answer.words(".result"))


def test_a_rate_that_pays_for_nothing_says_so(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"mode": "rate", "rate": "20", "status": "eurl"})
    assert "ne paie pas les frais" in plain(answer.words(".result .notice--alert"))
    assert not answer.soup.select(".stack")
    assert "aucun salaire ne s'y compare" in plain(answer.words(".result"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"mode": "rate", "rate": "200"}, "la franchise vous dispense de TVA"),
        ({"mode": "rate", "rate": "280"}, "vous restez sans TVA cette année"),
        ({"mode": "rate", "rate": "300"}, "à compter du jour du dépassement"),
        ({"status": "portage"}, "La société de portage facture la TVA"),
    ],
)
def test_vat_follows_the_turnover(page: Fetch, typed: dict[str, str], says: str) -> None:
    assert plain(answer := page(ADDRESS["fr"], query_string=typed).words("#found")).count(says) == 1, answer


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ({"status": "ei"}, {"minimum-contributions", "no-unemployment", "scale-of-last-year"}),
        ({"status": "sasu"}, {"death-cover-not-taxed", "no-unemployment", "scale-of-last-year"}),
        ({"status": "sasu", "pay": "0", "dividends": "yes"}, {"no-pay", "dividends-no-cover", "reduced-corporate-tax"}),
        ({"status": "portage"}, {"portage-not-modelled", "death-cover-not-taxed"}),
        ({"acre": "yes", "created": "01/09/2026"}, {"acre-delay"}),
        ({"flat_tax": "yes", "other_income": "20000"}, {"flat-tax-income", "flat-tax-household"}),
        ({"mode": "rate", "rate": "800"}, {"micro-ceiling-passed"}),
        ({"status": "eurl", "pay": "50", "dividends": "yes"}, {"capital-ten-percent"}),
    ],
)
def test_what_one_must_know_is_told_once(page: Fetch, typed: dict[str, str], codes: set[str]) -> None:
    said = page(ADDRESS["fr"], query_string=typed).words(".rate__notes")
    told = [code for code, note in LAW.notes.items() if " ".join(note.text.fr.split()) in said]
    assert codes <= set(told)
    assert all(said.count(" ".join(LAW.notes[code].text.fr.split())) == 1 for code in told)


def test_a_year_past_the_tables_is_said(page: Fetch, at: Callable[..., None]) -> None:
    note = " ".join(LAW.notes["year-beyond"].text.fr.split())
    assert note not in page(ADDRESS["fr"]).words()
    at(2027, 1, 2)
    assert note in page(ADDRESS["fr"]).words()


def test_a_year_without_rates_on_wages_has_no_salary_to_show(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"year": "2025"})
    assert "ne sont pas dans nos tables" in plain(answer.words(".result"))


def test_the_answer_leads_on(page: Fetch) -> None:
    typed = {"mode": "rate", "rate": "360", "children": "1", "x-tools": "0"}
    answer = page(ADDRESS["fr"], query_string=typed)
    assert leads(answer, "Ma simulation en PDF, 2 pages") == (
        f"{ADDRESS['fr']}/simulation",
        {name: [value] for name, value in typed.items()} | {"year": ["2026"]},
    )
    _, compared = leads(answer, "Comparer les statuts")
    assert compared == {
        "turnover": ["51120.00"], "expenses": ["3230.00"], "trade": ["micro-bnc"], "children": ["1"], "year": ["2026"]
    }  # fmt: skip
    assert leads(answer, "Composer un forfait")[1] == {"rate": ["51.43"]}
    quote = leads(answer, "En faire un devis")[1]
    assert (quote["quantity"], quote["unit"], quote["price"]) == (["1"], ["day"], ["360.00"])


def test_a_rate_beyond_the_other_pages_leads_only_where_it_can(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"mode": "rate", "rate": "9000", "hours": "1"})
    words = {plain(link.get_text()) for link in answer.soup.select("#found .buttons a")}
    assert "Composer un forfait" not in words
    dear = page(ADDRESS["fr"], query_string={"mode": "rate", "rate": "5", "x-travel": "90000"})
    assert "Comparer les statuts" not in {plain(link.get_text()) for link in dear.soup.select("#found .buttons a")}


def test_the_address_to_copy_gives_the_same_page_back(page: Fetch) -> None:
    typed = {"status": "eurl", "pay": "62,5", "leave": "30", "net": "2750", "x-platform-commission": "4"}
    first = page(ADDRESS["fr"], query_string=typed)
    again = page(str(first.one("#address")["value"]).removeprefix("http://localhost"))
    assert again.one("#found") == first.one("#found")


def test_options_of_another_status_travel_unseen(page: Fetch) -> None:
    answer = page(ADDRESS["fr"], query_string={"status": "micro-bnc", "pay": "40", "flat_tax": "yes"})
    assert answer.one('[name="pay"]')["type"] == "hidden"
    assert answer.one('[name="pay"]')["value"] == "40"
    assert answer.one('[name="flat_tax"]').get("type") == "checkbox"
    assert not answer.soup.select('[name="capital"]')


def test_days_are_taken_off_one_reason_at_a_time(page: Fetch) -> None:
    built = page(ADDRESS["fr"], query_string={"leave": "30,5"})
    assert "Congés −30,5" in plain(built.words("#found"))
    assert "136,5 jours facturés" in plain(built.words(".result__detail"))
    given = page(ADDRESS["fr"], query_string={"count": "given", "days": "180"})
    assert "Congés −" not in plain(given.words("#found"))


@in_both
def test_the_rate_stands_in_the_market(page: Fetch, language: Language) -> None:
    answer = page(ADDRESS[language], query_string={"mode": "rate", "rate": "340"})
    with speaking(language):
        assert say(MARKET.rates.ranges["confirmed"].label) in answer.words("#found")
    assert {"fr": "votre tarif est dedans", "en": "your rate is within it"}[language] in answer.words("#found")


def test_what_hands_type_is_shown_safely(page: Fetch) -> None:
    hostile = '"><script>alert(1)</script>'
    typed: dict[str, Any] = dict.fromkeys(("net", "status", "created", "x-tools", "of", "year"), hostile)
    answer = page(ADDRESS["fr"], 422, (hostile,), query_string=typed)
    assert "<script>alert" not in answer.answer.text

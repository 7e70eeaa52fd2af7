"""The pages of packages and of the market, as one reads them and types in them."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from visiting import Fetch, Page, plain, pressed

from app import create_app
from app.config import Settings
from app.content.text import LANGUAGES, Language
from app.freelance import routes
from app.freelance.seen import Backed
from app.library import Library
from app.web import database
from app.web.language import gettext, speaking

PACKAGES = {"fr": "/fr/freelance/forfaits", "en": "/en/freelance/packages"}
MARKET = {"fr": "/fr/freelance/tarifs-observes", "en": "/en/freelance/market-rates"}
FORM = "form.calculator"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The service, on an instance of its own."""
    settings = Settings(instance=tmp_path_factory.mktemp("freelance"), secret_key="a secret for tests", limited=False)
    database.upgrade(settings.database)
    made = create_app(settings)
    made.config["PROPAGATE_EXCEPTIONS"] = True
    if "freelance" not in made.blueprints:
        made.register_blueprint(routes.pages)
    yield made
    made.extensions["press"].close()
    made.extensions["database"].dispose()


@pytest.fixture
def market_of(app: Flask) -> Library:
    """What the content folders say."""
    found: Library = app.extensions["library"]
    return found


def quote_of(page: Page) -> dict[str, list[str]]:
    """Return what the link to a quote carries."""
    link = str(page.one("#price a.button")["href"])
    return parse_qs(urlsplit(link).query, keep_blank_values=True)


def asked(page: Page, address: str, **typed: str) -> str:
    """Return the address that the form leads to, once some fields are typed."""
    sent = pressed(page.one(FORM), "", **typed)
    return address + "?" + "&".join(f"{name}={value}" for name, value in sent.items())


# Packages.


@pytest.mark.parametrize("language", PACKAGES)
def test_a_price_stands_there_at_once(page: Fetch, language: str) -> None:
    here = page(PACKAGES[language])
    assert plain(here.words(".result__value")) in ("1 000 €", "€1,000")
    assert not here.soup.select("#price .notice--alert")


def test_the_address_is_the_state(page: Fetch) -> None:
    address = asked(page(PACKAGES["fr"]), PACKAGES["fr"], rate="50", posts="4", reels="0", discount="10")
    here = page(address)
    assert here.one("input[name=rate]")["value"] == "50"
    assert here.one("input[name=discount]")["value"] == "10"
    # 1 + 4 + 2 × 2 + 4 × 0.25 + 4 + 2 + 1 = 17 h at 50 €, less 10 %.
    assert plain(here.words(".result__value")) == "765 €"
    english = page(str(here.one("link[hreflang=en]")["href"]))
    assert plain(english.words(".result__value")) == "€765"


def test_hours_and_factors_can_be_corrected(page: Fetch) -> None:
    typed = "networks=1&posts=10&carousels=0&reels=0&stories=0&reports=0&meetings=0&moderation=2&cover=weekends"
    usual = page(f"{PACKAGES['fr']}?{typed}")
    assert plain(usual.words(".result__value")) == "560 €"
    own = page(f"{PACKAGES['fr']}?{typed}&hours-post=0,5&factor-weekends=2")
    assert plain(own.words(".result__value")) == "400 €"  # 1 + 10 × 0.5 = 6 h, and 2 h of moderation counted double.


def test_a_discount_under_the_floor_is_said(page: Fetch) -> None:
    here = page(f"{PACKAGES['fr']}?discount=25")
    assert "30,00 €" in plain(here.words("#price .notice--alert"))
    assert "10,00 €" in plain(here.words("#price .notice--alert"))


def test_lines_of_the_table_add_up(page: Fetch) -> None:
    here = page(f"{PACKAGES['en']}?rate=41.33&networks=3&audits=2&discount=5")

    def amount(text: str) -> float:
        return float(text.replace("€", "").replace(",", "").replace("−", "-"))

    for body in here.soup.select(".package__lines tbody"):
        *lines, total = (amount(row.select("td")[-1].get_text()) for row in body.select("tr"))
        assert sum(lines) == pytest.approx(total)


def test_a_quote_starts_from_the_lines(page: Fetch) -> None:
    carried = quote_of(page(f"{PACKAGES['en']}?months=12&discount=10&audits=2&training_days=1"))
    assert carried["quantity"] == ["12", "2", "1"]
    assert carried["unit"] == ["month", "package", "package"]
    assert carried["price"] == ["900.00", "400.00", "400.00"]
    assert len(carried["label"]) == 3
    assert carried["period"][0].startswith("1 × ")
    assert carried["period"][1:] == ["", ""]


def test_the_form_of_quotes_takes_the_lines(page: Fetch) -> None:
    """What is carried is read by the other page as it was written: same quantities, same prices."""
    here = page(f"{PACKAGES['fr']}?months=12&rate=61.25&audits=1")
    there = page(str(here.one("#price a.button")["href"]))
    held = [str(field.get("value", "")) for field in there.soup.select("form input[name]")]
    for text in (*quote_of(here)["price"], "12"):
        assert text in held or text.replace(".", ",") in held


def test_other_packages_stand_beside_with_their_sources(page: Fetch) -> None:
    here = page(f"{PACKAGES['fr']}?posts=30&carousels=0&reels=6")
    assert "Digiqo Élite" in here.words(".package__seen")
    assert len(here.soup.select(".package__seen li")) == 3
    known = {str(tag["id"]) for tag in page(MARKET["fr"]).soup.select("li[id^=source-]")}
    linked = {str(link["href"]).split("#")[1] for link in here.soup.select(".package__seen a")}
    assert linked
    assert linked <= known


BAD = [
    ("rate", "1,234", "« 1,234 » peut se lire"),
    ("rate", "-5", "Écrivez un montant de 1 à 1 000 euros"),
    ("posts", "abc", "Écrivez un nombre entier de 0 à 200"),
    ("networks", "9", "Écrivez un nombre entier de 1 à 8"),
    ("discount", "80", "Écrivez un pourcentage de 0 à 50"),
    ("complexity", "0.5", "Écrivez un nombre de 0,8 à 2"),
    ("cover", "nights", "Choisissez des horaires de la liste"),
    ("hours-reel", "x" * 10000, "Écrivez un nombre"),
    ("months", "1e9", "Écrivez un nombre entier de 1 à 36"),
]


@pytest.mark.parametrize(("name", "typed", "says"), BAD, ids=[f"{name}={typed[:9]}" for name, typed, _ in BAD])
def test_what_is_refused_is_said_next_to_its_field(page: Fetch, name: str, typed: str, says: str) -> None:
    here = page(f"{PACKAGES['fr']}?{name}={typed}&reels=7", status=422, typed=(typed,))
    assert says in plain(here.words(f"#{name}-error"))
    assert says in plain(here.words("#refusal"))
    assert here.one("input[name=reels]")["value"] == "7"
    assert not here.soup.select(".result__value")
    if name != "cover":
        assert here.one(f"input[name={name}]")["value"] == typed


def test_what_is_typed_is_shown_as_text(page: Fetch) -> None:
    typed = '"><b>x</b>'
    here = page(f"{PACKAGES['en']}?posts=%22%3E%3Cb%3Ex%3C/b%3E", status=422, typed=(typed,))
    assert here.one("input[name=posts]")["value"] == typed
    assert not here.soup.select("main b")


# The market.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_its_source_or_is_called_ours(page: Fetch, language: Language) -> None:
    here = page(MARKET[language])
    with speaking(language):
        ours = gettext("notre estimation")
    rows = here.soup.select(".market__table tbody tr")
    assert len(rows) > 100
    for row in rows:
        cell = row.select("td")[1]
        assert cell.select("a[href^='#source-']") or cell.get_text(strip=True) == ours


def test_every_figure_of_the_files_is_on_the_page(page: Fetch, market_of: Library) -> None:
    market = market_of.market
    here = page(MARKET["fr"])
    shown = here.words("main")
    tables: tuple[Mapping[str, Backed], ...] = (
        market.rates.seen,
        market.packages.seen,
        market.packages.deliverables,
        market.packages.discounts,
        market.volumes.posts,
        market.volumes.time,
        market.volumes.billed,
        market.volumes.away,
        market.expenses,
        market.hours,
        market.covers,
    )
    assert len(here.soup.select(".market__table tbody tr")) == sum(len(table) for table in tables)
    for table in tables[:10]:
        for row in table.values():
            assert " ".join(row.label.fr.split()) in shown
    for source in market.sources.values():
        assert here.soup.select(f"#source-{source.id}")


def test_years_are_told_apart_from_guesses(page: Fetch) -> None:
    here = page(MARKET["fr"])
    assert "sans date" in here.words("#source-touret")
    assert "vers 2023" in here.words("#source-beager")
    assert here.words("#source-doucet .figure") == "2026"

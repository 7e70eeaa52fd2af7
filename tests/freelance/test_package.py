"""Packages: worked examples, and what holds whatever is asked."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.freelance.market import COVERS, PIECES
from app.freelance.package import Package, PackagePrice, Terms, nearest, package_price
from app.loading import load

ROOT = Path(__file__).parent.parent.parent
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "cases" / "packages.yaml").read_text(encoding="utf-8"))
COUNTS = ("posts", "carousels", "reels", "stories", "reports", "audits", "strategies", "training_days", "crisis_days")


MARKET = load(ROOT).market
HOURS, FACTORS, SEEN = MARKET.hours, MARKET.covers, MARKET.packages.seen

packages = st.builds(
    Package,
    networks=st.integers(1, 8),
    moderation=st.decimals(0, 80, places=1),
    meetings=st.decimals(0, 20, places=2),
    cover=st.sampled_from(COVERS),
    months=st.integers(1, 24),
    **{name: st.integers(0, 40) for name in COUNTS},
)
rates = st.decimals(1, 300, places=2)
complexities = st.decimals("0.8", 2, places=2)
discounts = st.integers(0, 50).map(lambda percent: Decimal(percent) / 100)


def terms(package: Package, rate: Decimal, complexity: Decimal = Decimal(1), discount: Decimal = Decimal(0)) -> Terms:
    """Return terms with the hours and the factors shipped."""
    return Terms(
        rate=rate,
        hours={name: piece.hours for name, piece in HOURS.items()},
        cover_factor=FACTORS[package.cover].factor,
        complexity=complexity,
        discount=discount,
    )


def priced(package: Package, *args: Decimal) -> PackagePrice:
    """Return the price of a package on these terms: rate, complexity, discount."""
    return package_price(package, terms(package, *args), HOURS.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_worked_example(case: dict[str, Any]) -> None:
    asked: dict[str, Any] = {
        name: Decimal(str(value)) if name in ("moderation", "meetings") else value
        for name, value in case["package"].items()
    }
    rate, complexity, discount = (
        Decimal(str(case.get(name, usual))) for name, usual in (("rate", 0), ("complexity", 1), ("discount", 0))
    )
    price = priced(Package(**asked), rate, complexity, discount)
    for name in ("monthly_hours", "monthly", "once", "total", "hourly"):
        assert getattr(price, name) == Decimal(str(case[name])), name


def test_every_piece_has_hours_and_a_quantity() -> None:
    assert tuple(Package().quantities) == tuple(HOURS) == PIECES


@given(packages, rates, complexities, discounts)
def test_lines_add_up(package: Package, rate: Decimal, complexity: Decimal, discount: Decimal) -> None:
    price = priced(package, rate, complexity, discount)
    each_month, once = (sum((line.amount for line in price.of(when)), Decimal(0)) for when in ("month", "once"))
    assert price.monthly == each_month - price.monthly_discount
    assert price.total == price.monthly * package.months + once
    assert all(line.amount == round(line.amount, 2) for line in price.lines)
    assert sum((line.hours for line in price.of("month")), Decimal(0)) == price.monthly_hours


@given(packages, rates, complexities)
def test_without_discount_the_price_is_full_and_never_under_the_floor(
    package: Package, rate: Decimal, complexity: Decimal
) -> None:
    price = priced(package, rate, complexity)
    assert price.monthly == price.monthly_full
    assert price.total >= rate * price.hours
    assert not price.under_floor


@given(packages, rates, complexities, discounts, st.sampled_from((*COUNTS, "networks", "moderation", "meetings")))
def test_more_is_never_cheaper(
    package: Package, rate: Decimal, complexity: Decimal, discount: Decimal, name: str
) -> None:
    more = replace(package, **{name: getattr(package, name) + 1})
    before, after = (priced(each, rate, complexity, discount) for each in (package, more))
    assert after.total >= before.total
    assert after.hours > before.hours


@given(packages, rates, complexities, discounts)
def test_a_discount_only_lowers_what_comes_each_month(
    package: Package, rate: Decimal, complexity: Decimal, discount: Decimal
) -> None:
    full, less = priced(package, rate, complexity), priced(package, rate, complexity, discount)
    assert less.once == full.once
    assert abs(less.monthly - full.monthly * (1 - discount)) <= Decimal("0.005")


@given(packages, rates, discounts)
def test_under_the_floor_means_an_hour_paid_less_than_it(package: Package, rate: Decimal, discount: Decimal) -> None:
    price = priced(package, rate, Decimal(1), discount)
    assert price.hourly is not None
    assert price.under_floor == (price.hourly < rate)
    assert price.gap == price.hourly - rate


@given(packages, rates)
def test_cover_changes_the_price_and_not_the_hours(package: Package, rate: Decimal) -> None:
    found = [priced(replace(package, cover=cover), rate) for cover in COVERS]
    assert len({price.hours for price in found}) == 1
    assert [price.total for price in found] == sorted(price.total for price in found)


def test_an_empty_package_has_no_hourly_rate() -> None:
    price = priced(Package(networks=0), Decimal(40))
    assert price.lines == ()
    assert price.total == 0
    assert price.hourly is None
    assert not price.under_floor


def test_a_small_package_is_compared_with_small_ones() -> None:
    found = nearest(Package(posts=9, reels=2), SEEN.values())
    assert [package.id for package in found] == ["digiqo-dynamique", "r-numerique-top", "click-digital"]


@given(packages)
def test_only_packages_of_known_volume_are_compared(package: Package) -> None:
    found = nearest(package, SEEN.values())
    assert len(found) == 3
    assert all(each.posts or each.reels for each in found)

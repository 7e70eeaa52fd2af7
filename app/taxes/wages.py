"""Contributions on a wage: of an employee, of the president of a SASU, in portage."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from app.taxes.breakdown import CENT, ZERO, Line, cents
from app.taxes.law import Rates
from app.taxes.search import largest

Base = Literal["gross", "first", "second", "four", "first_eight"]
SMALL, LARGE, BIG = 11, 50, 250  # People in the company: thresholds of training, of FNAL and RGDU, of the supplement.
MONTHS = 12
WEEKS = 52


@dataclass(frozen=True)
class Post:
    """What changes contributions from one wage to another; the insurance is in euros a month, half each."""

    cadre: bool
    size: int
    president: bool
    accident: Decimal
    insurance: Decimal


class Bases(NamedTuple):
    """A wage cut by the ceiling of social security: whole, up to it, from 1 to 8, up to 4, and what bears the CET."""

    gross: Decimal
    first: Decimal
    second: Decimal
    four: Decimal
    first_eight: Decimal


def bases(gross: Decimal, ceiling: Decimal) -> Bases:
    """Return the bases of a wage; `ceiling` is that of the same period, month or year."""
    first = min(gross, ceiling)
    second = min(gross, 8 * ceiling) - first
    return Bases(gross, first, second, min(gross, 4 * ceiling), first + second if gross > ceiling else ZERO)


Spec = tuple[str, Decimal, int]


class Wages:
    """Contributions for one post at one day, over `months` months: 1 or 12. Made once, asked many times."""

    def __init__(self, post: Post, rates: Rates, months: int) -> None:
        self.post, self.rates, self.months = post, rates, months
        self.ceiling = rates["pass"] / MONTHS * months
        self.insurance = post.insurance * months / 2
        self.employer = tuple(_employer(post, rates))
        self.employee = tuple(_employee(post, rates))
        self.smic = rates["smic-january"] * rates["week-hours"] * WEEKS / MONTHS
        self._totals = [sum((rate for _, rate, base in self.employer if base == rank), ZERO) for rank in range(5)]

    def employer_lines(self, gross: Decimal) -> tuple[Line, ...]:
        """Return the employer's contributions, before any reduction, each to the cent."""
        wage = bases(gross, self.ceiling)
        lines = [
            Line(code, "contributions", cents(wage[base] * rate), wage[base], rate)
            for code, rate, base in self.employer
        ]
        if self.insurance:
            lines.append(Line("wage-health-insurance-employer", "contributions", cents(self.insurance)))
        if self.post.size >= SMALL and not self.post.president:
            rate, base = self.rates["wage-package-tax"], self._covers(wage)
            lines.append(Line("wage-package-tax", "contributions", cents(base * rate), base, rate))
        return tuple(line for line in lines if line.amount)

    def employee_lines(self, gross: Decimal) -> tuple[Line, ...]:
        """Return the employee's contributions, each to the cent."""
        wage = bases(gross, self.ceiling)
        lines = [
            Line(code, "contributions", cents(wage[base] * rate), wage[base], rate)
            for code, rate, base in self.employee
        ]
        base = self.rates["wage-csg-base"] * wage.four + (gross - wage.four) + self._covers(wage)
        for code in ("wage-csg-deductible", "wage-csg-other"):
            lines.append(Line(code, "contributions", cents(base * self.rates[code]), base, self.rates[code]))
        if self.insurance:
            lines.append(Line("wage-health-insurance-employee", "contributions", cents(self.insurance)))
        return tuple(line for line in lines if line.amount)

    def reduction(self, gross: Decimal) -> Line | None:
        """Return the general reduction of a monthly wage, as a negative amount, or None (CSS L241-13, D241-7)."""
        coefficient = self._coefficient(gross)
        if not coefficient:
            return None
        return Line("general-reduction", "contributions", -cents(gross * coefficient), gross, coefficient)

    def cost(self, gross: Decimal) -> Decimal:
        """Return what a wage costs the employer, reduction counted, before rounding."""
        wage = bases(gross, self.ceiling)
        total = gross + self.insurance + sum((base * rate for base, rate in zip(wage, self._totals, strict=True)), ZERO)
        if self.post.size >= SMALL and not self.post.president:
            total += self._covers(wage) * self.rates["wage-package-tax"]
        return total if self.post.president else total - gross * self._coefficient(gross)

    def gross_for(self, cost: Decimal) -> Decimal:
        """Return the highest gross wage, to the cent, that costs the employer at most `cost`; 0 when none does."""
        return largest(self.cost, cost, CENT, cost)

    def _covers(self, wage: Bases) -> Decimal:
        """Return what the employer pays for health insurance and, for a cadre, for the death cover."""
        return self.insurance + (wage.first * self.rates["wage-death-cover"] if self.post.cadre else ZERO)

    def _coefficient(self, gross: Decimal) -> Decimal:
        rates, top = self.rates, self.rates["rgdu-smics"] * self.smic
        if gross <= 0 or gross >= top:
            return ZERO
        span = rates["rgdu-span-small" if self.post.size < LARGE else "rgdu-span-large"]
        share = _power(min((top / gross - 1) / 2, Decimal(1)), rates["rgdu-power"])
        return (rates["rgdu-least"] + span * share).quantize(Decimal("0.0001"), "ROUND_HALF_UP")


@lru_cache(maxsize=256)
def wages(post: Post, rates: Rates, months: int) -> Wages:
    """Return the contributions of a post, made once for each."""
    return Wages(post, rates, months)


def _power(share: Decimal, exponent: Decimal) -> Decimal:
    """Return a power; quarters, such as the 1.75 of the decree, go by square roots, ten times faster."""
    quarters = exponent * 4
    return (share ** int(quarters)).sqrt().sqrt() if quarters == int(quarters) else share**exponent


def _rank(base: Base) -> int:
    return Bases._fields.index(base)


def _employer(post: Post, rates: Rates) -> list[Spec]:
    """Return (code, rate, rank of the base) for each contribution of the employer."""
    size = post.size
    specs: list[tuple[str, Decimal, Base]] = [
        ("wage-health", rates["wage-health"], "gross"),
        ("wage-autonomy", rates["wage-autonomy"], "gross"),
        ("wage-pension-capped-employer", rates["wage-pension-capped-employer"], "first"),
        ("wage-pension-employer", rates["wage-pension-employer"], "gross"),
        ("wage-complementary-employer", rates["wage-complementary-employer"], "first"),
        ("wage-complementary-employer", rates["wage-complementary-employer-above"], "second"),
        ("wage-ceg-employer", rates["wage-ceg-employer"], "first"),
        ("wage-ceg-employer", rates["wage-ceg-employer-above"], "second"),
        ("wage-cet-employer", rates["wage-cet-employer"], "first_eight"),
        ("wage-family", rates["wage-family"], "gross"),
        ("wage-accident", post.accident, "gross"),
        (
            "wage-fnal",
            rates["wage-fnal-small" if size < LARGE else "wage-fnal-large"],
            "first" if size < LARGE else "gross",
        ),
        ("wage-training", rates["wage-training-small" if size < SMALL else "wage-training-large"], "gross"),
        ("wage-apprenticeship", rates["wage-apprenticeship"], "gross"),
    ]
    if post.cadre:
        specs.append(("wage-apec-employer", rates["wage-apec-employer"], "four"))
        specs.append(("wage-death-cover", rates["wage-death-cover"], "first"))
    if not post.president:
        specs.append(("wage-unemployment", rates["wage-unemployment"], "four"))
        specs.append(("wage-ags", rates["wage-ags"], "four"))
        specs.append(("wage-dialogue", rates["wage-dialogue"], "gross"))
    if size >= LARGE:
        specs.append(("wage-housing", rates["wage-housing"], "gross"))
    if size >= BIG:
        specs.append(("wage-apprenticeship", rates["wage-apprenticeship-extra"], "gross"))
    return [(code, rate, _rank(base)) for code, rate, base in specs]


def _employee(post: Post, rates: Rates) -> list[Spec]:
    specs: list[tuple[str, Decimal, Base]] = [
        ("wage-pension-capped-employee", rates["wage-pension-capped-employee"], "first"),
        ("wage-pension-employee", rates["wage-pension-employee"], "gross"),
        ("wage-complementary-employee", rates["wage-complementary-employee"], "first"),
        ("wage-complementary-employee", rates["wage-complementary-employee-above"], "second"),
        ("wage-ceg-employee", rates["wage-ceg-employee"], "first"),
        ("wage-ceg-employee", rates["wage-ceg-employee-above"], "second"),
        ("wage-cet-employee", rates["wage-cet-employee"], "first_eight"),
    ]
    if post.cadre:
        specs.append(("wage-apec-employee", rates["wage-apec-employee"], "four"))
    return [(code, rate, _rank(base)) for code, rate, base in specs]

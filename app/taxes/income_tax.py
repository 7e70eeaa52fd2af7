"""Income tax of a household, and the part of it that an activity adds."""

from decimal import Decimal

from app.taxes.activity import Household
from app.taxes.breakdown import ZERO
from app.taxes.law import Rates

Steps = tuple[tuple[Decimal, Decimal], ...]


def parts(household: Household) -> Decimal:
    """Return the number of parts of the quotient familial (CGI 194)."""
    children = Decimal(household.children)
    more = children / 2 if children <= 2 else children - 1
    return Decimal(2 if household.couple else 1) + more + (Decimal("0.5") if household.single_parent else ZERO)


def household_tax(taxable: Decimal, household: Household, rates: Rates) -> Decimal:
    """Return the tax of a whole household, in euros a year, unrounded (CGI 197, 223 sexies).

    `taxable` is its net taxable income; ceiling of the quotient, décote and tax on high incomes are counted.
    """
    if taxable <= 0:
        return ZERO
    adults = Decimal(2 if household.couple else 1)
    scale = rates.scale("income-tax")
    tax = _progressive(taxable / adults, scale) * adults
    count = parts(household)
    if count > adults:
        tax = max(_progressive(taxable / count, scale) * count, tax - _most_gained(household, count - adults, rates))
    kind = "couple" if household.couple else "single"
    relief = rates[f"tax-relief-{kind}"] - rates["tax-relief-rate"] * tax
    tax = max(ZERO, tax - max(ZERO, relief))
    return tax + _progressive(taxable, rates.scale(f"high-income-{kind}"))


def added_tax(own: Decimal, household: Household, rates: Rates) -> Decimal:
    """Return the tax that `own` taxable income adds to its household's: tax with it minus tax without it."""
    with_it = household_tax(household.other_income + own, household, rates)
    return with_it - household_tax(household.other_income, household, rates) if household.other_income else with_it


def wage_allowance(taxable: Decimal, rates: Rates) -> Decimal:
    """Return the allowance for professional expenses on a yearly wage (CGI 83, 3°); never more than the wage."""
    usual = taxable * rates["tax-allowance"]
    return min(max(taxable, ZERO), max(rates["tax-allowance-least"], min(usual, rates["tax-allowance-most"])))


def neutral_rate(taxable: Decimal, rates: Rates) -> Decimal:
    """Return the neutral withholding rate for a monthly taxable wage (CGI 204 H, III)."""
    steps = reversed(rates.scale("neutral-withholding"))
    return next((rate for threshold, rate in steps if taxable >= threshold), ZERO)


def _progressive(amount: Decimal, steps: Steps) -> Decimal:
    """Return the sum of each band of `amount` at its rate."""
    total = ZERO
    for rank, (threshold, rate) in enumerate(steps):
        if amount <= threshold:
            break
        top = steps[rank + 1][0] if rank + 1 < len(steps) else amount
        total += (min(amount, top) - threshold) * rate
    return total


def _most_gained(household: Household, extra: Decimal, rates: Rates) -> Decimal:
    """Return the most that the parts beyond the adults' may take off the tax (CGI 197, I, 2)."""
    if household.single_parent and household.children:
        return rates["tax-single-parent"] + (extra - 1) * 2 * rates["tax-half-part"]
    return extra * 2 * rates["tax-half-part"]

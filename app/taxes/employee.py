"""The wage of an employee, month by month: from what it costs to what is received."""

from dataclasses import replace
from decimal import Decimal

from app.taxes.activity import Contract, Household
from app.taxes.breakdown import CENT, ZERO, Breakdown, Line, cents, euros
from app.taxes.income_tax import added_tax, neutral_rate, wage_allowance
from app.taxes.law import Rates
from app.taxes.search import largest
from app.taxes.wages import MONTHS, Post, Wages, wages

HIGHEST_GROSS = Decimal(1_000_000)


def employee(contract: Contract, rates: Rates) -> Breakdown:
    """Return what becomes of a month of an employee's cost (CSS L242-1, L241-13; CGI 204 A).

    Full-time permanent contract under the general scheme. The employer's death cover is no taxable pay
    (CGI 83, 1° quater).
    """
    pay = wages(_post(contract, rates), rates, 1)
    lines, figures = wage_lines(pay, contract.gross)
    taxable = figures["net-taxable"]
    if contract.neutral:
        rate = neutral_rate(taxable, rates)
        figures["withholding-rate"] = rate
        tax = Line("withholding", "income_tax", cents(taxable * rate), taxable, rate)
    else:
        tax = Line("withholding", "income_tax", cents(yearly_tax(taxable * MONTHS, contract.household, rates) / MONTHS))
    cost = figures["employer-cost"]
    return Breakdown("employee", rates.day, cost, (*lines, tax), figures)


def gross_for_net(net: Decimal, contract: Contract, rates: Rates) -> Decimal:
    """Return the highest monthly gross wage whose net after tax is at most `net`; `contract` gives the rest."""

    def received(gross: Decimal) -> Decimal:
        return employee(replace(contract, gross=gross), rates).net

    return largest(received, net, CENT, min(net * 4, HIGHEST_GROSS))


def gross_for_cost(cost: Decimal, contract: Contract, rates: Rates) -> Decimal:
    """Return the highest monthly gross wage that costs the employer at most `cost`."""
    return wages(_post(contract, rates), rates, 1).gross_for(cost)


def wage_lines(pay: Wages, gross: Decimal) -> tuple[tuple[Line, ...], dict[str, Decimal]]:
    """Return the contributions on a wage, and its cost, gross, net before tax and taxable net, for the same period."""
    reduction = None if pay.post.president else pay.reduction(gross)
    employer = (*pay.employer_lines(gross), *((reduction,) if reduction else ()))
    employees = pay.employee_lines(gross)
    net = gross - sum((line.amount for line in employees), ZERO)
    by_code = {line.code: line.amount for line in (*employer, *employees)}
    insured = by_code.get("wage-health-insurance-employer", ZERO)
    taxable = net + by_code.get("wage-csg-other", ZERO) + insured
    cost = gross + sum((line.amount for line in employer), ZERO)
    figures = {"employer-cost": cost, "gross": gross, "net-pay": net, "net-taxable": taxable}
    return (*employer, *employees), figures


def yearly_tax(taxable: Decimal, household: Household, rates: Rates) -> Decimal:
    """Return the tax a yearly taxable wage adds to its household's, to the euro."""
    return euros(added_tax(taxable - wage_allowance(taxable, rates), household, rates))


def _post(contract: Contract, rates: Rates) -> Post:
    accident = rates["wage-accident"] if contract.accident_rate is None else contract.accident_rate
    insurance = rates["wage-health-insurance"] if contract.health_insurance is None else contract.health_insurance
    return Post(contract.cadre, contract.size, False, accident, insurance)

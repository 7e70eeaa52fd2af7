"""Simulations as JSON lines: {id, status, inputs} in, {id, status, result} out, with the field's English names."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from app.content.dated import NotYet
from app.taxes.activity import LONG_AGO, Activity, Contract, Household, Status
from app.taxes.breakdown import ZERO
from app.taxes.employee import employee
from app.taxes.law import Beyond, Law
from app.taxes.results import RESULTS, employee_result
from app.taxes.schemes import HIGHEST_TURNOVER, Unreachable, breakdown, turnover_for

NAMES: dict[str, Status] = {
    "micro_bnc": "micro-bnc",
    "micro_bic_services": "micro-bic",
    "ei_ir": "ei",
    "eurl_is": "eurl",
    "sasu_is": "sasu",
    "portage": "portage",
}
EMPLOYEE = "employee"
LONGEST_LINE = 10_000


def _exact(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("write a number")
    return Decimal(value)


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Amount = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=HIGHEST_TURNOVER)]
Ratio = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=1)]
Day = Annotated[date, BeforeValidator(_day)]


class Inputs(BaseModel):
    """What a simulation starts from; amounts in euros, a year for an activity, a month for a wage."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    date: Day
    turnover_excl_vat: Amount | None = None
    target_net_after_tax: Amount | None = None
    expenses: Amount = ZERO
    acre: bool = False
    versement_liberatoire: bool = False
    family: Literal["single", "couple"] = "single"
    children: Annotated[int, Field(ge=0, le=20)] = 0
    single_parent: bool = False
    other_household_taxable_income: Amount = ZERO
    creation_date: Day = LONG_AGO
    remuneration_share: Ratio = Decimal(1)
    distribute_dividends: bool = False
    share_capital: Amount = Decimal(1000)
    dividend_taxation: Literal["pfu", "bareme"] = "pfu"
    atmp_rate: Ratio | None = None
    health_insurance_monthly: Amount | None = None
    management_fee_rate: Ratio | None = None
    gross_monthly: Amount | None = None
    cadre: bool = False
    company_size: Annotated[int, Field(ge=1, le=1_000_000)] = 10
    tax_method: Literal["neutral", "bareme"] = "neutral"

    @property
    def household(self) -> Household:
        """Who is taxed together."""
        return Household(
            self.family == "couple", self.children, self.single_parent, self.other_household_taxable_income
        )

    def activity(self) -> Activity:
        """Return the activity described."""
        return Activity(
            turnover=self.turnover_excl_vat or ZERO,
            expenses=self.expenses,
            household=self.household,
            created=self.creation_date,
            acre=self.acre,
            flat_tax=self.versement_liberatoire,
            pay_share=self.remuneration_share,
            dividends=self.distribute_dividends,
            on_scale=self.dividend_taxation == "bareme",
            capital=self.share_capital,
            accident_rate=self.atmp_rate,
            health_insurance=self.health_insurance_monthly,
            fee_rate=self.management_fee_rate,
        )

    def contract(self) -> Contract:
        """Return the contract described; raises ValueError without a gross wage."""
        if self.gross_monthly is None:
            raise ValueError("gross_monthly is missing")
        return Contract(
            gross=self.gross_monthly,
            cadre=self.cadre,
            size=self.company_size,
            household=self.household,
            neutral=self.tax_method == "neutral",
            accident_rate=self.atmp_rate,
            health_insurance=self.health_insurance_monthly,
        )


def answered(line: str, law: Law) -> str:
    """Return the answer to one line, as JSON; what is wrong with it is said in `error`."""
    asked: dict[str, Any] = {"id": None}
    try:
        asked |= _read(line)
        answer = {"id": asked["id"], "status": asked["status"], "result": _result(asked, law)}
    except ValidationError as error:
        places = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        answer = {"id": asked["id"], "error": "; ".join(places)}
    except Unreachable:
        answer = {"id": asked["id"], "error": "no turnover gives this net after tax"}
    except (ValueError, NotYet, Beyond) as error:
        answer = {"id": asked["id"], "error": str(error)}
    return json.dumps(answer, ensure_ascii=False, default=_plain)


def _read(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"the line is longer than {LONGEST_LINE} characters")
    try:
        asked = json.loads(line, parse_float=Decimal, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("the line is not JSON") from error
    if not isinstance(asked, dict):
        raise ValueError('write an object: {"id", "status", "inputs"}')
    if asked.get("status") not in (*NAMES, EMPLOYEE):
        return {"id": asked.get("id"), "status": "", "inputs": {}}
    return {"id": asked.get("id"), "status": asked["status"], "inputs": asked.get("inputs")}


def _result(asked: dict[str, Any], law: Law) -> dict[str, Any]:
    if not asked["status"]:
        raise ValueError(f"status must be one of {', '.join((*NAMES, EMPLOYEE))}")
    inputs = Inputs.model_validate(asked["inputs"])
    rates = law.on(inputs.date)
    if asked["status"] == EMPLOYEE:
        return employee_result(employee(inputs.contract(), rates))
    status, activity = NAMES[asked["status"]], inputs.activity()
    if inputs.target_net_after_tax is not None:
        turnover = turnover_for(law, status, activity, inputs.date, inputs.target_net_after_tax)
        reached = breakdown(
            law, status, inputs.model_copy(update={"turnover_excl_vat": turnover}).activity(), inputs.date
        )
        return {"turnover_excl_vat": turnover, "net_after_tax_at_turnover": reached.net}
    if inputs.turnover_excl_vat is None:
        raise ValueError("turnover_excl_vat is missing")
    result: Callable[..., dict[str, Any]] = RESULTS[status]
    return result(breakdown(law, status, activity, inputs.date), activity, rates)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)

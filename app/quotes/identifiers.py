"""The numbers that name a business: SIREN, SIRET and VAT number, checked by their keys; no register is asked."""

from typing import Literal

from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret, tva
from stdnum.util import clean

Fault = Literal[
    "business_digits",
    "business_length",
    "business_key",
    "vat_country",
    "vat_length",
    "vat_key",
    "vat_form",
]
SIREN_DIGITS, SIRET_DIGITS, FRENCH_VAT_SIGNS = 9, 14, 13


class WrongNumber(Exception):
    """A number that cannot exist. `fault` names why, `count` is how many digits or signs there are."""

    def __init__(self, fault: Fault, count: int) -> None:
        super().__init__(fault, count)
        self.fault: Fault = fault
        self.count = count


def business_number(text: str) -> str:
    """Return a SIREN (9 digits) or a SIRET (14) without its spaces; raises WrongNumber.

    Both end with a Luhn key, but for the SIRET numbers of La Poste's offices, whose digits add up to a multiple of 5.
    """
    number = clean(text, " .-").strip()
    if not (number.isascii() and number.isdigit()):
        raise WrongNumber("business_digits", len(number))
    if len(number) not in (SIREN_DIGITS, SIRET_DIGITS):
        raise WrongNumber("business_length", len(number))
    kind = siren if len(number) == SIREN_DIGITS else siret
    if not kind.is_valid(number):
        raise WrongNumber("business_key", len(number))
    return number


def vat_number(text: str) -> str:
    """Return a VAT number of the European Union in capitals, with its country; raises WrongNumber."""
    number = clean(text, " .-").strip().upper()
    if number[:2] == "FR":
        return _french_vat(number)
    try:
        return vat.validate(number)
    except ValidationError as error:
        known = number[:2].lower() in vat.MEMBER_STATES
        raise WrongNumber("vat_form" if known else "vat_country", len(number)) from error


def same_business(business: str, vat_number: str) -> bool:
    """Return whether a French VAT number is made of the SIREN of `business`; both as the functions above give them."""
    return vat_number[:2] != "FR" or vat_number[4:] == business[:SIREN_DIGITS]


def grouped(number: str) -> str:
    """Return a SIREN or SIRET as one writes it: 732 829 320 00074."""
    return " ".join(part for part in (number[:3], number[3:6], number[6:9], number[9:]) if part)


def _french_vat(number: str) -> str:
    if len(number) != FRENCH_VAT_SIGNS:
        raise WrongNumber("vat_length", len(number))
    if not tva.is_valid(number):
        raise WrongNumber("vat_key", len(number))
    return number

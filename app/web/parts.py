"""The parts of the running service, for whoever is inside one of its requests or commands."""

from typing import TypeVar, cast

from flask import current_app

PartT = TypeVar("PartT")


def part(name: str, kind: type[PartT]) -> PartT:
    """Return the part that `create_app` registered under `name`: library, bank, press, preparation, settings…"""
    return cast(PartT, current_app.extensions[name])

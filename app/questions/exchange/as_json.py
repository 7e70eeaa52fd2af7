"""Questions as JSON, both languages nested, and the schema that says what it holds."""

import json
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from app.content.reading import Item
from app.questions.bank import Question
from app.questions.exchange.draft import LONGEST_ID
from app.questions.exchange.from_json import VERSION
from app.questions.exchange.raw import MOST_QUESTIONS

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


class Document(Item):
    """Structured-interview questions with their rating scales, in French and in English."""

    schema_address: str = Field(alias="$schema")
    version: Literal[1]
    questions: tuple[Question, ...]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `json_file` writes."""
    made = Document.model_json_schema()
    anchors = made["$defs"]["Question"]["properties"]["anchors"]
    text = anchors.pop("additionalProperties")
    anchors |= {
        "properties": dict.fromkeys(("1", "3", "5"), text),
        "required": ["1", "3", "5"],
        "additionalProperties": False,
    }
    made["$defs"]["Question"]["properties"]["id"] |= {
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
        "maxLength": LONGEST_ID,
    }
    made["properties"]["questions"] |= {"maxItems": MOST_QUESTIONS}
    return {"$schema": SCHEMA, **made}


def json_file(questions: Iterable[Question], address: str) -> bytes:
    """Return questions as JSON in UTF-8; `address` is where the schema can be read."""
    document = Document.model_validate({"$schema": address, "version": VERSION, "questions": tuple(questions)})
    data = document.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

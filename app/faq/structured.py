"""What a page of questions says, for machines: schema.org FAQPage."""

from collections.abc import Iterable
from typing import Any

from app.content.text import Language
from app.faq.faq import FrequentQuestion


def page_of_all(questions: Iterable[FrequentQuestion], language: Language, address: str) -> dict[str, Any]:
    """Return the list of questions with what it shows of each: the short answer."""
    return _page([_pair(each.question[language], each.short[language]) for each in questions], language, address)


def page_of_one(question: FrequentQuestion, language: Language, address: str) -> dict[str, Any]:
    """Return one question with its whole answer."""
    whole = "\n\n".join((question.short[language], *question.paragraphs(language)))
    return _page([_pair(question.question[language], whole)], language, address)


def _page(pairs: list[dict[str, Any]], language: Language, address: str) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "@id": address,
        "inLanguage": language,
        "mainEntity": pairs,
    }


def _pair(question: str, answer: str) -> dict[str, Any]:
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}

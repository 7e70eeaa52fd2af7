"""Reading a file of questions that someone brings, whatever its format."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.careers.vocabulary import Competency, Level, Role, Topic
from app.content.text import Language
from app.questions.exchange import from_csv, from_json, from_markdown, from_xlsx
from app.questions.exchange.columns import heading
from app.questions.exchange.draft import draft
from app.questions.exchange.parsed import Format, Parsed, Problem, Refused, Row, Rows
from app.questions.exchange.raw import Gathered
from app.questions.exchange.sniff import format_of
from app.questions.exchange.vocabulary import Vocabulary
from app.questions.exchange.whole import rows

_READERS: Mapping[Format, Callable[[bytes, Language], Gathered]] = {
    "xlsx": from_xlsx.questions,
    "csv": from_csv.questions,
    "json": from_json.questions,
    "markdown": from_markdown.questions,
}


def read(
    data: bytes,
    name: str,
    language: Language,
    competencies: Mapping[str, Competency],
    topics: Mapping[str, Topic],
    roles: Mapping[str, Role],
    levels: Mapping[str, Level],
    default_topics: Mapping[str, str],
) -> Parsed:
    """Return the questions of a file called `name`, brought by a reader of `language`; they are the reader's own.

    `default_topics` gives the topic of each competency when a row names none: see defaults.default_topics.
    """
    vocabulary = Vocabulary(competencies, topics, roles, levels, default_topics)
    try:
        format = format_of(data, name)
        found = _READERS[format](data, language)
    except Refused as refused:
        return refused.refusal
    drafts = [draft(raw, language, vocabulary) for raw in found.rows]
    read_rows = tuple(_as_written(row, found.headers, language) for row in rows(drafts))
    return Rows(format, read_rows, found.ignored, found.encoding, found.sheet)


def _as_written(row: Row, headers: Mapping[str, str], language: Language) -> Row:
    """Return a row whose problems name columns as the file does."""
    return replace(row, problems=tuple(_headed(problem, headers, language) for problem in row.problems))


def _headed(problem: Problem, headers: Mapping[str, str], language: Language) -> Problem:
    return replace(problem, header=headers.get(problem.column) or heading(problem.column, language))

"""Questions out of a Markdown file, as as_markdown writes it and as hands write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.content.text import Language
from app.questions.exchange.cells import one_line
from app.questions.exchange.columns import column, nearest
from app.questions.exchange.decoded import decoded
from app.questions.exchange.parsed import Ignored, Problem
from app.questions.exchange.raw import LONGEST_HEADER, Gathered, Raw, check_count, check_width

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"##?([ \t]|$)")
_STRAY = 60


def questions(data: bytes, language: Language) -> Gathered:
    """Return the questions of a Markdown file, one a title of second level. Raises Refused."""
    text, encoding = decoded(data)
    cut = list(_cut(text))
    check_count(len(cut))
    sections = [_Section(place, language) for place, _ in enumerate(cut, 1)]
    for section, lines in zip(sections, cut, strict=True):
        section.read(lines)
    headers = {name: header for section in reversed(sections) for name, header in section.headers.items()}
    unknown = dict.fromkeys(header for section in sections for header in section.unknown)
    check_width(len(unknown))
    ignored = tuple(Ignored(header, nearest(header, language)) for header in unknown)
    return Gathered(tuple(section.raw() for section in sections), headers, ignored, encoding)


def _cut(text: str) -> Iterator[list[str]]:
    """Yield the lines under each title of second level; what stands before the first is an introduction."""
    lines: list[str] | None = None
    for line in re.split("\r\n?|\n", text):
        if _TITLE.match(line):
            if lines is not None:
                yield lines
            lines = [] if line.startswith("##") else None
        elif lines is not None:
            lines.append(line)
    if lines is not None:
        yield lines


@dataclass
class _Section:
    """Gathers the cells of one question while its lines are read."""

    place: int
    language: Language
    texts: dict[str, list[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, lines: list[str]) -> None:
        """Take the lines of the section: first the list of short values, then a text under each name."""
        into: list[str] | None = None
        for line in lines:
            if line.startswith("###") and not line.startswith("####"):
                into = self._open(line.strip("# \t"))
            elif into is not None:
                into.append(line)
            elif value := _short(line.strip()):
                self._open(value[0]).append(value[1])
            elif line.strip():
                self.problems.append(Problem("stray-line", "", {"line": one_line(line)[:_STRAY]}))

    def _open(self, written: str) -> list[str]:
        """Return where the lines under a name go."""
        header = one_line(unescaped(written))[:LONGEST_HEADER]
        name = column(header, self.language)
        if not name:
            self.unknown.append(header)
            return []
        if name in self.texts:
            self.problems.append(Problem("named-twice", name))
        self.headers[name] = header
        return self.texts.setdefault(name, [])

    def raw(self) -> Raw:
        """Return the cells read."""
        return Raw(self.place, {name: joined(lines) for name, lines in self.texts.items()}, tuple(self.problems))


def _short(line: str) -> tuple[str, str] | None:
    """Return the name and the value of a line `- name: value`, in bold or not, or None."""
    name, colon, value = line[1:].partition(":")
    if line.startswith(("- ", "* ", "+ ")) and colon and (bare := name.strip("* \t")):
        return bare, value.lstrip("* \t")
    return None


def unescaped(text: str) -> str:
    """Return a text without the backslashes that keep its signs from being markup."""
    return _ESCAPED.sub(r"\1", text)


def joined(lines: list[str]) -> str:
    """Return the text of lines: they follow on, but after a blank one, a lone backslash or two spaces at the end."""
    text = ""
    for line in lines:
        kept = line.strip()
        hard = len(kept) - len(kept.rstrip("\\"))
        broken = not kept or hard % 2 == 1 or line.endswith("  ")
        text += unescaped(kept[:-1] if hard % 2 else kept) + ("\n" if broken else " ")
    return text

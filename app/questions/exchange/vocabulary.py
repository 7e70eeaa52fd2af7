"""The values that a file may name: by their id, or by their name in either language."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from app.careers.vocabulary import KINDS, Competency, Level, Role, Topic
from app.content.text import LANGUAGES, Language, Text
from app.questions.exchange import words
from app.questions.exchange.cells import fold


@dataclass(frozen=True)
class Vocabulary:
    """What questions refer to. `default_topics` gives the topic of a question by its competency: see defaults."""

    competencies: Mapping[str, Competency]
    topics: Mapping[str, Topic]
    roles: Mapping[str, Role]
    levels: Mapping[str, Level]
    default_topics: Mapping[str, str]

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, Text]]:
        """For each column that takes names: the names of its values, by id."""
        return {
            "competency": {value.id: value.name for value in self.competencies.values()},
            "kind": {kind: words.KINDS[kind] for kind in KINDS},
            "topic": {value.id: value.name for value in self.topics.values()},
            "levels": {value.id: value.name for value in self.levels.values()},
            "roles": {value.id: value.name for value in self.roles.values()},
        }

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        """For each column: the id of a value, by any of its names, folded. An id wins over a name."""
        return {
            column: {fold(name[language]): id for id, name in named.items() for language in LANGUAGES}
            | {fold(id): id for id in named}
            for column, named in self.values.items()
        }

    def meant(self, column: str, typed: str) -> str:
        """Return the id of the value that `typed` names in a column, or ""."""
        return self._known[column].get(fold(typed), "")

    def nearest(self, column: str, typed: str, language: Language) -> str:
        """Return the name of the value that `typed` looks most like, or ""."""
        found = get_close_matches(fold(typed), self._known[column], 1)
        return self.values[column][self._known[column][found[0]]][language] if found else ""

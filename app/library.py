"""Everything read from the content folders, loaded once, checked as a whole, never changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from app.careers.vocabulary import (
    LEVELS,
    Competency,
    CompetencyFile,
    Level,
    LevelFile,
    Role,
    RoleFile,
    Topic,
    TopicFile,
)
from app.content.dated import Dated, Source
from app.content.reading import ContentError, Item, Origin, Problem, Read, read
from app.questions.bank import (
    Component,
    Finding,
    Ground,
    MethodFile,
    Question,
    QuestionFile,
    Trap,
    UnlawfulFile,
    WorkSample,
)

ItemT = TypeVar("ItemT", bound=Item)
Names = Mapping[str, object]


@dataclass(frozen=True, eq=False)
class Library:
    """What the content folders say; `version` changes with any of their bytes."""

    roles: Mapping[str, Role]
    levels: Mapping[str, Level]
    competencies: Mapping[str, Competency]
    topics: Mapping[str, Topic]
    questions: Mapping[str, Question]
    samples: Mapping[str, WorkSample]
    grounds: Mapping[str, Ground]
    traps: Mapping[str, Trap]
    sources: Mapping[str, Source]
    figures: Mapping[str, Dated]
    findings: tuple[Finding, ...]
    components: Mapping[str, Component]
    version: str


def load(root: Path) -> Library:
    """Return the library read under `root`; raises ContentError with every problem of every file."""
    loader = _Loader(root)
    library = loader.library()
    if loader.problems or library is None:
        raise ContentError(loader.problems)
    return library


class _Loader:
    """Reads file after file, so that one start reports all that is wrong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def library(self) -> Library | None:
        """Return the library, or None when a file that everything rests on cannot be read."""
        roles = self._file("career_paths/roles.yaml", RoleFile)
        levels = self._file("career_paths/levels.yaml", LevelFile)
        competencies = self._file("question_banks/competencies.yaml", CompetencyFile)
        topics = self._file("question_banks/topics.yaml", TopicFile)
        unlawful = self._file("question_banks/unlawful.yaml", UnlawfulFile)
        method = self._file("question_banks/method.yaml", MethodFile)
        files = [self._read(path, QuestionFile) for path in self._paths("question_banks/questions")]
        samples = [self._read(path, WorkSample, id=path.stem) for path in self._paths("question_banks/work_samples")]
        if not (roles and levels and competencies and topics and unlawful and method):
            return None
        banks = [bank for bank in files if bank]
        works = [work for work in samples if work]
        library = Library(
            roles=roles.value.roles,
            levels=levels.value.levels,
            competencies=competencies.value.competencies,
            topics=topics.value.topics,
            questions={q.id: q for bank in banks for q in bank.value.questions.values()},
            samples={work.value.id: work.value for work in works},
            grounds=unlawful.value.grounds,
            traps=unlawful.value.traps,
            sources=method.value.sources,
            figures=method.value.figures,
            findings=method.value.findings,
            components=method.value.components,
            version=self._version(),
        )
        self.problems += _vocabulary_problems(library, roles.origin, levels.origin, competencies.origin)
        self.problems += _method_problems(library, method.origin)
        self.problems += _question_problems(library, banks)
        for work in works:
            self.problems += _sample_problems(library, work)
        return library

    def _paths(self, folder: str) -> list[Path]:
        paths = sorted((self.root / folder).glob("*.yaml"))
        if not paths:
            self.problems.append(Problem(folder, 1, "", "holds no .yaml file: check the folder of content"))
        return paths

    def _file(self, name: str, model: type[ItemT]) -> Read[ItemT] | None:
        path = self.root / name
        if not path.is_file():
            self.problems.append(Problem(name, 1, "", "the file does not exist: put it back"))
            return None
        return self._read(path, model)

    def _read(self, path: Path, model: type[ItemT], **extra: object) -> Read[ItemT] | None:
        try:
            return read(path, self.root, model, **extra)
        except ContentError as error:
            self.problems += error.problems
            return None

    def _version(self) -> str:
        digest = sha256()
        for folder in ("career_paths", "question_banks"):
            for path in sorted((self.root / folder).rglob("*.yaml")):
                digest.update(path.relative_to(self.root).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]


def _unknown(origin: Origin, key: tuple[str | int, ...], name: str, known: Names) -> Iterator[Problem]:
    if name not in known:
        yield origin.problem(key, f"“{name}” does not exist: write one of {', '.join(known)}")


def _vocabulary_problems(library: Library, roles: Origin, levels: Origin, competencies: Origin) -> Iterator[Problem]:
    if tuple(library.levels) != LEVELS:
        yield levels.problem(("levels",), f"must be exactly {', '.join(LEVELS)}, in this order")
    for role in library.roles.values():
        for name in role.weights:
            yield from _unknown(roles, ("roles", role.id, "weights", name), name, library.competencies)
        for name in library.competencies.keys() - role.weights.keys():
            yield roles.problem(("roles", role.id, "weights"), f"“{name}” has no weight: give it one, 0 to 5")
    for level in library.levels.values():
        for name in level.factors:
            yield from _unknown(levels, ("levels", level.id, "factors", name), name, library.competencies)
        if len(level.fit) < 4:
            yield levels.problem(("levels", level.id, "fit"), "must hold the four kinds of question")
    for competency in library.competencies.values():
        if tuple(competency.levels) != LEVELS:
            place = ("competencies", competency.id, "levels")
            yield competencies.problem(place, f"must hold {', '.join(LEVELS)}, in this order")


def _method_problems(library: Library, method: Origin) -> Iterator[Problem]:
    for figure in library.figures.values():
        yield from _unknown(method, ("figures", figure.id, "source"), figure.source, library.sources)
    for rank, finding in enumerate(library.findings):
        for place, name in enumerate(finding.sources):
            yield from _unknown(method, ("findings", rank, "sources", place), name, library.sources)


def _question_problems(library: Library, banks: list[Read[QuestionFile]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for bank in banks:
        origin, file = bank.origin, bank.value
        yield from _unknown(origin, ("competency",), file.competency, library.competencies)
        if not origin.file.endswith(f"/{file.competency}.yaml"):
            yield origin.problem(("competency",), f"the file must be named {file.competency}.yaml")
        for question in file.questions.values():
            key = ("questions", question.id)
            if question.id in first:
                yield origin.problem(key, f"this id is taken in {first[question.id]}: choose another")
            first.setdefault(question.id, origin.file)
            if question.competency != file.competency:
                yield origin.problem((*key, "competency"), "must be the competency of the file")
            yield from _references(library, origin, key, question)
            yield from _twin_problems(library, origin, key, question)


def _references(
    library: Library, origin: Origin, key: tuple[str, ...], item: Question | WorkSample
) -> Iterator[Problem]:
    for rank, role in enumerate(item.roles):
        yield from _unknown(origin, (*key, "roles", rank), role, library.roles)
    if isinstance(item, Question):
        yield from _unknown(origin, (*key, "topic"), item.topic, library.topics)


def _twin_problems(library: Library, origin: Origin, key: tuple[str, ...], question: Question) -> Iterator[Problem]:
    place = (*key, "twin")
    if question.twin is None:
        if question.kind == "behavioural":
            yield origin.problem(place, "is missing: name the situational question on the same story")
        return
    twin = library.questions.get(question.twin)
    if twin is None:
        yield origin.problem(place, f"“{question.twin}” does not exist: name a question of this bank")
    elif twin.twin != question.id:
        yield origin.problem(place, f"“{twin.id}” does not name it in return: write its twin there too")
    elif {twin.kind, question.kind} != {"behavioural", "situational"} or twin.competency != question.competency:
        yield origin.problem(place, "twins are one behavioural and one situational, on one competency")


def _sample_problems(library: Library, work: Read[WorkSample]) -> Iterator[Problem]:
    sample, origin = work.value, work.origin
    for rank, name in enumerate(sample.competencies):
        yield from _unknown(origin, ("competencies", rank), name, library.competencies)
    yield from _references(library, origin, (), sample)
    if tuple(criterion.competency for criterion in sample.scoring) != sample.competencies:
        yield origin.problem(("scoring",), "must hold one criterion for each competency, in the same order")
    rules = {rule.code: rule for block in sample.material if block.type == "rules" for rule in block.rules}
    for rank, row in enumerate(sample.key.rows if sample.key else ()):
        if row.rule is not None:
            yield from _unknown(origin, ("key", "rows", rank, "rule"), row.rule, rules)

"""What is wrong between content files that are right one by one."""

from collections.abc import Iterator

from app.careers.vocabulary import LEVELS
from app.content.reading import Origin, Problem, Read
from app.library import Library
from app.questions.bank import MethodFile, Question, QuestionFile, WorkSample


def vocabulary_problems(library: Library, roles: Origin, levels: Origin, competencies: Origin) -> Iterator[Problem]:
    """Yield what is wrong between roles, levels and competencies."""
    if tuple(library.levels) != LEVELS:
        yield levels.problem(("levels",), f"must be exactly {', '.join(LEVELS)}, in this order")
    for role in library.roles.values():
        for name in role.weights:
            yield from roles.unknown(("roles", role.id, "weights", name), name, library.competencies)
        for name in library.competencies.keys() - role.weights.keys():
            yield roles.problem(("roles", role.id, "weights"), f"“{name}” has no weight: give it one, 0 to 5")
    for level in library.levels.values():
        for name in level.factors:
            yield from levels.unknown(("levels", level.id, "factors", name), name, library.competencies)
        if len(level.fit) < 4:
            yield levels.problem(("levels", level.id, "fit"), "must hold the four kinds of question")
    for competency in library.competencies.values():
        if tuple(competency.levels) != LEVELS:
            place = ("competencies", competency.id, "levels")
            yield competencies.problem(place, f"must hold {', '.join(LEVELS)}, in this order")


def method_problems(method: Read[MethodFile]) -> Iterator[Problem]:
    """Yield the sources that figures and findings name and that do not exist."""
    file, origin = method.value, method.origin
    for figure in file.figures.values():
        yield from origin.unknown(("figures", figure.id, "source"), figure.source, file.sources)
    for rank, finding in enumerate(file.findings):
        for place, name in enumerate(finding.sources):
            yield from origin.unknown(("findings", rank, "sources", place), name, file.sources)


def question_problems(library: Library, banks: list[Read[QuestionFile]]) -> Iterator[Problem]:
    """Yield what is wrong with the questions: names, ids, twins."""
    first: dict[str, str] = {}
    for bank in banks:
        origin, file = bank.origin, bank.value
        yield from origin.unknown(("competency",), file.competency, library.competencies)
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
        yield from origin.unknown((*key, "roles", rank), role, library.roles)
    if isinstance(item, Question):
        yield from origin.unknown((*key, "topic"), item.topic, library.topics)


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


def sample_problems(library: Library, work: Read[WorkSample]) -> Iterator[Problem]:
    """Yield what is wrong with a work sample: names, criteria, rules of its key."""
    sample, origin = work.value, work.origin
    for rank, name in enumerate(sample.competencies):
        yield from origin.unknown(("competencies", rank), name, library.competencies)
    yield from _references(library, origin, (), sample)
    if tuple(criterion.competency for criterion in sample.scoring) != sample.competencies:
        yield origin.problem(("scoring",), "must hold one criterion for each competency, in the same order")
    rules = {rule.code: rule for block in sample.material if block.type == "rules" for rule in block.rules}
    for rank, row in enumerate(sample.key.rows if sample.key else ()):
        if row.rule is not None:
            yield from origin.unknown(("key", "rows", rank, "rule"), row.rule, rules)

"""What the bank must hold to before it is published: what `tremplin check` asks beyond what loading refuses."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.careers.vocabulary import LEVELS
from app.content.reading import Origin, Problem
from app.content.text import LANGUAGES, Text
from app.kits.coverage import MOST_EXPOSED, MOST_SHARED, Cell, exposure
from app.library import Library
from app.questions.bank import Question
from app.questions.quality import near_pairs, slips

FEWEST = 12
FEWEST_KINDS = 3
FOLDER = "question_banks/questions"


def gate_problems(library: Library, origins: Iterable[Origin], cells: Iterable[Cell]) -> Iterator[Problem]:
    """Yield what keeps the bank from being published; `origins` are those of its question files."""
    places = {origin.file: origin for origin in origins}
    for question in library.questions.values():
        origin = places[f"{FOLDER}/{question.competency}.yaml"]
        key = ("questions", question.id)
        yield from (origin.problem((*key, *place), remedy) for place, remedy in slips(question))
        yield from (origin.problem((*key, *place), remedy) for place, remedy in _unlawful(library, question))
    yield from _near(library, places)
    yield from _breadth(library, places)
    yield from _kits(tuple(cells))


def _unlawful(library: Library, question: Question) -> Iterator[tuple[tuple[str | int, ...], str]]:
    asked: list[tuple[tuple[str | int, ...], Text]] = [(("ask",), question.ask)]
    asked += [(("probes", rank), probe) for rank, probe in enumerate(question.probes)]
    for place, text in asked:
        for language in LANGUAGES:
            for found in library.lawful.findings(text[language], language):
                yield (*place, language), f"touches “{found.ground}” ({found.article}): {found.rewrite}"


def _near(library: Library, places: dict[str, Origin]) -> Iterator[Problem]:
    for language in LANGUAGES:
        for cosine, one, other in near_pairs(library.questions.values(), language):
            remedy = f"is nearly “{one.id}” of {one.competency} ({cosine:.2f} in “{language}”): keep one of them"
            yield places[f"{FOLDER}/{other.competency}.yaml"].problem(("questions", other.id), remedy)


def _breadth(library: Library, places: dict[str, Origin]) -> Iterator[Problem]:
    for name in library.competencies:
        asked = [question for question in library.questions.values() if question.competency == name]
        origin = places.get(f"{FOLDER}/{name}.yaml", Origin(FOLDER, {}))
        if len(asked) < FEWEST:
            yield origin.problem(("questions",), f"holds {len(asked)} questions: write {FEWEST} at least")
        if len({question.kind for question in asked}) < FEWEST_KINDS:
            yield origin.problem(("questions",), f"must hold {FEWEST_KINDS} kinds of question at least")
        levels = Counter(level for question in asked for level in question.levels)
        for level in LEVELS:
            if not levels[level]:
                yield origin.problem(("questions",), f"asks nothing at the level “{level}”: write a question for it")


def _kits(cells: tuple[Cell, ...]) -> Iterator[Problem]:
    for cell in cells:
        where = f"{cell.role}.{cell.level}.{cell.minutes}"
        if not cell.plans:
            yield Problem(FOLDER, 1, where, "no kit fits: write questions for its first competencies")
        if cell.shared > MOST_SHARED:
            remedy = f"two versions share {cell.shared} questions, {MOST_SHARED} at most: write more for these"
            yield Problem(FOLDER, 1, where, remedy)
    for name, share in exposure(cells).items():
        if share * MOST_EXPOSED > 1:
            yield Problem(FOLDER, 1, name, f"stands in {share:.0%} of the default kits, a third at most: write others")

"""Reading the content folders once, at the start; all that is wrong is reported together."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from app import coherence
from app.careers.checks import Known, career_problems
from app.careers.guides import ActionFile, Guide, Steps, gathered
from app.careers.vocabulary import CompetencyFile, LevelFile, RoleFile, TopicFile
from app.content.dated import PublicationFile
from app.content.reading import ContentError, ItemT, Origin, Problem, Read, read
from app.content.text import LANGUAGES, Language
from app.faq.faq import FOLDER as FAQ
from app.faq.faq import Faq, ThemeFile, faq_of
from app.faq.faq import problems as faq_problems
from app.freelance.market import Market, load_market
from app.library import Library
from app.pages.unknown import UnknownFile
from app.questions import notes as interview_notes
from app.questions.bank import MethodFile, QuestionFile, WorkSample
from app.questions.grounds import UnlawfulFile
from app.questions.lawful import LawfulCheck
from app.questions.signals import ListFile, Signals, SubjectFile, signals_of
from app.salaries.pay import Salaries, load_salaries
from app.search.lexicon import Lexicon, load_lexicon
from app.subject.subject import Subject, load_subject
from app.taxes.law import FigureFile, Law, NoteFile, RuleFile, ScaleFile, SourceFile, StatusFile
from app.taxes.law import problems as law_problems

QUESTIONS = "question_banks/questions"


def load(root: Path) -> Library:
    """Return the library read under `root`; raises ContentError with every problem of every file."""
    loader = _Loader(root)
    with _uncollected():
        library = loader.library()
    if loader.problems or library is None:
        raise ContentError(loader.problems)
    return library


def question_origins(root: Path) -> list[Origin]:
    """Return where everything stands in the files of questions under `root`; raises ContentError."""
    return [read(path, root, QuestionFile).origin for path in sorted((root / QUESTIONS).glob("*.yaml"))]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away: what is read stays, and going over it again and again took three quarters."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
        lawful = self._lawful(unlawful)
        notes = self._file("question_banks/lawful/notes.yaml", interview_notes.NoteFile)
        method = self._file("question_banks/method.yaml", MethodFile)
        unknown = self._file("question_banks/unknown.yaml", UnknownFile)
        files = [self._read(path, QuestionFile) for path in self._paths(QUESTIONS)]
        samples = [self._read(path, WorkSample, id=path.stem) for path in self._paths("question_banks/work_samples")]
        guides = {path.stem: self._read(path, Guide, id=path.stem) for path in self._paths("career_paths/guides")}
        steps = self._file("career_paths/steps.yaml", Steps)
        actions = self._file("career_paths/actions.yaml", ActionFile)
        law = self._law()
        publications = self._file("rate_tables/sources.yaml", PublicationFile)
        market = self._market(publications)
        salaries = self._salaries(publications)
        lexicon = self._lexicon(law)
        faq, subject = self._asked(law, publications, method)
        if not (roles and levels and competencies and topics and unlawful and method and unknown):
            return None
        if not (law and publications and market and salaries and lexicon and lawful and notes):
            return None
        if not (steps and actions and faq and subject):
            return None
        banks = [bank for bank in files if bank]
        works = [work for work in samples if work]
        library = Library(
            roles=roles.value.roles,
            levels=levels.value.levels,
            competencies=competencies.value.competencies,
            topics=topics.value.topics,
            guides=gathered(guides, roles.value.roles),
            steps=steps.value,
            actions=actions.value.actions,
            questions={q.id: q for bank in banks for q in bank.value.questions.values()},
            samples={work.value.id: work.value for work in works},
            grounds=unlawful.value.grounds,
            traps=unlawful.value.traps,
            lawful=lawful,
            notes=interview_notes.NoteCheck(notes.value),
            sources=method.value.sources | dict(law.sources),
            figures=method.value.figures,
            findings=method.value.findings,
            components=method.value.components,
            law=law,
            publications=publications.value.sources,
            market=market,
            salaries=salaries,
            lexicon=lexicon,
            unknown=unknown.value.subjects,
            faq=faq,
            subject=subject,
            version=self._version(),
        )
        self.problems += coherence.vocabulary_problems(library, roles.origin, levels.origin, competencies.origin)
        self.problems += coherence.method_problems(method)
        self.problems += coherence.question_problems(library, banks)
        for work in works:
            self.problems += coherence.sample_problems(library, work)
        known = Known(
            library.roles,
            library.competencies,
            library.questions,
            {**library.publications, **library.sources},
            library.salaries.roles,
        )
        if all(files):  # Otherwise guides would be blamed for questions that could not be read.
            self.problems += career_problems(guides, steps, actions, known)
        return library

    def _lawful(self, unlawful: Read[UnlawfulFile] | None) -> LawfulCheck | None:
        if unlawful is None:
            return None
        file = unlawful.value
        subjects = {**file.grounds, **file.traps}
        signals = {language: self._signals(language, subjects) for language in LANGUAGES}
        read = {language: each for language, each in signals.items() if each}
        return LawfulCheck(file.grounds, file.traps, file.silence, read) if len(read) == len(signals) else None

    def _signals(self, language: Language, subjects: Mapping[str, object]) -> Signals | None:
        folder = f"question_banks/lawful/{language}"
        lists = self._file(f"{folder}/lists.yaml", ListFile)
        paths = {path.stem: path for path in self._paths(folder) if path.stem != "lists"}
        for name in paths:
            self.problems += Origin(f"{folder}/{name}.yaml", {}).unknown((), name, subjects)
        files = [self._read(paths[name], SubjectFile, id=name) for name in subjects if name in paths]
        read = [file for file in files if file]
        if lists is None or not read:
            return None
        signals, problems = signals_of(lists, read)
        self.problems += problems
        return signals

    def _asked(
        self, law: Law | None, publications: Read[PublicationFile] | None, method: Read[MethodFile] | None
    ) -> tuple[Faq | None, Subject | None]:
        """Return the questions people ask and the guide to the subject, which cite every list of sources."""
        files = [file for path in self._paths(FAQ) if (file := self._read(path, ThemeFile, id=path.stem))]
        if not (law and publications and method):
            return None, None
        known = {**publications.value.sources, **law.sources, **method.value.sources}
        faq = faq_of(files)
        subject, problems = load_subject(self._file, known)
        self.problems += [*faq_problems(faq, files, known), *problems]
        return faq, subject

    def _law(self) -> Law | None:
        folder = "rate_tables/law"
        figures = self._file(f"{folder}/figures.yaml", FigureFile)
        scales = self._file(f"{folder}/scales.yaml", ScaleFile)
        rules = self._file(f"{folder}/lines.yaml", RuleFile)
        notes = self._file(f"{folder}/notes.yaml", NoteFile)
        statuses = self._file(f"{folder}/statuses.yaml", StatusFile)
        sources = self._file(f"{folder}/sources.yaml", SourceFile)
        if not (figures and scales and rules and notes and statuses and sources):
            return None
        law = Law(
            known_until=figures.value.known_until,
            figures=figures.value.figures,
            scales=scales.value.scales,
            lines=rules.value.lines,
            notes=notes.value.notes,
            statuses=statuses.value.statuses,
            sources=sources.value.sources,
        )
        origins = {"figures": figures.origin, "scales": scales.origin, "lines": rules.origin, "notes": notes.origin}
        self.problems += law_problems(law, origins)
        return law

    def _market(self, publications: Read[PublicationFile] | None) -> Market | None:
        if publications is None:
            return None
        market, problems = load_market(self._file, publications.value.sources)
        self.problems += problems
        return market

    def _salaries(self, publications: Read[PublicationFile] | None) -> Salaries | None:
        if publications is None:
            return None
        salaries, problems = load_salaries(self._file, publications.value.sources)
        self.problems += problems
        return salaries

    def _lexicon(self, law: Law | None) -> Lexicon | None:
        if law is None:
            return None
        lexicon, problems = load_lexicon(self._file, law.notes)
        self.problems += problems
        return lexicon

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
        for folder in ("career_paths", "question_banks", "rate_tables"):
            for path in sorted((self.root / folder).rglob("*.yaml")):
                digest.update(path.relative_to(self.root).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]

"""The house rules 1 to 5, read off the imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 250

# What may touch the world in a feature, and how high it stands: imports go down. Other files are pure.
LAYERS = {"models": 1, "store": 2, "documents": 2, "forms": 3, "service": 3, "routes": 4}
# Each feature, and the ones it may know. `library` gathers what they read from files.
FEATURES: dict[str, set[str]] = {
    "careers": set(),
    "questions": {"careers"},
    "kits": {"careers", "questions"},
    "panel": {"careers", "questions", "kits"},
    "taxes": set(),
    "freelance": {"taxes"},
    "quotes": {"taxes", "freelance"},
    "salaries": {"taxes", "careers"},
    "faq": set(),
    "subject": set(),
    "pages": {"careers", "questions", "taxes", "freelance", "salaries"},
}
# What the features stand on, and what each of these may import of the house.
GROUND: dict[str, set[str]] = {
    "config": set(),
    "content": {"content"},
    "charts": {"charts", "content"},
    "search": {"search", "content"},
    "paper": {"paper"},
    "web": {"web", "config", "content", "paper.order"},
    "library": {
        "careers",
        "questions",
        "taxes",
        "freelance",
        "salaries",
        "faq",
        "subject",
        "pages",
        "content",
        "search.lexicon",
    },
    "coherence": {"careers", "questions", "content", "library"},
    "loading": {
        "careers",
        "questions",
        "taxes",
        "freelance",
        "salaries",
        "faq",
        "subject",
        "pages",
        "content",
        "library",
        "coherence",
        "search.lexicon",
    },
    "inventory": {
        "careers",
        "questions",
        "taxes",
        "freelance",
        "salaries",
        "faq",
        "subject",
        "pages",
        "content",
        "library",
        "kits",
    },
    "gates": {"careers", "questions", "kits", "content", "library"},
}
EVERYTHING = {"", "cli", "api", "migrations"}  # The factory and the ways in, which see all.
SEES_ALL = {"search.site", "search.routes"}  # What gathers everything public; the rest of search is ground.
IMPURE_GROUND = {"config", "paper", "web"} | EVERYTHING
PURE_ANYWAY = {"paper.order"}

# Each library has its places: file names of a feature, folders, or single files. No other file imports it.
PLACES = {
    "flask flask_limiter jinja2": "routes web cli api",
    "werkzeug": "routes forms web api",  # Forms are made of its MultiDict.
    "wtforms": "forms web.fields",
    "flask_wtf": "forms web.security",  # It also protects every form of the service at once.
    "sqlmodel sqlalchemy alembic": "models store service web.database migrations cli",
    "weasyprint pikepdf pydyf pypdf fontTools tinyhtml5": "paper",
    "yaml": "content.reading",
    "openpyxl docx defusedxml": "exchange",
    "numpy": "panel",
    "holidays": "freelance.days",
    "stdnum": "quotes",
    "click granian": "cli",
    "random secrets uuid": "config web.security",
    "os sys subprocess socket tempfile": "config paper cli",
    "time logging threading concurrent": "paper web service search.index search.ranking",
}
PLACES_OF = {library: places.split() for names, places in PLACES.items() for library in names.split()}
CLOCK = {"now", "utcnow", "today", "fromtimestamp"}
CLOCK_PLACE = "web.clock"
ENVIRONMENT_PLACE = "config"
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}


def name_of(path: str) -> str:
    """Return the dotted name of a file in app/: `kits.plan`, and nothing for `app/__init__.py`."""
    return ".".join(part for part in Path(path).with_suffix("").parts[1:] if part != "__init__")


def imported(tree: ast.Module, root: Path = ROOT) -> Iterator[str]:
    """Yield every module imported, at the top or not; `from app.kits import plan` gives `app.kits.plan`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                inside = root.joinpath(*base.split("."), alias.name)
                whole = base.startswith("app") and (inside.is_dir() or inside.with_suffix(".py").is_file())
                yield f"{base}.{alias.name}" if whole else base


def pure(name: str) -> bool:
    """Return whether a file must be pure: its name does not say otherwise."""
    top, _, rest = name.partition(".")
    return name in PURE_ANYWAY or (top not in IMPURE_GROUND and rest.split(".")[0] not in LAYERS)


def allowed(name: str, places: list[str]) -> bool:
    """Return whether a file is one of `places`: by its folder, its whole name, or its name in a feature."""
    top, _, rest = name.partition(".")
    return top in places or name in places or ((top in FEATURES or name in SEES_ALL) and rest.split(".")[0] in places)


def direction(name: str, target: str) -> str:
    """Return what is wrong with a file importing another file of the house, or nothing."""
    top, other = name.split(".")[0], target.split(".")[0]
    if top in EVERYTHING:
        return ""
    if target == "":
        return "imports the factory"
    if other in {"cli", "api", "migrations"}:
        return f"imports {target}, which sees all"
    if pure(name) and not pure(target):
        return f"is pure and imports {target}, which is not"
    if name in SEES_ALL:
        return ""
    if target in SEES_ALL:
        return f"imports {target}, which sees all"
    if top in GROUND:
        fine = other in GROUND[top] or target in GROUND[top] or other == top
        return "" if fine else f"{top} does not know {target}"
    if other in FEATURES and other != top and other not in FEATURES.get(top, set()):
        return f"{top} does not know {other}"
    mine, theirs = (LAYERS.get(each.partition(".")[2].split(".")[0], 0) for each in (name, target))
    same_kind = other in FEATURES and mine and theirs
    beside = name.rpartition(".")[0] == target.rpartition(".")[0] and name.count(".") > 1
    siblings = beside or target.startswith(f"{name}.")
    return f"imports {target}, which is not below it" if same_kind and theirs >= mine and not siblings else ""


def reads(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (what, where it belongs) for each look at the clock or at the environment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in CLOCK and isinstance(node.value, ast.Name) and node.value.id in {"date", "datetime"}:
                yield f"asks {node.value.id}.{node.attr}", CLOCK_PLACE
            if node.attr in {"environ", "getenv"}:
                yield f"reads os.{node.attr}", ENVIRONMENT_PLACE


def complaints(path: str, source: str) -> list[str]:
    """Return what a file of app/ does against the rules, known or not."""
    tree, name = ast.parse(source), name_of(path)
    wrong: list[str] = []
    for module in dict.fromkeys(imported(tree)):
        top = module.split(".")[0]
        if module.startswith("."):
            wrong.append("imports by a relative name")
        elif top == "app":
            wrong.append(direction(name, module.removeprefix("app").removeprefix(".")))
        elif name and not allowed(name, PLACES_OF.get(top, [name])):
            wrong.append(f"imports {top}")
    wrong += [what for what, place in reads(tree) if name != place]
    wrong += shape(path, tree, source)
    return [f"{path}: {what}" for what in wrong if what]


def shape(path: str, tree: ast.Module, source: str) -> Iterator[str]:
    """Yield what is wrong with the file itself: its name, its docstring, its length."""
    if not path.isascii():
        yield "has a name that is not ASCII"
    if SHAPELESS & set(Path(path).with_suffix("").parts):
        yield "has a name that says nothing"
    if not ast.get_docstring(tree):
        yield "has no docstring"
    if path.endswith("/__init__.py") and path.count("/") == 2 and len(tree.body) > 1:
        yield "holds more than a docstring"
    if (length := len(source.splitlines())) > LONGEST:
        yield f"is longer than {LONGEST} lines ({length})"


def files() -> dict[str, str]:
    """Return the Python files of app/."""
    paths = sorted((ROOT / "app").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("path", files())
def test_the_file_keeps_the_rules(path: str) -> None:
    if "migrations/versions" not in path:
        assert list(complaints(path, files()[path])) == []


def test_every_folder_has_its_place() -> None:
    known = {*FEATURES, *GROUND, *EVERYTHING}
    assert {name_of(path).split(".")[0] for path in files()} <= known


def test_names_are_ascii() -> None:
    folders = (ROOT / name for name in ("app", "templates", "tests", "question_banks", "career_paths", "docs"))
    assert [path.name for folder in folders for path in folder.rglob("*") if not path.name.isascii()] == []


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        # Rule 1: a file is pure unless its name says otherwise.
        ("app/kits/plan.py", "import random", "imports random"),
        ("app/kits/plan.py", "from flask import g", "imports flask"),
        ("app/kits/plan.py", "from sqlmodel import Session", "imports sqlmodel"),
        ("app/kits/plan.py", "import os", "imports os"),
        ("app/paper/crew.py", "import os\nos.environ['A']", "reads os.environ"),
        ("app/kits/plan.py", "from datetime import date\ndate.today()", "asks date.today"),
        ("app/kits/store.py", "from datetime import datetime\ndatetime.now()", "asks datetime.now"),
        ("app/kits/plan.py", "def f():\n    import secrets", "imports secrets"),
        # Rule 2: each library has its place.
        ("app/kits/store.py", "import flask", "imports flask"),
        ("app/kits/routes.py", "import wtforms", "imports wtforms"),
        ("app/kits/routes.py", "from sqlalchemy.exc import IntegrityError", "imports sqlalchemy"),
        ("app/kits/documents.py", "import weasyprint", "imports weasyprint"),
        ("app/questions/bank.py", "import yaml", "imports yaml"),
        # Rule 3: imports go down, and pure files import pure files.
        ("app/kits/store.py", "from app.kits import service", "imports kits.service, which is not below it"),
        (
            "app/kits/forms.py",
            "from app.kits.service import a",
            "imports kits.service, which is not below it",
        ),
        ("app/kits/forms/new.py", "from app.kits import service", "imports kits.service, which is not below it"),
        ("app/kits/plan.py", "from app.kits.store import a", "is pure and imports kits.store, which is not"),
        ("app/kits/plan.py", "from app.web.clock import a", "is pure and imports web.clock, which is not"),
        ("app/kits/routes.py", "from app import create_app", "imports the factory"),
        ("app/kits/routes.py", "from app.cli import main", "imports cli, which sees all"),
        # Rule 4: arrows between features go one way, and the ground knows no feature.
        ("app/careers/weights.py", "from app.questions.bank import a", "careers does not know questions"),
        ("app/questions/routes/bank.py", "from app.kits.plan import a", "questions does not know kits"),
        ("app/taxes/micro.py", "from app.salaries.range import a", "taxes does not know salaries"),
        ("app/charts/bars.py", "from app.kits.plan import a", "charts does not know kits.plan"),
        ("app/web/shown.py", "from app.kits.plan import a", "web does not know kits.plan"),
        ("app/search/index.py", "from app.kits.plan import a", "search does not know kits.plan"),
        ("app/search/site.py", "from app.web.clock import a", "is pure and imports web.clock, which is not"),
        ("app/questions/routes/bank.py", "from app.search.site import a", "imports search.site, which sees all"),
        ("app/search/index.py", "from app.search.site import a", "imports search.site, which sees all"),
        # Rule 5: shape.
        ("app/kits/__init__.py", "import re", "holds more than a docstring"),
        ("app/kits/helpers.py", "", "has a name that says nothing"),
        ("app/kits/épreuve.py", "", "has a name that is not ASCII"),
        ("app/kits/long.py", "\n" * 251, "is longer than 250 lines (252)"),
        ("app/kits/other.py", "from . import plan", "imports by a relative name"),
    ],
)
def test_the_checker_complains(path: str, source: str, expected: str) -> None:
    assert complaints(path, f'"""Does something."""\n{source}') == [f"{path}: {expected}"]


def test_the_checker_wants_a_docstring() -> None:
    assert complaints("app/kits/plan.py", "import re") == ["app/kits/plan.py: has no docstring"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app/kits/plan.py", "from datetime import date\nfrom app.questions.bank import Question"),
        (
            "app/kits/routes.py",
            "import flask\nfrom app.kits import forms, service, store\nfrom app.web import clock",
        ),
        ("app/kits/forms.py", "from wtforms import StringField"),
        ("app/panel/routes.py", "from app.kits.kit import Kit"),
        ("app/freelance/forms/rates.py", "import wtforms\nfrom app.freelance.forms.situation import a"),
        ("app/paper/render.py", "import weasyprint"),
        ("app/questions/routes/bank.py", "from app.search.index import Index"),
        ("app/search/routes.py", "import flask\nfrom app.library import a\nfrom app.kits import service"),
        ("app/cli.py", "from app import create_app\nfrom app.kits import service"),
    ],
)
def test_the_checker_lets_be_what_is_right(path: str, source: str) -> None:
    assert complaints(path, f'"""Does something."""\n{source}') == []

"""Bring the catalogues up to date with the sentences of the code and of the templates.

`python -m scripts.translate` writes them: what is translated stays, what is not said any more goes, what is new
waits for its English. A French sentence is its own key, so French is filled by itself, with plurals only.
With `--check`, nothing is written: what is out of date or missing is said, and the exit code is 1.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from app.content.text import LANGUAGES, Language
from app.web.language import FOLDER, catalogue

ROOT = Path(__file__).resolve().parent.parent
JINJA = "jinja2.ext:babel_extract"
WHERE = {"app": [("**.py", "python")], "templates": [("**.html", JINJA), ("**.txt", JINJA)]}
TEMPLATES = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
WIDTH = 110
HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n {plural} 1);\n"

"""
PLURAL: dict[Language, str] = {"fr": ">", "en": "!="}


def sentences(root: Path = ROOT) -> Catalog:
    """Return every sentence that the code and the templates say; raises TemplateSyntaxError."""
    said = Catalog()
    for folder, methods in WHERE.items():
        options = {"**.html": TEMPLATES, "**.txt": TEMPLATES}
        found = extract_from_dir(root / folder, methods, options, KEYWORDS)
        for _file, _line, message, _comments, context in found:
            said.add(message, context=context)
    return said


def updated(language: Language, said: Catalog, known: Catalog) -> Catalog:
    """Return what `language` needs of the sentences `said`, with the words `known` already."""
    new = Catalog(locale=language)
    for message in _messages(said):
        plural = isinstance(message.id, tuple)
        if language == "fr" and plural:
            new.add(message.id, message.id)
        elif language != "fr":
            old = known.get(message.id)
            same = old is not None and isinstance(old.string, tuple) == plural
            new.add(message.id, old.string if old and same else ("", "") if plural else "")
    return new


def written(language: Language, messages: Catalog) -> bytes:
    """Return a catalogue as it stands in its file: sorted, without places or dates, the same everywhere."""
    body = BytesIO()
    write_po(body, messages, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return (HEADER.format(language=language, plural=PLURAL[language]) + body.getvalue().decode()).encode()


def unsaid(messages: Catalog) -> list[str]:
    """Return the sentences of a catalogue that have no translation yet, or a doubtful one."""
    return [str(message.id) for message in _messages(messages) if message.fuzzy or not _filled(message)]


def main(arguments: list[str]) -> int:
    """Write the catalogues, or check them; return the exit code."""
    check, said, trouble = "--check" in arguments, sentences(), []
    for language in LANGUAGES:
        file = FOLDER / language / "LC_MESSAGES" / "messages.po"
        messages = updated(language, said, catalogue(language))
        if check and file.read_bytes() != written(language, messages):
            trouble.append(f"{file.relative_to(ROOT)} is not up to date: run `make translate`")
        elif not check:
            file.write_bytes(written(language, messages))
        trouble += [f"{language}: not translated yet: {sentence}" for sentence in unsaid(messages)]
    print("\n".join(trouble) or "translations: complete and up to date")
    return 1 if check and trouble else 0


def _messages(messages: Catalog) -> Iterator[Message]:
    return (message for message in messages if message.id)


def _filled(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

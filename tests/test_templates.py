"""House rules that templates keep."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
PAGES = [name for name in TEMPLATES if "/document/" not in name]
every_template = pytest.mark.parametrize("name", TEMPLATES)
every_page = pytest.mark.parametrize("name", PAGES)


def source(name: str) -> str:
    """Return the text of a template, without its comments."""
    return re.sub(r"\{#.*?#\}", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.S)


@every_template
def test_compiles(app: Flask, name: str) -> None:
    app.jinja_env.get_template(name)


@every_template
def test_nothing_is_called_safe(app: Flask, name: str) -> None:
    """Text is escaped, always, but for markup that stands in the template itself, word for word."""
    tree = app.jinja_env.parse(source(name))
    called = [found.node for found in tree.find_all(nodes.Filter) if found.name == "safe"]
    assert [node for node in called if not isinstance(node, nodes.Const)] == []
    assert not list(tree.find_all(nodes.MarkSafe))
    assert "autoescape" not in source(name)


@every_page
def test_nothing_is_written_in_place(name: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", source(name))


@every_page
def test_no_address_is_written_by_hand(name: str) -> None:
    """Pages are linked by url_for, files by asset: a changed address cannot break a link."""
    assert re.findall(r'(?:href|src|action)="(?![#{]|https?:)[^"]*"', source(name)) == []


@every_page
def test_every_sentence_can_be_translated(app: Flask, name: str) -> None:
    """Words stand in _() or ngettext(), but for names that are the same in both languages."""
    text = re.sub(r"\{[{%].*?[%}]\}", "¤", source(name), flags=re.S)
    text = re.sub(r'<[^>]*>|[\w-]+="[^"]*"', " ", text, flags=re.S)
    words = set(re.findall(r"[^\W\d_]{3,}", text)) - {"Tremplin", "PDF", "RNCP"}
    assert words == set()


# What is given as a file, or stands for one.
FILES = {"kits.document", "freelance.simulation", "freelance.statuses_csv", "quotes.document", "quotes.export"}
FILES |= {"quotes.export_book", "quotes.received_document", "salaries.ranges_csv", "salaries.ranges_json"}
FILES |= {"questions.export", "kits.export", "questions.own_export", "questions.own_template", "questions.schema"}
FILES |= {"panel.pack", "panel.decision_file", "panel.candidate_file", "panel.sheets_zip", "panel.seat_sheet"}
FILES |= {"panel.export", "panel.access", "panel.notice_document", "panel.member_calendar"}
FILES |= {"careers.plan", "careers.calendar", "faq.feed", "search.suggestions"}


def test_every_endpoint_has_the_template_of_its_name(app: Flask) -> None:
    """Endpoint = view function = template name, but for actions that end elsewhere."""
    elsewhere = {"pages.root", "pages.health", "kits.compose", "kits.edit", "static"}
    elsewhere |= {"quotes.write", "quotes.act", "quotes.new", "quotes.edit"}
    elsewhere |= {"questions.own_bring", "questions.own_confirm", "questions.own_another", "questions.own_edit"}
    elsewhere |= {"panel.new_member", "panel.new_candidate", "panel.begin", "panel.marks"}
    elsewhere |= {"panel.member_comparison", "panel.member_discussion"}
    elsewhere |= {"pages.sitemap", "pages.crawlers"} | FILES
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - elsewhere
    missing = [name for name in endpoints if f"{name.replace('.', '/')}.html" not in TEMPLATES]
    assert missing == []


def test_every_style_sheet_is_called_by_the_layout() -> None:
    layout = source("layouts/base.html")
    sheets = (ROOT / "app" / "static" / "css").rglob("*.css")
    names = [str(path.relative_to(ROOT / "app" / "static" / "css").with_suffix("")) for path in sheets]
    assert [name for name in names if f"'{name}'" not in layout] == []

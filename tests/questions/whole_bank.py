"""The content as it is published, read once for all the tests of questions."""

from pathlib import Path

from app.loading import load

LIBRARY = load(Path(__file__).parents[2])
QUESTIONS = tuple(LIBRARY.questions.values())

"""A campaign to play with, for every test of this folder."""

from playing import kit, play, session

__all__ = ["kit", "play", "session"]

"""What a document may read: the files of a few folders, by name, and nothing else."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from app.paper.order import Unprintable

TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}


@dataclass(frozen=True)
class Assets:
    """The readable files (name → bytes) of `folders`; a document names one as `asset:NAME`."""

    folders: tuple[Path, ...]
    files: Mapping[str, bytes]

    @classmethod
    def read(cls, *folders: Path) -> "Assets":
        """Read the style sheets, images and fonts that lie directly in `folders`.

        Raises FileNotFoundError for a missing folder, ValueError if two folders hold the same name.
        """
        files: dict[str, bytes] = {}
        for path in _readable(folders):
            if path.name in files:
                raise ValueError(f"two assets are called {path.name}")
            files[path.name] = path.read_bytes()
        return cls(tuple(folder.resolve() for folder in folders), MappingProxyType(files))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of every name and content."""
        total = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        return total.hexdigest()

    def at(self, address: str) -> tuple[bytes, str]:
        """The content and media type at `asset:NAME`.

        Raises Unprintable("forbidden_address") for any other scheme, ("missing_asset") for an unknown name.
        """
        scheme, _, name = address.partition(":")
        if scheme.lower() != "asset":
            raise Unprintable("forbidden_address", address[:200])
        return self.named(name), TYPES[Path(name).suffix]

    def named(self, name: str) -> bytes:
        """The content of the file called `name`. Raises Unprintable("missing_asset")."""
        if name not in self.files:
            raise Unprintable("missing_asset", name[:200])
        return self.files[name]

    def font_settings(self, cache: Path) -> str:
        """A fontconfig file that knows the TrueType files of our folders and no other font."""
        folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in self.folders)
        return (
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
            f"<fontconfig>{folders}<cachedir>{escape(str(cache))}</cachedir>"
            "<selectfont><rejectfont><glob>*</glob></rejectfont>"
            "<acceptfont><glob>*.ttf</glob></acceptfont></selectfont></fontconfig>"
        )


def _readable(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in TYPES and path.is_file():
                yield path

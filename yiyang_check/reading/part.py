"""The parts of a spreadsheet's package: XML, streamed, never unpacked beyond a bound, a document type refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Protocol, TypeVar
from xml.parsers import expat

from yiyang_check.diagnostics import Position, error
from yiyang_check.errors import InputError

RATIO = 4
"""A workbook may unpack to this many times the bound on the file itself."""
REMEMBERED = 1_000
"""Names of elements that are remembered; a workbook has fewer."""


Start = Callable[[dict[str, str]], None]
End = Callable[[], None]


class Handler(Protocol):
    """What is to be told of a part: by an element's name without a namespace, what to call where it begins and ends."""

    @property
    def starts(self) -> Mapping[str, Start]:
        """Called with the element's attributes."""
        ...

    @property
    def ends(self) -> Mapping[str, End]:
        """Called where the element ends."""
        ...

    def text(self, text: str) -> None:
        """A piece of the text in any element."""
        ...


Known = TypeVar("Known")


class _ByLocalName(dict[str, Known]):
    """Looks a name up without its namespace, and remembers the answer."""

    def __init__(self, known: Mapping[str, Known], otherwise: Known) -> None:
        super().__init__()
        self._known, self._otherwise = known, otherwise

    def __missing__(self, name: str) -> Known:
        found = self._known.get(name.rpartition(" ")[2], self._otherwise)
        if len(self) < REMEMBERED:
            self[name] = found
        return found


class Package:
    """A zip of XML parts. Raises InputError, naming the file, for whatever is wrong with it."""

    def __init__(self, data: bytes, name: str, max_bytes: int) -> None:
        self.name = name
        self._left = self._most = max_bytes * RATIO
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as fault:
            raise self.broken(str(fault)) from fault
        self.parts = frozenset(self._archive.namelist())

    def broken(self, cause: str) -> InputError:
        """The complaint that the package is not what it should be."""
        return InputError([error("broken-workbook", Position(self.name, 1, 1), cause=cause)])

    def parse(self, part: str, handler: Handler) -> None:
        """Tell a handler all elements of a part; a part that is not there has none."""
        if part not in self.parts:
            return
        self._left -= self._archive.getinfo(part).file_size
        if self._left < 0:
            raise InputError([error("unpacks-too-large", Position(self.name, 1, 1), limit=self._most // (1024 * 1024))])
        try:
            with self._archive.open(part) as stream:
                self._parser(handler).ParseFile(stream)
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as fault:
            raise self.broken(f"{part}: {fault}") from fault

    def _parser(self, handler: Handler) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        starts: dict[str, Start] = _ByLocalName(handler.starts, lambda _: None)
        ends: dict[str, End] = _ByLocalName(handler.ends, lambda: None)
        parser.StartElementHandler = lambda name, attributes: starts[name](attributes)
        parser.EndElementHandler = lambda name: ends[name]()
        parser.CharacterDataHandler = handler.text
        return parser

    def _refuse(self, *_: object) -> None:
        raise self.broken("DOCTYPE")

"""The parts of a spreadsheet's package: XML, streamed, never unpacked beyond a bound, a document type refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO, Protocol, TypeVar
from xml.parsers import expat

from yiyang_check.diagnostics import Position, error
from yiyang_check.errors import InputError

RATIO = 4
"""A workbook may unpack to this many times the bound on the file itself."""
DENSEST = 100
"""A part may unpack to this many times its own size; XML of cells packs to a tenth or a twentieth, a bomb to a thousandth."""
SMALL = 1024 * 1024
"""Bytes of a part that may be as dense as it likes."""
MAX_PARTS = 10_000
"""Parts of a package; a workbook has a few for each sheet."""
MAX_DEPTH = 100
"""Levels of elements in a part; a workbook has fewer than ten."""
CHUNK = 1024 * 1024
"""Bytes that are parsed at once, and that a single tag may have."""
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
        if data.count(b"PK\x01\x02") > MAX_PARTS:  # before they are listed, which takes a kilobyte for each
            raise self.broken(f"> {MAX_PARTS}")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error) as fault:
            raise self.broken(str(fault)) from fault
        self.parts = frozenset(self._archive.namelist())

    def broken(self, cause: str) -> InputError:
        """The complaint that the package is not what it should be."""
        return InputError([error("broken-workbook", Position(self.name, 1, 1), cause=cause)])

    def parse(self, part: str, handler: Handler) -> None:
        """Tell a handler all elements of a part; a part that is not there has none."""
        if part not in self.parts:
            return
        entry = self._archive.getinfo(part)
        self._left -= entry.file_size
        if self._left < 0 or entry.file_size > max(SMALL, entry.compress_size * DENSEST):
            raise InputError([error("unpacks-too-large", Position(self.name, 1, 1), limit=self._most // (1024 * 1024), times=DENSEST)])
        try:
            with self._open(part) as stream:
                self._feed(self._parser(handler), stream)
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as fault:
            raise self.broken(f"{part}: {fault}") from fault

    def _open(self, part: str) -> IO[bytes]:
        try:
            return self._archive.open(part)
        except (ValueError, struct.error) as fault:  # an offset before the beginning, a name that is no text, half a header
            raise self.broken(f"{part}: {fault}") from fault

    def _feed(self, parser: expat.XMLParserType, stream: IO[bytes]) -> None:
        fed = 0
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > 2 * CHUNK:  # a tag without end, which the parser would begin again with each chunk
                raise self.broken("<…")
        parser.Parse(b"", True)

    def _parser(self, handler: Handler) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        starts: dict[str, Start] = _ByLocalName(handler.starts, lambda _: None)
        ends: dict[str, End] = _ByLocalName(handler.ends, lambda: None)
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise self.broken(name.rpartition(" ")[2][:40])
            starts[name](attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            ends[name]()

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = handler.text
        return parser

    def _refuse(self, *_: object) -> None:
        raise self.broken("DOCTYPE")

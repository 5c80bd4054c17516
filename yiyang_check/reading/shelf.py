"""Where rule files are: the shipped ones, and those that a user keeps beside them or instead of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error
from yiyang_check.errors import InputError
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.region import Regions
from yiyang_check.reading.compiled import compiled
from yiyang_check.reading.layers import SHIPPED, extends_shipped
from yiyang_check.reading.source import Source, cannot_read, read_source

CATALOGUE, REGIONS = "metrics.yaml", "regions.yaml"


class Shelf(NamedTuple):
    """All that judging needs to know: documents, metrics, regions."""

    rulebook: Rulebook
    catalogue: Catalogue
    regions: Regions


def shipped_folder() -> Path:
    """The shipped `rules/`: inside an installed package, beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def read_shelf(paths: Iterable[str] = ()) -> Shelf:
    """Read rule files from files and folders (`shipped` names the shipped ones, and is what no path means).

    Raises InputError with every fault of every file.
    """
    files = rule_sources(paths)
    return compiled([shipped_folder() / CATALOGUE, shipped_folder() / REGIONS, *files], lambda: _read(files))


@dataclass(frozen=True)
class Drafts:
    """Rule files as far as they can be read, for those who write them: no fault stops the reading."""

    sources: tuple[Source, ...]
    """The texts of the documents, in the order of the paths."""
    layers: tuple[Source, ...]
    """The texts of the catalogue and of the regions."""
    shelf: Shelf
    complaints: tuple[Diagnostic, ...]
    """Everything that a run with these files would complain of."""

    @property
    def texts(self) -> dict[str, str]:
        """Every text by its file, for showing places."""
        return {source.name: source.text for source in (*self.layers, *self.sources)}


def read_drafts(paths: Iterable[str] = ()) -> Drafts:
    """The same files without regard to their faults. Raises InputError only where a file cannot be read."""
    return _drafts(rule_sources(paths))


def _drafts(files: list[Path]) -> Drafts:
    from yiyang_check.reading.catalogue import read_catalogue
    from yiyang_check.reading.regions import read_regions
    from yiyang_check.reading.rules import read_rule_file

    complaints: list[Diagnostic] = []
    metrics_texts, region_texts = _layers(files, CATALOGUE), _layers(files, REGIONS)
    catalogue: Catalogue | None = None
    for source in metrics_texts:
        catalogue = read_catalogue(source, complaints, catalogue)
    regions: Regions | None = None
    for source in region_texts:
        regions = read_regions(source, complaints, regions)
    assert catalogue is not None
    assert regions is not None
    sources = tuple(read_source(path) for path in files if path.name not in (CATALOGUE, REGIONS))
    documents = [file for source in sources if (file := read_rule_file(source, catalogue, complaints)) is not None]
    rulebook = _rulebook(documents, complaints)
    return Drafts(sources, (*metrics_texts, *region_texts), Shelf(rulebook, catalogue, regions), tuple(complaints))


def _read(files: list[Path]) -> Shelf:
    drafts = _drafts(files)
    if any(c.severity is Severity.ERROR for c in drafts.complaints):
        raise InputError(drafts.complaints)
    return drafts.shelf


def rule_sources(paths: Iterable[str] = ()) -> list[Path]:
    """The files that the words of `--rules` name. Raises InputError for a path that is not there, and where nothing is in the folders."""
    found: list[Path] = []
    words = list(paths) or [SHIPPED]
    for word in words:
        try:
            found += _rule_files(shipped_folder() if word == SHIPPED else Path(word))
        except OSError as failure:
            raise InputError([cannot_read(word, failure)]) from failure
    if not found:
        raise InputError([error("no-documents", Position(" ".join(words), 1, 1))])
    return list({os.path.realpath(path): path for path in reversed(found)}.values())[::-1]


def _rule_files(path: Path) -> list[Path]:
    """A folder's rule files, or the one file that a path is."""
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.suffix in (".yaml", ".yml") and p.is_file())
    if not path.is_file():
        raise InputError([error("no-such-rules", Position(str(path), 1, 1))])
    return [path]


def _layers(files: list[Path], name: str) -> list[Source]:
    """The catalogues (or lists of regions) of a run, which all hold together.

    The shipped one is the first of them where `shipped` is among the paths, where a path's own says `extends: shipped`,
    and where no path has one.
    """
    shipped = shipped_folder() / name
    own = [read_source(path) for path in files if path.name == name and path != shipped]
    return [read_source(shipped), *own] if shipped in files or not own or any(map(extends_shipped, own)) else own


def _rulebook(documents: list[RuleFile], complaints: list[Diagnostic]) -> Rulebook:
    documents.sort(key=lambda file: file.document.id)
    by_id: dict[str, RuleFile] = {}
    for file in documents:
        other = by_id.setdefault(file.document.id, file)
        if other is not file:
            complaints.append(error("document-twice", Position(file.file, 1, 1), id=file.document.id, other=other.file))
    successors: dict[str, date] = {}
    for file in documents:
        successor = file.document.superseded_by
        if successor is not None and successor not in by_id:
            complaints.append(error("unknown-successor", Position(file.file, 1, 1), id=successor))
        elif successor is not None:
            successors[file.document.id] = by_id[successor].document.issued
    return Rulebook(tuple(by_id.values()), successors)

"""Where rule files are: the shipped ones, and those that a user keeps beside them or instead of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error
from yiyang_check.errors import InputError
from yiyang_check.model.document import Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue
from yiyang_check.model.region import Regions
from yiyang_check.reading.catalogue import read_catalogue
from yiyang_check.reading.regions import read_regions
from yiyang_check.reading.rules import read_rule_file
from yiyang_check.reading.source import Source, read_source

SHIPPED = "shipped"
"""The word that names the shipped rule files among the paths of `--rules`."""
_CATALOGUE, _REGIONS = "metrics.yaml", "regions.yaml"


@dataclass(frozen=True)
class Shelf:
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
    complaints: list[Diagnostic] = []
    catalogue = read_catalogue(_only(files, _CATALOGUE, complaints), complaints)
    regions = read_regions(_only(files, _REGIONS, complaints), complaints)
    documents = []
    for path in files:
        if path.name not in (_CATALOGUE, _REGIONS):
            document = read_rule_file(read_source(path), catalogue, complaints)
            if document is not None:
                documents.append(document)
    rulebook = _rulebook(documents, complaints)
    if any(c.severity is Severity.ERROR for c in complaints):
        raise InputError(complaints)
    return Shelf(rulebook, catalogue, regions)


def rule_sources(paths: Iterable[str] = ()) -> list[Path]:
    """The files that the words of `--rules` name. Raises InputError for a path that is not there."""
    found: list[Path] = []
    for word in list(paths) or [SHIPPED]:
        path = shipped_folder() if word == SHIPPED else Path(word)
        if path.is_dir():
            found += sorted(p for p in path.iterdir() if p.suffix in (".yaml", ".yml") and p.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise InputError([error("no-such-rules", Position(word, 1, 1))])
    return list(dict.fromkeys(found))


def _only(files: list[Path], name: str, complaints: list[Diagnostic]) -> Source:
    """The one catalogue (or list of regions) of the run; the shipped one where no path has it."""
    own = [path for path in files if path.name == name and path.parent != shipped_folder()]
    if len(own) > 1:
        complaints.append(error("two-catalogues", Position(str(own[1]), 1, 1), other=str(own[0])))
    return read_source(own[0] if own else shipped_folder() / name)


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

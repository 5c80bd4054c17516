"""The headings of a roster that an engine holds in columns, read as those of any table are, and how its texts are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yiyang_check.diagnostics import Diagnostic, Position, Severity, error
from yiyang_check.model.metric import Metric
from yiyang_check.model.region import Regions
from yiyang_check.model.roster import Readers, Roster, RosterColumn
from yiyang_check.model.terms import SubjectKind
from yiyang_check.model.value import Value
from yiyang_check.reading.cell import as_computed
from yiyang_check.reading.grid import Row
from yiyang_check.reading.headings import SUBJECT, Sorter, ignored, role
from yiyang_check.reading.place import check_region, read_kind
from yiyang_check.reading.quantity import fold, read_date, read_quantity
from yiyang_check.reading.rows import bare, is_below, is_total, numbers_columns
from yiyang_check.reading.subject import OPTIONS, ROLES
from yiyang_check.reading.submission import Reader
from yiyang_check.reading.tree import MAX_NAME

TOTALS = (*(f"{first}{gap}计" for first in "合总小共" for gap in ("", " ", "  ", "\u3000")), "total", "Total", "TOTAL")
"""Names of rows that are nobody's."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a roster."""

    names: Sequence[str]
    """The frame's columns, no two alike."""
    texts: Sequence[str]
    """What the file says at the head of each."""
    places: Sequence[Position]
    units: Sequence[str] = ()
    """What stands below the headings."""


def head_of(names: Sequence[str], file: str) -> Head:
    """The head of a frame, which has nothing but its columns' names."""
    return Head(names, names, [Position(file, 1, number) for number in range(1, max(2, len(names) + 1))])


def read_columns(head: Head, reader: Reader, *, used: Collection[str] = ()) -> Roster | None:
    """What each column of a roster is; None, with the reasons among the reader's complaints, where nothing can be judged.

    `used` are columns that the call uses whatever they hold.
    """
    before = len(reader.complaints)
    names, units = head.names, head.units
    sorter, facts = Sorter(reader), dict[str, str]()
    for index, (name, place) in enumerate(zip(head.texts, head.places, strict=False)):
        found = role(name)
        if ignored(name, reader) or not name.strip():
            continue
        if found is None and names[index] in used and not reader.knows(name):
            continue
        if found is None:
            sorter.add(name, index, place, bare(units[index]) if index < len(units) else "")
        elif found in facts:
            reader.complaints.append(error("subject-column-twice", place, what=ROLES[found], first=facts[found], name=name))
        else:
            facts[found] = names[index]
    reader.complaints.extend(sorter.list_unknown())
    reader.complaints.extend(_absent(facts, reader, head.places[0]))
    if any(said.severity is Severity.ERROR and said.code in ("subject-column-twice", "missing-column") for said in reader.complaints[before:]):
        return None
    columns = {column.metric.id: RosterColumn(names[column.index], column.metric, column.unit, column.fault) for column in sorter.columns.values()}
    given = reader.defaults
    return Roster(facts, columns, given.kind, given.region, given.as_of, TOTALS)


def _absent(facts: dict[str, str], reader: Reader, place: Position) -> Iterator[Diagnostic]:
    given = {"kind": reader.defaults.kind, "region": reader.defaults.region, "as_of": reader.defaults.as_of}
    for name, value in given.items():
        if name not in facts and not value:
            yield error("missing-column", place, what=ROLES[name], heading=SUBJECT[name][1], option=OPTIONS.get(name, ""))


def skipping(headings: Sequence[str], name: str | None) -> Callable[[Sequence[str]], bool]:
    """Whether a row of a sheet is no subject's, by its cells in order, as a report tells; `name` heads the column of names."""
    at = headings.index(name) if name in headings else -1

    def skips(cells: Sequence[str]) -> bool:
        row = Row(0, [cell.strip() for cell in cells])
        texts = [text for _, text in row.filled()]
        if not texts or numbers_columns(row) or row.cells == list(headings):
            return True
        named = row.cell(at)
        return is_total(named) or (not named and any(map(is_total, texts))) or is_below(texts)

    return skips


def readers(regions: Regions, *, computed: bool = False) -> Readers:
    """The functions by which a report reads quantities, kinds, codes and dates; `computed` percentages have a computer's last digits."""

    def quantity(text: str, metric: Metric, unit: str | None) -> Value:
        reading = read_quantity(text.strip(), metric, unit)
        return (as_computed(reading, text, metric) if computed else reading).value

    def kind(text: str) -> SubjectKind | None:
        return read_kind(text.strip()[:MAX_NAME])

    def region(text: str) -> str | None:
        return read_code(text, regions)

    def day(text: str) -> date | None:
        return read_date(text.strip()[:MAX_NAME])

    return Readers(quantity, kind, region, day)


def read_code(text: str, regions: Regions) -> str | None:
    """Six digits of a region that exists, without the marks that spreadsheets leave; None for anything else."""
    code = "".join(fold(text[:MAX_NAME]).split()).lstrip("'")
    digits, dot, zeros = code.partition(".")
    if dot and zeros and not zeros.strip("0"):
        code = digits
    faults = check_region(code, SubjectKind.CARE_HOME, regions, Position("", 1, 1))
    return None if any(said.severity is Severity.ERROR for said in faults) else code

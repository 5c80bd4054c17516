"""The columns of a roster into typed ones: whole numbers, truths and days, null where nothing is, with marks for what cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import narwhals as nw

from yiyang_check.engine.frame import either, whole
from yiyang_check.engine.written import FEW, among, meaning, spoken, truths
from yiyang_check.model.metric import Metric
from yiyang_check.model.roster import LARGEST, NUMBER_SCALE, SCALES, SHARE_SCALE, Readers, RosterColumn, State, held
from yiyang_check.model.terms import MetricKind
from yiyang_check.model.value import Unusable, Value

VALUE, UNUSABLE, HALF, INEXACT = "__v_", "__u_", "__h_", "__inexact"
"""How the names of the typed columns begin."""
READ = "__n_"
"""How the names of columns begin that hold the numbers of texts of digits, where the engine has read them beforehand."""
DIGITS = {MetricKind.COUNT: 15, MetricKind.NUMBER: 9}
"""Up to how many digits, and nothing else, the engine itself may read; every other text is read as a report reads it."""
WHOLE_FLOATS = 2**53
"""Up to here a float holds every whole number."""
SHORT = 2**32
"""Above the numbers of short types."""
PLACES = 27
"""Up to so many places every engine can compare a decimal with the largest count, which has eleven digits, in the 38 that a decimal may have."""
_TYPES: dict[MetricKind, Any] = {MetricKind.FLAG: nw.Boolean, MetricKind.MILESTONE: nw.Date}


@dataclass(frozen=True, slots=True)
class Typed:
    """The typed columns of one source column."""

    value: nw.Expr
    unusable: nw.Expr | None = None
    inexact: nw.Expr | None = None
    half: nw.Expr | None = None
    unread: nw.Expr | None = None
    """Which cells hold a text whose meaning is not known beforehand."""

    @property
    def flawed(self) -> nw.Expr | None:
        """Which cells are anything but a plain value, or nothing."""
        return either([self.unusable, self.inexact, self.unread])


@dataclass(frozen=True, slots=True)
class Typing:
    """How the columns of one frame become typed."""

    schema: Mapping[str, Any]
    readers: Readers
    limit: int
    """What no number in a column may exceed, so that no product overflows."""
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By source column the texts in it that the engine does not read itself, each once."""
    plain: bool = False
    """Whether rows with a flaw are judged elsewhere, so that their values may be anything that does not overflow."""
    tables: bool = True
    """Whether the engine looks texts up in tables."""
    bounded: bool = False
    """Whether no cell is `outside`, so that nobody need ask again."""
    numbered: bool = False
    """Whether the numbers of texts of digits stand in columns of their own, whose names begin with READ."""

    def reads_texts(self, column: RosterColumn) -> bool:
        """Whether a column's cells are read as texts."""
        return not self._native(column)

    def odd(self, column: RosterColumn) -> nw.Expr:
        """Which cells hold a text that the engine does not read itself."""
        filled, number = ~self._text(column).is_null(), self._in_digits(column)
        return filled if number is None else filled & number.is_null()

    def typed(self, column: RosterColumn) -> Typed:
        """A column's typed columns."""
        if column.fault is not None:
            text = nw.col(column.name).cast(nw.String)
            return Typed(self._nothing(column.metric), ~text.is_null() & (text != ""))
        return self._from_native(column) if self._native(column) else self._from_texts(column)

    def read(self, text: str, column: RosterColumn) -> Value:
        """One cell's text as a report would read it."""
        if column.fault is not None:
            return Unusable(column.fault)
        return self.readers.quantity(spoken(text, self.schema[column.name]), column.metric, column.unit)

    def _native(self, column: RosterColumn) -> bool:
        dtype = self.schema[column.name]
        match column.metric.kind:
            case MetricKind.FLAG:
                return bool(dtype == nw.Boolean or dtype.is_integer() or dtype.is_float())
            case MetricKind.MILESTONE:
                return bool(dtype == nw.Date)
            case MetricKind.COUNT:
                return not _scaled(column) and bool(dtype.is_integer() or dtype.is_float() or _comparable(dtype))
            case MetricKind.GRADE:
                return not _scaled(column) and bool(dtype.is_integer() or dtype.is_float())
            case MetricKind.NUMBER:
                return not _scaled(column) and bool(dtype.is_integer())
            case _:
                return False

    def outside(self, column: RosterColumn) -> nw.Expr | None:
        """Which cells of a column of whole numbers are too small or too large; None for any other column."""
        dtype = self.schema[column.name]
        if column.fault is not None or not self._native(column) or not dtype.is_integer():
            return None
        cell = nw.col(column.name)
        return cell < 0 if self._all_fit(column) else (cell < 0) | (cell > self._most(column.metric.kind))

    def _all_fit(self, column: RosterColumn) -> bool:
        """Whether no number that the column's type has is too large."""
        return self.schema[column.name] in _SHORT and self._most(column.metric.kind) >= SHORT

    def _most(self, kind: MetricKind) -> int:
        match kind:
            case MetricKind.FLAG:
                return 1
            case MetricKind.GRADE:
                return 3
            case _:
                return self.limit // SCALES.get(kind, 1)

    def _from_native(self, column: RosterColumn) -> Typed:
        cell, dtype, kind = nw.col(column.name), self.schema[column.name], column.metric.kind
        if dtype == nw.Boolean:
            return Typed(cell)
        if kind is MetricKind.MILESTONE:
            years = (cell >= nw.lit(date(1949, 1, 1))) & (cell < nw.lit(date(2200, 1, 1)))
            return Typed(nw.when(years).then(cell), ~years)
        if dtype.is_integer():
            return self._integer(column)
        if not dtype.is_float():
            return self._decimal(cell)
        number = _real(cell)
        if kind is MetricKind.FLAG:
            return Typed(nw.when((number == 0) | (number == 1)).then(number == 1), (number != 0) & (number != 1))
        return self._plain_float(number, kind) if self.plain else self._float(number, kind)

    def _integer(self, column: RosterColumn) -> Typed:
        """Left short where rows with a flaw are judged elsewhere: engines compare a short type in half the time.

        NOTE: whatever it is multiplied by has 64 bits, and so the product has.
        """
        cell, dtype, kind, all_fit = nw.col(column.name), self.schema[column.name], column.metric.kind, self._all_fit(column)
        outside = None if self.plain and self.bounded else self.outside(column)
        within = cell if outside is None or (self.plain and all_fit) else nw.when(~outside).then(cell)
        if kind is MetricKind.FLAG:
            return Typed(within == 1, outside)
        scale = SCALES.get(kind, 1)
        value = within if self.plain and dtype in (*_SHORT, nw.Int64) else within.cast(nw.Int64)
        value = value * whole(scale) if scale > 1 else value
        if self.plain or kind is MetricKind.GRADE:
            return Typed(value, outside)
        return Typed(value, cell < 0, None if all_fit else cell > self._most(kind))

    def _plain_float(self, number: nw.Expr, kind: MetricKind) -> Typed:
        """Left a float: where no product exceeds WHOLE_FLOATS, floats of whole numbers compare and multiply as these do."""
        most = 3 if kind is MetricKind.GRADE else self.limit * WHOLE_FLOATS // LARGEST
        inside, fits = _inside(number, most)
        return Typed(inside, ~fits | (number < 0) | (number > most))

    def _decimal(self, number: nw.Expr) -> Typed:
        """A count; any decimal may be rounded down, so that one beyond the bounds is told from a whole one too."""
        most, fits = min(self.limit, WHOLE_FLOATS), number.floor() == number
        value = nw.when((number >= 0) & (number <= most) & fits).then(number).cast(nw.Int64)
        return Typed(value, (number < 0) | ~fits, number > most)

    def _float(self, number: nw.Expr, kind: MetricKind) -> Typed:
        most = 3 if kind is MetricKind.GRADE else min(self.limit, WHOLE_FLOATS)
        inside, fits = _inside(number, most)
        value, broken = nw.when(fits).then(inside).cast(nw.Int64), (number < 0) | ~fits
        if kind is MetricKind.GRADE:
            return Typed(value, broken | (number > most))
        return Typed(value, broken, number > most)

    def _from_texts(self, column: RosterColumn) -> Typed:
        texts, metric = self.texts.get(column.name, ()), column.metric
        cells = {text: held(self.read(text, column), metric, self.limit) for text in texts}
        text = self._text(column)
        if self.plain and 0 < len(cells) <= FEW and all(isinstance(cell.value, bool) for cell in cells.values()):
            value, others = truths(text, {written: bool(cell.value) for written, cell in cells.items()})
            return Typed(value, unread=others)
        marked = {state: [written for written, cell in cells.items() if cell.state is state] for state in State}
        read = meaning(text, {written: cell.value for written, cell in cells.items() if cell.value is not None}, _dtype(metric), tables=self.tables)
        half = meaning(text, {written: cell.half for written, cell in cells.items() if cell.half is not None}, nw.Int64, tables=self.tables)
        inexact = among(text, marked[State.INEXACT])
        number = self._in_digits(column)
        if number is not None:
            scale = SCALES.get(metric.kind, 1)
            scaled = nw.when(number <= self.limit // scale).then(number)
            scaled = scaled * whole(scale) if scale > 1 else scaled
            read = scaled if read is None else nw.when(~scaled.is_null()).then(scaled).otherwise(read)
            inexact = either([inexact, number > self.limit // scale])
        read = self._nothing(metric) if read is None else read
        nothing = [written for written, cell in cells.items() if cell.value is None]
        unread = ~text.is_null() & (text != "") & read.is_null()
        known = among(text, nothing)
        return Typed(
            read,
            among(text, marked[State.UNUSABLE]),
            inexact,
            (nw.lit(None, dtype=nw.Int64) if half is None else half) if metric.kind is MetricKind.SHARE else None,
            unread if known is None else unread & ~known,
        )

    def _text(self, column: RosterColumn) -> nw.Expr:
        """A column as texts; one of categories is compared with texts as it is, and to make texts of it takes many times as long."""
        cell = nw.col(column.name)
        return cell if self.schema[column.name] in (nw.String, nw.Categorical) else cell.cast(nw.String)

    def digits(self, column: RosterColumn) -> int:
        """Texts of up to so many digits are numbers in every engine, unless the heading gives a scale or no unit of the metric."""
        return 0 if _scaled(column) or column.fault is not None or self.schema[column.name] != nw.String else DIGITS.get(column.metric.kind, 0)

    def _in_digits(self, column: RosterColumn) -> nw.Expr | None:
        """The numbers of a column's texts of digits, null for any other; None where they are no numbers."""
        most, text = self.digits(column), nw.col(column.name)
        if not most:
            return None
        return nw.col(READ + column.name) if self.numbered else nw.when(text.str.contains(rf"\A[0-9]{{1,{most}}}\z")).then(text).cast(nw.Int64)

    def _nothing(self, metric: Metric) -> nw.Expr:
        return nw.lit(None, dtype=_dtype(metric))


_SHORT = (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16, nw.UInt32)
"""Types whose numbers all lie below SHORT."""


def _comparable(dtype: Any) -> bool:
    return bool(dtype == nw.Decimal) and 0 <= getattr(dtype, "scale", -1) <= PLACES


def _real(cell: nw.Expr) -> nw.Expr:
    """A float of 64 bits, null where it is no number."""
    return nw.when(~cell.is_nan()).then(cell).cast(nw.Float64)


def _inside(number: nw.Expr, most: int) -> tuple[nw.Expr, nw.Expr]:
    """The numbers from 0 to `most`, null for any other, and which of them are whole; Spark fails where it rounds down what is too large."""
    inside = nw.when((number >= 0) & (number <= most)).then(number)
    return inside, inside.floor() == inside


def _scaled(column: RosterColumn) -> bool:
    return (column.unit or "")[:1] in ("万", "亿")


def _dtype(metric: Metric) -> Any:
    return _TYPES.get(metric.kind, nw.Int64)


def limit_for(bounds: Iterable[Fraction], *, mixed: bool) -> int:
    """What no number may exceed, so that none overflows when it is multiplied by a bound's terms or compared with a percentage.

    `mixed` says that counts and numbers meet in one share, and the former are multiplied by the scale of the latter as well.
    """
    terms = [abs(term) for bound in bounds for term in (bound.numerator, bound.denominator)]
    return LARGEST // max(2 * SHARE_SCALE, *terms, 1) // (NUMBER_SCALE if mixed else 1)

"""What written cells mean: texts compared one by one, or looked up in a table, and how an engine's own texts would be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import narwhals as nw

from yiyang_check.engine.frame import either

FEW = 4
"""So many texts are compared one by one; of more, a table is looked up."""


def meaning(text: nw.Expr, values: Mapping[Any, Any], dtype: Any, *, tables: bool) -> nw.Expr | None:
    """What each of some texts means, null for any other; None where none has a meaning. Without `tables` each is compared."""
    if not values:
        return None
    if len(values) > FEW and not tables:
        return nw.coalesce(*(nw.when(text == written).then(nw.lit(value, dtype=dtype)) for written, value in values.items()))
    if len(values) > FEW:
        found: nw.Expr = text.replace_strict(list(values), list(values.values()), default=None, return_dtype=dtype)
        return found
    found = nw.lit(None, dtype=dtype)
    for written, value in values.items():
        found = nw.when(text == written).then(nw.lit(value, dtype=dtype)).otherwise(found)
    return found


def among(text: nw.Expr, texts: Sequence[str]) -> nw.Expr | None:
    """Which texts are any of some; None where there are none of these."""
    return text.is_in(texts) if texts else None


def truths(text: nw.Expr, words: Mapping[str, bool]) -> tuple[nw.Expr, nw.Expr]:
    """A flag of which these words are known, and which texts are none of them, the empty one too."""
    true, false = (either([text == word for word, truth in words.items() if truth is wanted]) for wanted in (True, False))
    known = either([true, false])
    assert known is not None
    return ~known if true is None else true, ~known


def spoken(text: str, dtype: Any) -> str:
    """An engine's text of a value as a person would write it: a float as its shortest decimal, a decimal with its 0, a day without its hours."""
    if dtype == nw.Decimal:
        return format(Decimal(text), "f")
    if dtype.is_float():
        number = Decimal(repr(float(text))) + 0  # which makes -0.0 the 0 that people write
        if not number.is_finite():
            return "" if number.is_nan() else text
        plain = format(number, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(dtype, nw.Datetime):
        return text.partition(".")[0]
    return text

"""Stored numbers as texts: exact, percentages as such, dates in ISO."""

from __future__ import annotations

import pytest

from yiyang_check.reading.stored import Format, number_format, number_text


@pytest.mark.parametrize(
    ("stored", "kind", "text"),
    [
        ("1200", Format.GENERAL, "1200"),
        ("1200.0", Format.GENERAL, "1200"),
        ("0.1", Format.GENERAL, "0.1"),
        ("0.10000000000000001", Format.GENERAL, "0.1"),
        ("1E-05", Format.GENERAL, "0.00001"),
        ("5.211E4", Format.GENERAL, "52110"),
        ("913201021234567890", Format.GENERAL, "9.13201021234568E+17"),
        ("1e999", Format.GENERAL, "Infinity"),
        ("abc", Format.GENERAL, "abc"),
        ("1_000", Format.GENERAL, "1_000"),
        ("0.79959999999999998", Format.PERCENT, "79.96%"),
        ("0.8", Format.PERCENT, "80%"),
        ("0.57999999999999996", Format.PERCENT, "58%"),
        ("1", Format.PERCENT, "100%"),
        ("44196", Format.DAY, "2020-12-31"),
        ("43040", Format.MONTH, "2017-11"),
        ("43041", Format.MONTH, "2017-11-02"),
        ("44196.5", Format.DAY, "44196.5"),
        ("59", Format.DAY, "59"),
        ("99999999", Format.DAY, "99999999"),
    ],
)
def test_a_stored_number_is_read_exactly(stored: str, kind: Format, text: str) -> None:
    """Never as shown: 0.7996 formatted 0% is 79.96%."""
    assert number_text(stored, kind) == text


def test_dates_of_old_macs_count_from_1904() -> None:
    """The workbook says so."""
    assert number_text("42734", Format.DAY, from_1904=True) == "2020-12-31"


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, None, Format.GENERAL),
        (9, None, Format.PERCENT),
        (10, None, Format.PERCENT),
        (14, None, Format.DAY),
        (31, None, Format.DAY),
        (57, None, Format.MONTH),
        (20, None, Format.GENERAL),
        (164, "0.00%", Format.PERCENT),
        (164, '0"%"', Format.GENERAL),
        (164, r"0\%", Format.GENERAL),
        (164, "yyyy-mm-dd;@", Format.DAY),
        (164, "[$-804]yyyy\\年m\\月", Format.MONTH),
        (164, 'yyyy"年"m"月"d"日"', Format.DAY),
        (164, 'm"月"d"日"', Format.DAY),
        (164, "0.00E+00", Format.GENERAL),
        (164, "[Red]#,##0", Format.GENERAL),
        (164, "General", Format.GENERAL),
        (164, "h:mm", Format.GENERAL),
        (164, '#,##0"days"', Format.GENERAL),
    ],
)
def test_a_format_makes_a_percentage_or_a_date_of_a_number(number: int, code: str | None, kind: Format) -> None:
    """What stands in quotes, in brackets or after a backslash means nothing."""
    assert number_format(number, code) is kind

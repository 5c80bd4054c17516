from __future__ import annotations

import csv
import io

import pytest

from yiyang_check.model.report import Report
from yiyang_check.model.text import Language
from yiyang_check.render.options import Options
from yiyang_check.render.sheet import COLUMNS, inert, render_csv


def rows(report: Report, language: Language = Language.ZH) -> list[list[str]]:
    """The file as a program reads it."""
    return list(csv.reader(io.StringIO(render_csv(report, Options(language)).decode("utf-8-sig"), newline=""), strict=True))


def test_excel_knows_the_encoding(homes: Report) -> None:
    """The file begins with the mark of UTF-8 and ends its lines as Windows does."""
    content = render_csv(homes, Options())
    assert content.startswith(b"\xef\xbb\xbf" + "序号,单位,".encode())
    assert content.endswith(b"\r\n")


def test_a_row_a_verdict(homes: Report) -> None:
    """Each row has every column, and the rows are numbered through."""
    heading, *body = rows(homes)
    assert {len(row) for row in (heading, *body)} == {len(COLUMNS)}
    assert [row[0] for row in body] == [str(n) for n in range(1, len(list(homes.verdicts)) + 1)]
    assert body[0][COLUMNS.index("rule")] == next(homes.verdicts).rule_id


@pytest.mark.parametrize("language", Language)
def test_no_cell_is_a_formula(language: Language, hostile: Report, district: Report) -> None:
    """No cell begins as a formula does, whatever was submitted, and however far a value is from its bound."""
    cells = [cell for report in (hostile, district) for row in rows(report, language) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_a_distance_is_said_in_words(district: Report) -> None:
    """Below the bound is 差, since a minus would begin a formula."""
    assert "差 0.05个百分点" in [row[COLUMNS.index("gap")] for row in rows(district)]


def test_what_binds_and_what_was_inferred_have_columns(district: Report) -> None:
    """A date stays a date and a target a target; how the rule binds and what was inferred stand beside them."""
    advice = next(dict(zip(COLUMNS, row, strict=True)) for row in rows(district)[1:] if row[COLUMNS.index("obligation")] == "倡导")
    assert [advice[column] for column in ("indicator", "target", "due", "inferred")] == ["养老机构医疗卫生服务全覆盖", "100%", "2020-12-31", "数值、时限"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "－1"])
def test_an_apostrophe_makes_text_of_a_formula(text: str) -> None:
    """The full-width signs too, which spreadsheets of East Asia take for formulas."""
    assert inert(text) == "'" + text
    assert inert("x" + text) == "x" + text

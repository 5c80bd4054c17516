from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from yiyang_check.cli.main import main

SAMPLES = Path(__file__).parents[2] / "samples"
DISTRICT, HOMES = str(SAMPLES / "nanjing-xuanwu-2020.yaml"), str(SAMPLES / "nanjing-care-homes-2020.yaml")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs `explain` in this process and gives its exit code, output and complaints."""

    def run(*words: str) -> tuple[int, str, str]:
        given = ["explain", *words]
        monkeypatch.setattr("sys.argv", ["yiyang-check", *given])
        return (main(given), *capsys.readouterr())

    return run


def test_a_rule_alone_is_explained_with_its_cases(call: Call) -> None:
    """Title, document, clause and wording, whom, when, what, the reading, who answers, examples."""
    code, out, _ = call("nanjing-2017/nursing-bed-share")
    assert code == 0
    for said in (
        "宁政办发〔2017〕105号",
        "二（二）：“护理型床位占养老机构床位80%以上”",
        "市、区县（南京市）",
        "≥80%",
        "2020-12-31*",
        "读法",
        "市民政局",
        "未到期",
    ):
        assert said in out
    assert "÷" not in out


def test_a_fail_is_explained_to_its_arithmetic(call: Call) -> None:
    """Fraction and percentage, cross-multiplied; the values with their places; what would change it. Explaining exits with 0."""
    code, out, _ = call("nanjing-2017/nursing-bed-share", DISTRICT)
    assert code == 0
    for said in (
        "护理型床位占比 = 4527 ÷ 5662 = 4527/5662 ≈ 79.95%",
        "4527 × 100 = 452700 < 80 × 5662 = 452960",
        f"{DISTRICT}:19:11",
        "✗ 未达标",
        "还需增加护理型床位 3 张（改造），或新建 13 张",
    ):
        assert said in out


def test_the_only_subject_that_a_rule_concerns_is_meant(call: Call) -> None:
    """Of a district and five homes, a district's rule means the district, and a home's rule asks which."""
    assert "南京市玄武区" in call("nanjing-2017/nursing-bed-share", DISTRICT, HOMES)[1]
    code, out, err = call("nanjing-2017/medical-facility-by-beds", DISTRICT, HOMES)
    assert (code, out) == (2, "")
    assert "--subject" in err
    assert "梅园养老院" in err


def test_a_subject_is_named_or_refused(call: Call) -> None:
    """Exactly, with the nearest name offered; a name that two bear is refused with how to tell them apart."""
    code, out, _ = call("nanjing-2017/medical-facility-by-beds", HOMES, "--subject", "孝陵卫颐养院")
    assert code == 0
    assert "养老机构床位数 = 201张 = 201张" in out
    code, _, err = call("nanjing-2017/medical-facility-by-beds", HOMES, "--subject", "孝陵卫养老院")
    assert code == 2
    assert "孝陵卫颐养院" in err
    assert call("nanjing-2017/medical-facility-by-beds", "--subject", "孝陵卫颐养院")[0] == 2


def test_two_of_one_name_are_told_apart_by_id(call: Call, tmp_path: Path) -> None:
    """The id of one is enough."""
    home = 'as_of: 2020-12-31\nsubject: {{name: 同名养老院, kind: 养老机构, region: "320102", id: "{id}"}}\nmetrics: {{床位数: {beds}}}\n'
    path = tmp_path / "homes.yaml"
    path.write_text(home.format(id="A1", beds=90) + "---\n" + home.format(id="B2", beds=300), encoding="utf-8")
    code, _, err = call("nanjing-2017/medical-facility-by-beds", str(path), "--subject", "同名养老院")
    assert code == 2
    assert "A1、B2" in err
    assert "300张" in call("nanjing-2017/medical-facility-by-beds", str(path), "--subject", "B2")[1]


@pytest.mark.parametrize(
    ("rule", "options", "why"),
    [
        ("shanxi-2020/two-in-one-licensing", (), "文件适用于山西省，该单位在南京市玄武区"),
        ("jiangsu-2023/contract-without-facility", (), "文件 2023"),
        ("nanjing-2017/medical-facility-by-beds", (), "本条适用于养老机构，该单位是区县"),
        ("nanjing-2017/nursing-bed-share", ("--as-of", "2016-01-01"), "文件 2017-05-19 才印发，数据截止 2016-01-01"),
    ],
)
def test_a_rule_out_of_scope_says_why(rule: str, options: tuple[str, ...], why: str, call: Call) -> None:
    """By region, by date, by kind; no verdict is given."""
    code, out, _ = call(rule, DISTRICT, *options)
    assert code == 0
    assert f"本条不适用：{why}" in out
    assert "结论" not in out


def test_faults_of_the_data_are_told_and_make_it_exit_with_2(call: Call, tmp_path: Path) -> None:
    """What can be explained still is."""
    text = 'as_of: 2020-12-31\nsubject: {name: 某区, kind: 区, region: "320102"}\nmetrics: {beds: 10, nursing_beds: 11, no_such: 1}\n'
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    code, out, err = call("nanjing-2017/nursing-bed-share", str(path))
    assert code == 2
    assert "! 数据有误" in out
    assert "unknown-metric" in err
    assert call("nanjing-2017/nursing-bed-share", str(tmp_path / "absent.yaml"))[:2] == (2, "")

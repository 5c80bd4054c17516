from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from yiyang_check.cli.main import COMMANDS, main
from yiyang_check.reading.shelf import Shelf, shipped_folder

PROVINCE = Path(__file__).parents[1] / "rulebook" / "province"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs a command in this process and gives its exit code, output and complaints."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["yiyang-check", *words])
        code = main(list(words))
        return (code, *capsys.readouterr())

    return run


def broken(tmp_path: Path, old: str, new: str) -> str:
    """The province's folder of rules with one change in its document."""
    for path in (PROVINCE / "rules").iterdir():
        text = path.read_text(encoding="utf-8")
        assert path.name != "yunjiang-2026.yaml" or old in text
        (tmp_path / path.name).write_text(text.replace(old, new), encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str, call: Call) -> None:
    """Alone, as `--help` builds it, whatever group it stands in."""
    for lang, usage in ("zh", "用法："), ("en", "Usage: "):
        code, out, _ = call(*name.split(" "), "--help", "--lang", lang)
        assert code == 0
        assert out.startswith(f"{usage}yiyang-check {name}")


def test_the_whole_help_names_every_group(call: Call) -> None:
    """Without a command all are built; a group alone lists its own."""
    assert all(re.search(rf"^  {name.split(' ')[0]} ", call("--help")[1], re.MULTILINE) for name in COMMANDS)
    assert all(f"  {word} " in call("rules", "--help")[1] for word in ("list", "show", "lint", "test", "verify", "compare"))
    assert call("rules", "lst")[0] == 2


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ((), 137),
        (("--document", "nanjing-2017"), 36),
        (("--document", "nanjing-2017", "--document", "shanxi-2020"), 59),
        (("--region", "320102", "--document", "heilongjiang-2015"), 0),
        (("--region", "山西省"), 23),
        (("--region", "玄武区"), 57),
        (("--metric", "护理型床位占比"), 2),
        (("--metric", "nursing_bed_share", "--due-by", "2024-01-01"), 1),
        (("--metric", "nursing_bed_share", "--kind", "养老机构"), 0),
        (("--as-of", "2016-01-01"), 26),
        (("--obligation", "may", "--region", "230000", "--due-by", "2014-12-31"), 0),
    ],
)
def test_rules_are_listed_by_wishes(wishes: tuple[str, ...], expected: int, call: Call) -> None:
    """Each wish leaves fewer; wishes that nothing fits are told in a sentence."""
    code, out, err = call("rules", "list", *wishes)
    assert (code, err) == (0, "")
    assert (f"共 {expected} 条规则" if expected else "没有符合条件的规则") in out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("rules", "show", "nanjing-2017/nursing-bed-shar"), "nanjing-2017/nursing-bed-share"),
        (("rules", "show", "nursing-bed-share"), "zhenjiang-2023/nursing-bed-share"),
        (("rules", "show", "medical-facility-by-bed"), "nanjing-2017/medical-facility-by-beds"),
        (("rules", "compare", "护理型床位占"), "护理型床位占比"),
        (("rules", "verify", "nanjing-2018", "x.txt"), "nanjing-2017"),
        (("rules", "list", "--document", "nanjing-2018"), "nanjing-2017"),
        (("rules", "list", "--region", "玄武"), "玄武区"),
        (("rules", "list", "--region", "鼓楼区"), "鼓楼区 320"),
        (("rules", "list", "--obligation", "shall"), "should"),
        (("rules", "list", "--due-by", "明天"), "2020-12-31"),
        (("rules", "list", "--kind", "诊所"), "hospital"),
        (("metrics", "show", "nursing_bed"), "nursing_beds"),
        (("metrics", "list", "--kind", "shares"), "share"),
        (("explain", "nanjing-2017/x"), "rules list"),
        (("schema", "rule"), "rules"),
    ],
)
def test_what_does_not_exist_is_an_error_with_the_nearest_names(words: tuple[str, ...], hint: str, call: Call) -> None:
    """Never an empty result."""
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert hint in err


def test_a_rule_is_shown_with_all_that_is_known_of_it(call: Call) -> None:
    """By its own id alone where only one document has it."""
    code, out, _ = call("rules", "show", "medical-facility-by-beds")
    assert code == 0
    for said in (
        "二（二）",
        "床位数在201张以上的，应设置相应的护理院",
        "养老机构（南京市）",
        "when: beds <= 100",
        "nanjing-2017.yaml",
        "2017-05-19 起",
        "护理站 否",
        "缺数据",
    ):
        assert said in out


def test_targets_are_compared_on_a_day(call: Call) -> None:
    """Before Zhenjiang's document was issued it is not in force; Nanjing's share is the stricter."""
    code, out, _ = call("rules", "compare", "护理型床位占比", "--as-of", "2022-01-01", "--lang", "en")
    assert code == 0
    assert re.search(r"★ +南京市 +≥80%", out)
    assert "2023-12-12 (not in force)" in out
    assert "part of: Share of nursing beds" in call("rules", "compare", "beds", "--lang", "en")[1]


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize(
    "words",
    [
        ("rules", "list"),
        ("rules", "show", "nanjing-2017/rehab-professionals"),
        ("rules", "compare", "elderly_health_management_rate"),
        ("metrics", "list"),
        ("metrics", "show", "internal_medical_institution"),
    ],
)
def test_no_line_is_wider_than_the_screen(words: tuple[str, ...], width: int, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese counted as two columns."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(width))
    for lang in ("zh", "en"):
        _, out, _ = call(*words, "--lang", lang)
        assert max(map(cell_len, out.splitlines())) <= width


def test_metrics_are_listed_and_shown(call: Call) -> None:
    """The catalogue's own number of them, and by kind of subject."""
    assert "共 178 个指标" in call("metrics", "list")[1]
    assert "nursing_bed_share" not in call("metrics", "list", "--of", "care_home")[1]
    _, out, _ = call("metrics", "show", "护理床位数")
    assert all(said in out for said in ("nursing_beds", "各下级之和", "养老机构床位数", "nanjing-2017/nursing-bed-share"))


@pytest.mark.parametrize("width", [80, 200])
def test_no_metric_is_broken_over_two_lines(width: int, call: Call, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow screen an id and its name share a column, so that each can be copied whole."""
    monkeypatch.setenv("COLUMNS", str(width))
    shown = set(call("metrics", "list")[1].split())
    assert shelf.catalogue.keys() <= shown
    assert {"规范签约的养老机构数", "养老机构医疗卫生服务覆盖率"} <= shown


def test_lint_passes_the_shipped_files_and_finds_what_is_broken(tmp_path: Path, call: Call) -> None:
    """1 where something is to mend, with its place; what loading refuses is told beside what lint finds."""
    assert call("rules", "lint")[0] == 0
    code, out, err = call("rules", "lint", "--rules", broken(tmp_path, "beds >= 20万张", "beds > 20万张"))
    assert code == 1
    assert re.search(r"yunjiang-2026\.yaml:\d+:14: operator-against-word", err)
    assert "错误 1 处" in out
    assert "bound-needs-percent" in call("rules", "lint", "--rules", broken(tmp_path, ">= 65%", ">= 65"))[2]


def test_cases_and_mutants_are_counted(tmp_path: Path, call: Call) -> None:
    """1 where a case differs or a mutant survives, with the case that is lacking."""
    code, out, err = call("rules", "test", "--rules", str(PROVINCE / "rules"))
    assert (code, err) == (0, "")
    assert "29 个案例，0 处不符；改动 69 处：案例察觉 69" in out
    code, out, err = call("rules", "test", "--rules", broken(tmp_path, "      - {given: {self_pay_ratio: 50%}, status: pass}\n", ""))
    assert code == 1
    assert "self_pay_ratio: 50%" in err
    code, _, err = call("rules", "test", "--rules", broken(tmp_path, "self_pay_ratio: 50%}, status: pass", "self_pay_ratio: 50%}, status: fail"))
    assert (code, err.count("case-differs")) == (1, 1)


@pytest.mark.parametrize(
    ("cases", "code"),
    [
        ("      - {given: {self_pay_ratio: 49.9%}, status: pass}\n      - {given: {self_pay_ratio: 50%}, status: pass}\n", "no-passing-case"),
        ("      - {given: {self_pay_ratio: 50.1%}, status: fail}\n", "no-failing-case"),
    ],
)
def test_a_rule_without_a_passing_or_a_failing_case_fails_its_tests(cases: str, code: str, tmp_path: Path, call: Call) -> None:
    """Even where every case that it has holds; it is told as lint tells it."""
    number, _, err = call("rules", "test", "--rules", broken(tmp_path, cases, ""))
    assert (number, err.count(code)) == (1, 1)


def test_one_refused_rule_hides_no_other_from_its_tests(tmp_path: Path, call: Call) -> None:
    """The others are still tried, and the run says what was refused."""
    code, out, err = call("rules", "test", "--rules", broken(tmp_path, "satisfaction_rate >", "satisfaction_rat >"))
    assert code == 1
    assert "unknown-metric-in-rule" in err
    assert re.search(r"yunjiang-2026 +6 +25 ", out)


def test_a_document_is_verified_against_its_text(tmp_path: Path, call: Call) -> None:
    """1 where a figure is left over, with its sentence; 2 where the text cannot be read."""
    text = PROVINCE / "yunjiang-2026.txt"
    folder = str(PROVINCE / "rules")
    code, out, err = call("rules", "verify", "yunjiang-2026", str(text), "--rules", folder)
    assert (code, err) == (0, "")
    assert re.search(r"规则所引 +15\n", out)
    longer = tmp_path / "longer.txt"
    longer.write_text(text.read_text(encoding="utf-8") + "\n每县配备护士30名。\n", encoding="utf-8")
    code, out, err = call("rules", "verify", "yunjiang-2026", str(longer), "--rules", folder)
    assert code == 1
    assert "longer.txt:23:7: figure-left-over" in err
    assert "每县配备护士30名" in err
    assert call("rules", "verify", "yunjiang-2026", str(tmp_path / "absent.txt"), "--rules", folder)[0] == 2


def test_a_file_without_a_readable_document_says_why_it_cannot_be_verified(tmp_path: Path, call: Call) -> None:
    """And not that there is no such document."""
    code, _, err = call("rules", "verify", "yunjiang-2026", str(PROVINCE / "yunjiang-2026.txt"), "--rules", broken(tmp_path, "issued: 2026", "isued: 2026"))
    assert code == 2
    assert "missing-key" in err


def test_the_published_schema_is_what_the_program_prints(call: Call) -> None:
    """`yiyang-check schema rules > rules/schema.json` writes it anew."""
    code, out, _ = call("schema", "rules")
    assert code == 0
    assert out == (shipped_folder() / "schema.json").read_text(encoding="utf-8")
    assert json.loads(out)["$defs"]["Rule"]["properties"]["require"]["$ref"] == "#/$defs/Predicate"

"""A thousand submissions of thirty metrics beside the composing of their YAML, in turns; no test, nothing fails by the clock.

`python tests/benchmarks/many.py [RUNS [ROWS]]`: what is timed is processor time, and time on the wall, of each side without its
start-up; with ROWS also a roster of so many care homes as CSV.
"""

from __future__ import annotations

import compileall
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SEED = 20170519
SUBJECTS = 1_000
COMPOSE = """
import sys
import yaml
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as stream:
        for node in yaml.compose_all(stream.read(), Loader=yaml.CSafeLoader):
            pass
"""
REPORT = [sys.executable, "-m", "yiyang_check", "report"]
HEADINGS = "机构名称,统一社会信用代码,类型,区划代码,数据截止期,床位数,护理型床位数,护理站,医务室,护理院,内设医疗机构等级,康复区,康复中心,上门巡诊,上门护理"


def submission(number: int) -> str:
    """One district's thirty metrics: most targets met, a few missed, a few figures not given."""
    draw = random.Random(SEED + number)  # noqa: S311 - a roster, not a secret
    towns, homes, beds, elderly = draw.randint(4, 15), draw.randint(10, 80), draw.randint(900, 9_000), draw.randint(40_000, 300_000)
    near = draw.choice((85, 90, 95, 100))
    day = f"{draw.choice((2018, 2019, 2020))}年{draw.randint(1, 12)}月"
    return f"""as_of: 2020-12-31
subject: {{name: 示例区{number}, kind: 区, region: "3201{draw.choice(("02", "04", "05", "06", "11", "13", "14", "15"))}"}}
metrics:
  医疗机构数: {towns * 12}
  开设老年人绿色通道的医疗机构数: {towns * 12 * near // 100}
  街镇数: {towns}
  建有社区医养融合机构的街镇数: {towns - draw.randint(0, 1)}
  社区医养服务圈半径时间: {draw.randint(10, 18)}分钟
  65岁及以上常住居民数: {elderly / 10_000:.1f}万
  接受健康管理的65岁及以上居民数: {elderly * draw.randint(65, 80) // 100}
  养老机构数: {homes}家
  能够提供医疗卫生服务的养老机构数: {homes - draw.randint(0, 2)}家
  养老机构床位数: {beds:,}张
  护理型床位数: {beds * draw.randint(70, 95) // 100:,}张
  提供老年康复服务的床位数: {beds * draw.randint(60, 80) // 100}
  康复医院数: {draw.randint(0, 2)}
  康复辅助器具资助: {draw.choice("是否")}
  城市社区数: {draw.randint(30, 90)}
  设有老年人康复场所的城市社区数: {draw.randint(10, 30)}
  农村社区数: 0
  医疗资质审批绿色通道: {draw.choice("有无")}
  养老服务机构内设医疗机构审批按时办结率: {draw.choice(("100%", "98.5%", "—"))}
  医养融合机构数: 32
  社会力量举办的医养融合机构数: {draw.randint(20, 32)}
  便捷服务机制建立日期: {day}
  擅自改变养老设施用地用途宗数: {draw.choice((0, 0, 0, 1))}
  养老组织配套医疗服务设施用地分割转让宗数: 0
  养老组织配套医疗设施土地出让条件载明率: {draw.choice(("100%", "暂无"))}
  福彩公益金用于医养结合支出: {draw.randint(0, 900)}万元
  纳入经济社会发展规划: 是
  公布居家医疗服务机构名单: {draw.choice("是否")}
  摸清失能老年人底数: 是
  多部门协同推进机制: 有
"""


def roster(rows: int) -> Iterator[str]:
    """Care homes, a row each, under their headings."""
    yield HEADINGS
    for number in range(rows):
        draw = random.Random(SEED + number)  # noqa: S311
        beds = draw.randint(20, 400)
        flags = ",".join(draw.choice("有有无") for _ in range(3))
        grade, places = draw.choice("0112"), ",".join(draw.choice("有有无") for _ in range(4))
        region = draw.choice(("02", "04", "05", "06", "11", "13", "14", "15"))
        yield f"示例养老院{number},HOME{number:014},养老机构,3201{region},2020-12-31,{beds},{beds * draw.randint(30, 100) // 100},{flags},{grade},{places}"


class Taken(NamedTuple):
    """Seconds."""

    processor: float
    wall: float


def taken(command: list[str]) -> Taken:
    """What one run takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return Taken(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended - began)


def beyond(whole: list[str], start: list[str]) -> Taken:
    """What a command takes beyond its start-up."""
    return Taken(*(one - other for one, other in zip(taken(whole), taken(start), strict=True)))


def contenders(folder: Path, rows: int) -> dict[str, tuple[list[str], list[str]]]:
    """Each with its command and the same command with hardly anything to do, which is its start-up."""
    (folder / "many").mkdir()
    texts = [submission(number) for number in range(SUBJECTS)]
    one, many = folder / "one.yaml", folder / "many.yaml"
    one.write_text(texts[0], encoding="utf-8")
    many.write_text("---\n".join(texts), encoding="utf-8")
    for number, text in enumerate(texts):
        (folder / "many" / f"{number:04}.yaml").write_text(text, encoding="utf-8")
    compose = [sys.executable, "-c", COMPOSE]
    found = {"compose": ([*compose, str(many)], [*compose, str(one)])}
    for shown in ("json", "table"):
        for name, given in (("one file", many), ("as files", folder / "many")):
            found[f"{shown}, {name}"] = ([*REPORT, str(given), "-f", shown], [*REPORT, str(one), "-f", shown])
    if rows:
        for name, number in (("homes.csv", rows), ("home.csv", 1)):
            (folder / name).write_text("".join(line + "\n" for line in roster(number)), encoding="utf-8")
        found["roster, table"] = ([*REPORT, str(folder / "homes.csv")], [*REPORT, str(folder / "home.csv")])
    return found


def main(runs: int = 7, rows: int = 0) -> None:
    """Print the median of each contender and its ratio to composing, round by round; the first round is not counted."""
    compileall.compile_dir(ROOT / "yiyang_check", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        named = contenders(Path(folder), rows)
        rounds = [{name: beyond(whole, start) for name, (whole, start) in named.items()} for _ in range(runs + 1)][1:]
    sys.stdout.write(f"{'':16}{'processor':>11}{'ratio':>7}{'wall':>9}{'ratio':>7}\n")
    for name in named:
        shown = []
        for at in range(2):
            ratio = statistics.median(each[name][at] / each["compose"][at] for each in rounds)
            shown.append(f"{statistics.median(each[name][at] for each in rounds):7.3f} s{ratio:7.2f}")
        sys.stdout.write(f"{name:16}  {'  '.join(shown)}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))

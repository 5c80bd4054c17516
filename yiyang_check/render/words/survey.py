"""Words of the survey: its help, its complaints, its summary."""

from __future__ import annotations

SURVEY: dict[str, tuple[str, str]] = {
    "help-survey": (
        """按列核对任意规模的名册（CSV、Parquet、XLSX），给出各条款的统计。

退出码同 report：0 无约束性条款未达标；1 有；2 用法、文件或数据有错误；3 缺数据，或没有适用的条款。""",
        """Judge rosters of any size (CSV, Parquet, XLSX) by columns, and count.

Exit codes as of report: 0 no binding rule unmet; 1 some; 2 wrong usage, unreadable input or errors in the data; 3 data or rules lacking.""",
    ),
    "help-tables": ("名册文件，可用通配符。", "Rosters; patterns may be used."),
    "help-engine": ("计算引擎：{engines}。", "The engine: {engines}."),
    "help-by": ("分组统计：province、city、district 或列名。", "Count by province, city, district or a column."),
    "help-survey-format": ("输出格式：{formats}。", "Format of the output: {formats}."),
    "help-survey-output": (
        "逐行结论另存为 Parquet 或 CSV；与 --roll-up 同用时，另存为汇总后的报送数据（YAML）。",
        "Write the verdict of each row to Parquet or CSV; with --roll-up, the submissions rolled up, in YAML.",
    ),
    "help-survey-roll-up": (
        "把名册汇总为各区县（district）、市（city）或省（province）的报送数据。",
        "Roll the roster up into submissions of districts, cities or provinces.",
    ),
    "help-master": ("Spark 的 master 或 Spark Connect 地址。", "Spark's master, or the address of Spark Connect."),
    "survey-extra": ("需要安装 {package}：pip install 'yiyang-check[{extra}]'", "{package} is needed: pip install 'yiyang-check[{extra}]'"),
    "spark-headings-first": ("Spark 读取 CSV 时表头须在第一行", "Spark reads only a CSV whose first line holds the headings"),
    "survey-output-suffix": ("“{file}”：逐行结论只能存为 .parquet 或 .csv", "“{file}”: verdicts of rows go to .parquet or .csv"),
    "roll-up-needs-output": ("--roll-up 须用 -o 指定 .yaml 文件", "--roll-up needs -o with a .yaml file"),
    "no-such-column": ("名册没有列“{name}”；见：{names}", "the roster has no column “{name}”; it has: {names}"),
    "no-such-table": ("没有这个文件；请核对路径", "there is no such file; check the path"),
    "not-a-roster": (
        "这是每行一项指标的表；survey 只读每行一个单位的名册，请用 report",
        "this table has a metric in each row; survey reads rosters, use report",
    ),
    "no-known-heading": ("找不到表头：没有一行写着指标或单位名称", "no headings: no row names a metric or a subject"),
    "engine-cannot-read": ("引擎无法读取该文件（{cause}）", "the engine cannot read the file ({cause})"),
    "cells-unusable": (
        "“{column}”列有 {number} 个单元格无法采用，例如 {examples}；请更正",
        "column “{column}”: {number} cells cannot be used, such as {examples}; correct them",
    ),
    "cell-at-row": ("[[第 {row} 行]]“{text}”", "[[row {row} ]]“{text}”"),
    "rows-unjudged": (
        "{number} 行无法判定：名称、类型、区划代码或数据截止期缺失或有误，或各列错位；请核对",
        "{number} rows cannot be judged: name, kind, region or date is missing or wrong, or cells are shifted; check them",
    ),
    "survey-summary": (
        "共 {rows} 行，{total} 条结论：{counts}；约束性未达标 {binding} 条[[；无法判定 {unjudged} 行]]",
        "{rows} rows, {total} verdicts: {counts}; {binding} binding failures[[; {unjudged} rows not judged]]",
    ),
    "survey-rules": ("各条款", "Rules"),
    "survey-groups": ("分组", "Groups"),
    "survey-worst": ("未达标最多的单位", "Subjects with the most failures"),
    "survey-rule": ("条款", "Rule"),
    "survey-group": ("组", "Group"),
    "survey-failed": ("约束性未达标", "Binding failures"),
    "survey-region": ("区划代码", "Region"),
    "roll-up-silent": ("{metric}：{number} 个单位未报或数据不可用，合计未知", "{metric}: {number} subjects are silent or unusable, the sum is unknown"),
    "roll-up-heading": ("由 yiyang-check survey 从名册汇总", "rolled up from a roster by yiyang-check survey"),
}

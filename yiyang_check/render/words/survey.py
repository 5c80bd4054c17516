"""Words of the survey: its help, its complaints, its summary."""

from __future__ import annotations

SURVEY: dict[str, tuple[str, str]] = {
    "help-survey": (
        """按列核对任意规模的名册（CSV、Parquet、XLSX，每行一个单位），给出各条款的统计。

退出码同 report：0 无约束性条款未达标；1 有约束性条款未达标；2 用法、文件或数据有错误（其余照常核对）；3 约束性条款缺数据，或没有适用的条款。""",
        """Judge rosters of any size (CSV, Parquet, XLSX; a row for each subject) by columns, and count.

Exit codes as of report: 0 no binding rule unmet; 1 a binding rule is not met; 2 wrong usage, unreadable input or errors in the
data (the rest is judged); 3 a binding rule lacks data, or no rule is in scope.""",
    ),
    "help-tables": ("名册文件，可用通配符。", "Rosters; patterns may be used."),
    "help-engine": ("计算引擎：{engines}。", "The engine: {engines}."),
    "help-by": (
        "分组统计：按地区（province、city、district，或 省、市、区县），或按名册的一列。",
        "Also count by region (province, city or district), or by a column of the roster.",
    ),
    "help-survey-format": ("统计结果的格式：{formats}。", "Format of the counts: {formats}."),
    "help-survey-output": (
        "另存为文件，可重复：{suffixes} 为统计结果，.parquet、.csv 为逐行结论，.yaml 为 --roll-up 汇总后的报送数据；格式:文件 也写统计结果。",
        (
            "Also write a file, repeatable; its suffix says what: {suffixes} the counts, .parquet or .csv the verdict of each row, "
            ".yaml what --roll-up adds up to; FORMAT:FILE writes the counts too."
        ),
    ),
    "help-survey-roll-up": (
        "把名册汇总为各区县（district）、市（city）或省（province）的报送数据，写入 -o 的 .yaml 文件，可再用 report 核对。",
        "Add the roster up into a submission for each district, city or province, in the .yaml file of -o, which report then judges.",
    ),
    "help-master": ("Spark 的 master，或 Spark Connect 地址（sc://…）。", "Spark's master, or an address of Spark Connect (sc://…)."),
    "no-server": ("连不上 Spark Connect 服务 {address}（{cause}）；请核对 --master", "no Spark Connect server answers at {address} ({cause}); check --master"),
    "no-verdicts-remote": (
        "通过 Spark Connect（{address}）只能汇总，不能写出逐行结论 {file}；请换用其他 --engine 或 --master",
        "by way of Spark Connect ({address}) rows are counted, but {file} with the verdict of each is not written; take another --engine or --master",
    ),
    "survey-extra": ("需要安装 {package}：pip install 'yiyang-check[{extra}]'", "{package} is needed: pip install 'yiyang-check[{extra}]'"),
    "roll-up-needs-output": (
        "--roll-up 的结果须写入文件；请加 -o，如 -o districts.yaml",
        "what --roll-up adds up to goes into a file; give one, such as -o districts.yaml",
    ),
    "submissions-need-roll-up": (
        "{file} 存汇总后的报送数据；请用 --roll-up 指定 district、city 或 province",
        "{file} is for submissions that were added up; say into what, with --roll-up district, city or province",
    ),
    "no-such-column": (
        "{file} 没有列“{name}”；请用 province、city、district，或其列：{names}",
        "{file} has no column “{name}”; give province, city, district, or one of its columns: {names}",
    ),
    "no-such-table": (
        "没有这个文件，或没有文件与通配符相符；请核对路径（文件夹写作 文件夹/*.csv）",
        "there is no such file, or none that fits the pattern; check the path (write a folder as FOLDER/*.csv)",
    ),
    "table-in-pipe": (
        "这是管道；名册要读不止一遍，请先存为文件",
        "this is a pipe; a roster is read more than once, write it to a file first",
    ),
    "no-metric-column": (
        "没有一列是指标，各条款都将缺数据；指标名称见 yiyang-check metrics list，或 yiyang-check template 给出的表格",
        "no column is a metric, so every rule lacks data; for names see yiyang-check metrics list, or a workbook of yiyang-check template",
    ),
    "not-a-roster": (
        "这是每行一项指标的表；survey 只读每行一个单位的名册，请用 report",
        "this table has a metric in each row; survey reads rosters, use report",
    ),
    "no-known-heading": ("找不到表头：没有一行写着指标或单位名称", "no headings: no row names a metric or a subject"),
    "engine-cannot-read": ("引擎无法读取该文件（{cause}）", "the engine cannot read the file ({cause})"),
    "cells-unusable": (
        "“{column}”列有 {number} 个单元格无法采用，例如 {examples}；请更正[[。{reasons}]]",
        "column “{column}”: {number} cells cannot be used, such as {examples}; correct them[[. {reasons}]]",
    ),
    "cell-at-row": ("[[第 {row} 行]]“{text}”", "[[row {row} ]]“{text}”"),
    "rows-unjudged": (
        "{number} 行无法判定：名称、类型、区划代码或数据截止期缺失或有误，或各列错位、有内容的列没有表头；请核对",
        "{number} rows cannot be judged: name, kind, region or date is missing or wrong, or cells are shifted or have no heading; check them",
    ),
    "no-rule-for-rows": (
        "没有适用于名册中任何一行的规则；请核对区划代码、类型和数据截止期",
        "no rule concerns any row of the roster; check regions, kinds and dates",
    ),
    "survey-summary": (
        "共 {rows} 行，{total} 条结论[[：{counts}]]；约束性未达标 {binding} 条[[；无法判定 {unjudged} 行]]",
        "{rows} rows, {total} verdicts[[: {counts}]]; {binding} binding failures[[; {unjudged} rows not judged]]",
    ),
    "progress-opening": ("打开名册", "opening the rosters"),
    "progress-counting": ("核对 {file}", "judging {file}"),
    "progress-writing": ("写出 {file}", "writing {file}"),
    "progress-adding": ("汇总到 {file}", "adding up into {file}"),
    "survey-title": ("医养结合政策达标情况（名册汇总）", "Compliance with policies on integrated medical and elderly care: rosters"),
    "survey-in-all": ("合计", "In all"),
    "survey-files": ("名册", "Rosters"),
    "survey-named": ("{names}[[等 {count} 个文件]]", "{names}[[ and others, {count} files]]"),
    "survey-documents": ("核对依据", "Documents"),
    "survey-dates": ("{first}[[至{last}]]", "{first}[[ to {last}]]"),
    "survey-place": ("[[{name} ]]{code}", "[[{name} ]]{code}"),
    "survey-rules": ("各条款", "Rules"),
    "survey-groups": ("分组", "Groups"),
    "survey-worst": ("未达标最多的单位", "Subjects with the most failures"),
    "survey-rule": ("条款", "Rule"),
    "survey-group": ("组", "Group"),
    "survey-failed": ("约束性未达标", "Binding failures"),
    "survey-region": ("地区", "Region"),
    "survey-faults": ("无法采用的单元格", "Cells that cannot be used"),
    "survey-file": ("名册", "Roster"),
    "survey-column": ("列", "Column"),
    "survey-metric": ("指标", "Metric"),
    "survey-cells": ("单元格数", "Cells"),
    "survey-examples": ("举例", "Examples"),
    "survey-problems": ("其他问题", "Other problems"),
    "roll-up-silent": ("{metric}：{number} 个单位未报或数据不可用，合计未知", "{metric}: {number} subjects are silent or unusable, the sum is unknown"),
    "roll-up-short": (
        "{metric}：名册中的单位数与所报数量不符，合计未知",
        "{metric}: the roster has not as many subjects as the region says, the sum is unknown",
    ),
    "roll-up-rounded": ("{number} 个单位填的是约数", "{number} subjects gave a rounded figure"),
    "roll-up-heading": ("由 yiyang-check survey 从名册汇总", "rolled up from a roster by yiyang-check survey"),
}

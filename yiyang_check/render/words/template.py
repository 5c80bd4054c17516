"""What a template to fill in says."""

from __future__ import annotations

TEMPLATE: dict[str, tuple[str, str]] = {
    "help-template": (
        """生成待填的报送模板：只列该地区、该类单位现行条款所需的指标，附说明、条款和目标值。

不加 -o 时输出 YAML；-o 文件名.xlsx 生成可直接填写的 Excel 表（一行一个单位）。
以 --as-of 当日有效的文件为准，未指定时以今天为准。""",
        """Make a submission to fill in: only what the rules in force for the region and kind need, with clauses and targets.

YAML on standard output, or into the file of -o; -o FILE.xlsx makes a spreadsheet with a row for each subject.
The rules are those in force on --as-of, by default today.""",
    ),
    "help-template-region": ("区划代码，如 320102。", "The region code, such as 320102."),
    "help-template-kind": (
        "类型：省、市、区县、养老机构、医院、基层医疗卫生机构（或 province 等英文）。",
        "The kind: province, city, district, care_home, hospital or primary_care.",
    ),
    "help-template-output": ("写入文件（.yaml 或 .xlsx）。", "Write to a file (.yaml or .xlsx)."),
    "help-template-as-of": (
        "数据截止期，填入模板，并以该日有效的文件为准；默认为今天，模板中留空。",
        "The date of the data, which is filled in, and whose rules count; by default today, and left empty.",
    ),
    "no-rules-to-fill": (
        "{date} 没有适用于{kind}（{region}）的条款，无可填报；请核对区划代码、类型和日期",
        "no rule concerns a {kind} in {region} on {date}; check region, kind and date",
    ),
    "template-suffix": ("模板只能写成 .yaml、.yml 或 .xlsx，而不是“{file}”", "a template is written as .yaml, .yml or .xlsx, and not as “{file}”"),
    # the head of a template
    "template-heading": ("报送模板：{name}（{kind}）", "Submission to fill in: {name} ({kind})"),
    "template-day": ("按 {date} 有效的下列文件编制，只列其条款所需的指标：", "For the documents in force on {date}, with only what their rules need:"),
    "template-document": ("《{title}》（{number}）", "{title} ({number})"),
    "template-document-plain": ("《{title}》", "{title}"),
    "template-use": (
        "填好后运行 yiyang-check report 核对；没有的数填 0，未统计的留空。",
        "Fill in and run yiyang-check report; write 0 for none, and leave empty what is not known.",
    ),
    "template-as-of": ("数据截止期，如 2020-12-31（必填）。", "The date of the data, such as 2020-12-31 (required)."),
    "template-name": ("单位名称（必填）。", "The name of the subject (required)."),
    "template-id": ("统一社会信用代码，没有的可留空。", "The unified social credit code; may be left empty."),
    "template-kind": ("类型。", "The kind of subject."),
    "template-region": ("所在区县的区划代码（GB/T 2260）。", "The region code (GB/T 2260)."),
    "template-sheet": ("报送", "submission"),
    # each metric
    "template-metric": ("{name}[[（{unit}）]]：{definition}", "{name}[[ ({unit})]]: {definition}"),
    "template-flag": ("填：是 或 否", "Write: yes or no"),
    "template-count": ("填：整数", "Write: a whole number"),
    "template-number": ("填：数值，可有小数", "Write: a number, with decimals if need be"),
    "template-grade": ("填：0、1、2、3（未定级的填 0）", "Write: 0, 1, 2 or 3 (0 for none)"),
    "template-share": ("填：百分比，如 82%", "Write: a percentage, such as 82%"),
    "template-milestone": ("填：完成日期，如 2017-12-31；未完成的填“否”", "Write: the date of completion, such as 2017-12-31, or no while it is not done"),
    "template-derived": ("留空时由以下各项推导：{metrics}", "If left empty, it follows from: {metrics}"),
    "template-optional": ("可不填：由此推导的指标已填报的", "May be left empty where what follows from it is given"),
    "template-rule": (
        "用于“{title}”：{target}（{rule}，{clause}[[，时限 {due}]]）",
        "For “{title}”: {target} ({rule}, {clause}[[, due {due}]])",
    ),
    "template-when": ("{when}的，{required}", "where {when}: {required}"),
}

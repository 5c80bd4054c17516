"""Words of the report's formats: headings, columns, findings, and what is said where a format has a limit."""

from __future__ import annotations

FORMAT_WORDS: dict[str, tuple[str, str]] = {
    "report-heading": ("医养结合政策指标达标情况", "Compliance with policy targets for integrated medical and elderly care"),
    "needs-extra": (
        '此功能需要安装附加组件 {extra}；请运行 pip install "yiyang-check[{extra}]"',
        'this needs the extra {extra}; run pip install "yiyang-check[{extra}]"',
    ),
    "binary-needs-file": (
        "{format} 格式不能显示在终端；请写入文件，如 -o report.{format}",
        "{format} cannot be shown on a terminal; write it into a file, such as -o report.{format}",
    ),
    # an unmet rule or a problem, by itself
    "finding": ("{subject}：“{title}”{status}（{obligation}）", "{subject}: “{title}” {status} ({obligation})"),
    "finding-title": ("{status}：{title}", "{status}: {title}"),
    "finding-reason": ("判定：{text}", "Verdict: {text}"),
    "finding-gap": ("整改：{text}", "To close the gap: {text}"),
    "finding-note": ("注意：{text}", "Note: {text}"),
    "finding-basis": ("依据：{document}{clause}：“{wording}”", "Basis: {document}, {clause}: “{wording}”"),
    "finding-due": ("时限：{due}", "Due: {due}"),
    "finding-responsible": ("责任单位：{names}", "Responsible: {names}"),
    "finding-reading": ("解读：{text}", "Reading: {text}"),
    "problem-of": ("{subject}：{text}", "{subject}: {text}"),
    "problem-rule": ("数据问题：{code}", "Problem of the data: {code}"),
    "problem-rule-help": (
        "报送的数据有问题（{code}）。每处结果写明何处有误、应如何改正。",
        "Something is wrong with what was submitted ({code}). Each result says what, and what to do.",
    ),
    "when-then": ("{when}时：{require}", "where {when}: {require}"),
    # limits
    "findings-cut": (
        "另有 {count} 处未列出（本格式至多 {limit} 处）；全部结果见其他格式的报告",
        "{count} more are not listed (this format holds {limit}); see a report in another format for all of them",
    ),
    "subjects-cut": (
        "篇幅所限，另有 {count} 个单位未列出；全部结果见其他格式的报告",
        "{count} more subjects are left out for want of room; see a report in another format for all of them",
    ),
    "rows-cut": ("表格已满，另有 {count} 行未列出", "the sheet is full; {count} more rows are not listed"),
    "annotations-cut": ("其中 {count} 处未逐一标注（每步至多 {limit} 处）。", "{count} of these are not annotated (a step shows {limit} of a kind)."),
    # suites and subjects
    "files-suite": ("数据文件", "Files"),
    "told-apart": ("{name}（{by}）", "{name} ({by})"),
    "from-to": ("{first} 至 {last}", "{first} to {last}"),
    "not-counted": ("（不影响退出码）", " (does not affect the exit code)"),
    # columns
    "column-region": ("区划代码", "Region code"),
    "column-id": ("统一社会信用代码", "Id"),
    "column-as-of": ("数据截止期", "Data as of"),
    "column-rule": ("条款编号", "Rule"),
    "column-document": ("文件", "Document"),
    "column-number": ("文号", "Document number"),
    "column-issued": ("发布日期", "Issued"),
    "column-clause": ("条款", "Clause"),
    "column-wording": ("原文", "Wording"),
    "column-reading": ("解读", "Reading"),
    "column-asked": ("要求", "Asked"),
    "column-inferred": ("推定", "Inferred"),
    "column-obligation": ("约束力", "Obligation"),
    "column-explanation": ("说明", "Explanation"),
    "column-measures": ("整改措施", "Measures taken"),
    "column-deadline": ("完成时限", "To be completed by"),
    "column-severity": ("级别", "Severity"),
    "column-code": ("代码", "Code"),
    "inferred-threshold": ("数值", "bound"),
    "inferred-due": ("时限", "due date"),
    "short-by": ("差 {by}", "{by} short"),
    "over-by": ("超 {by}", "{by} over"),
    "sheet-verdicts": ("结论", "Verdicts"),
    "sheet-matrix": ("单位×条款", "Subjects by rules"),
    "sheet-rules": ("条款", "Rules"),
    "sheet-problems": ("数据问题", "Problems"),
    "page-of": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "deadline-asked": ("请填日期，如 2021-06-30", "Enter a date, such as 2021-06-30"),
}

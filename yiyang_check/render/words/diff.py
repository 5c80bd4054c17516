"""Words of the comparison of two reports."""

from __future__ import annotations

DIFF: dict[str, tuple[str, str]] = {
    "not-a-report": (
        "不是可以比较的报告[[（schema 为“{found}”）]]；应为 report -f json 写出的文件（{wanted}）",
        "not a report that can be compared[[ (its schema is “{found}”)]]; give a file that report -f json wrote ({wanted})",
    ),
    "help-diff": (
        """比较两份 JSON 报告：新增未达标、新达标、数值变化，以及是数据变了还是规则变了。

退出码：0 已比较；1 用了 --fail-on-new 且有约束性条款新增未达标；2 用法有误，或报告无法读取。""",
        """Compare two JSON reports: what newly fails, what is newly met, which values changed, and whether data or rules did.

Exit codes: 0 compared; 1 with --fail-on-new, where a binding rule newly fails; 2 wrong usage, or a report that cannot be read.""",
    ),
    "help-old": ("较早的报告（report -f json 写出）。", "The earlier report (written by report -f json)."),
    "help-new": ("较新的报告。", "The later report."),
    "help-fail-on-new": (
        "有约束性条款新增未达标时以 1 退出；新出现的单位或条款未达标也算。",
        "Exit with 1 where a binding rule newly fails; a subject or rule that is new and fails counts too.",
    ),
    "help-diff-format": ("输出格式：{formats}。", "Format of the output: {formats}."),
    "diff-title": ("两份报告的比较", "Comparison of two reports"),
    "diff-summary": (
        (
            "新增未达标 {failed} 条（约束性 {binding} 条），新达标 {met} 条，其他结论变化 {status} 条，仅数值变化 {value} 条，"
            "仅规则变化 {rule} 条；未变 {unchanged} 条。[[新增单位 {came} 个。]][[减少单位 {went} 个。]][[不可比 {incomparable} 处。]]"
        ),
        (
            "Newly not met: {failed} (binding: {binding}); newly met: {met}; other verdicts changed: {status}; only values changed: {value}; "
            "only rules changed: {rule}; unchanged: {unchanged}.[[ Subjects that came: {came}.]][[ Subjects that went: {went}.]]"
            "[[ Not comparable: {incomparable}.]]"
        ),
    ),
    "newly_failed": ("新增未达标", "Newly not met"),
    "newly_met": ("新达标", "Newly met"),
    "status_changed": ("其他结论变化", "Other verdicts that changed"),
    "value_changed": ("仅数值变化", "Only values changed"),
    "rule_changed": ("仅规则变化", "Only rules changed"),
    "diff-came": ("新增单位", "Subjects that came"),
    "diff-went": ("减少单位", "Subjects that went"),
    "diff-incomparable": ("不可比", "Not comparable"),
    "diff-heading": ("{heading}（{count}）", "{heading} ({count})"),
    "diff-verdict": ("结论", "Verdict"),
    "diff-values": ("完成值", "Actual"),
    "diff-change": ("变化", "Change"),
    "diff-why": ("原因", "Why"),
    "diff-from-to": ("{old} → {new}", "{old} → {new}"),
    "diff-named-change": ("{name} {change}", "{name} {change}"),
    "diff-cause-rule": ("规则已改[[（{targets}）]]", "the rule changed[[ ({targets})]]"),
    "diff-cause-data": ("数据变化", "the data changed"),
    "diff-cause-as_of": ("数据截止期不同", "another date of the data"),
    "diff-cause-new": ("此前没有这条结论", "no such verdict before"),
    "diff-cause-other": ("数据和规则均未变（如豁免到期）", "neither data nor rule changed (a waiver may have)"),
    "diff-two_answer": ("有多个单位与之相符", "several subjects answer to it"),
    "diff-only_in_old": ("仅旧报告有此结论", "judged in the old report alone"),
    "diff-only_in_new": ("仅新报告有此结论", "judged in the new report alone"),
    "diff-subject": ("{name}（{kind}，{region}）[[ {id}]]", "{name} ({kind}, {region})[[ {id}]]"),
    "diff-arrival": ("{subject}，数据截止期 {as_of}，{count} 条结论", "{subject}, data as of {as_of}, {count} verdicts"),
    "diff-of-rule": ("{subject}：{title}（{rule}）", "{subject}: {title} ({rule})"),
    "detail-of": ("{what}：{text}", "{what}: {text}"),
}

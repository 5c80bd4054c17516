"""Words of the comparison of two reports."""

from __future__ import annotations

DIFF: dict[str, tuple[str, str]] = {
    "not-a-report": (
        "不是可以比较的报告[[（schema 为“{found}”）]]；应为 report -f json 写出的文件（{wanted}）",
        "not a report that can be compared[[ (its schema is “{found}”)]]; give a file that report -f json wrote ({wanted})",
    ),
    "help-diff": (
        """比较两份 JSON 报告：新增未达标、新增缺数据或数据有误、新达标、数值变化，以及是数据变了还是规则变了。

退出码：0 已比较；2 用法有误，或报告无法读取。用 --fail-on-new 时，约束性条款出现新问题则与 report 相同：
2 新增数据有误；1 新增未达标；3 新增缺数据，或原已达标而不再有结论（单位或条款消失）。依 2、1、3 取先。""",
        """Compare two JSON reports: what newly fails, newly lacks data or is newly met, which values changed, and whether data or rules did.

Exit codes: 0 compared; 2 wrong usage, or a report that cannot be read. With --fail-on-new those of report, for what is new
among the binding rules: 2 invalid data; 1 not met; 3 data missing, or met before and not judged any more (the subject or the rule is gone).
The first of 2, 1, 3 counts.""",
    ),
    "help-old": ("较早的报告（report -f json 写出）；- 为标准输入。", "The earlier report (written by report -f json); - is standard input."),
    "help-new": ("较新的报告；- 为标准输入。", "The later report; - is standard input."),
    "help-fail-on-new": (
        "约束性条款出现新问题时以非零退出：新增未达标、缺数据或数据有误，或原已达标而不再有结论；新出现的单位和条款、无法对应的单位，其问题都算新增。",
        (
            "Exit with a code other than 0 where a binding rule newly fails, lacks data or has invalid data, or was met and is not judged any more; "
            "whatever is wrong with a new subject or rule, and with one that cannot be compared, counts as new."
        ),
    ),
    "help-diff-format": ("输出格式：{formats}。", "Format of the output: {formats}."),
    "stdin-twice": ("标准输入（-）只能用于其中一份报告", "only one of the reports can be standard input (-)"),
    "diff-retitled": (
        "{count} 处变化的规则在两份报告中名称不同，且不在已知规则文件中，按新报告的名称显示；请用 --rules 指明规则文件",
        "{count} changes are of rules that the reports call differently and no known rule file has; the later name is shown: name the rule files with --rules",
    ),
    "diff-title": ("两份报告的比较", "Comparison of two reports"),
    "diff-summary": (
        (
            "新增未达标 {failed} 条（约束性 {binding} 条），新增缺数据或有误 {lacking} 条（约束性 {bare} 条），"
            "新达标 {met} 条，其他结论变化 {status} 条，仅数值变化 {value} 条，"
            "仅规则变化 {rule} 条；未变 {unchanged} 条。"
            "[[新增单位 {came} 个。]][[减少单位 {went} 个。]][[改名等 {renamed} 个。]][[不可比 {incomparable} 处。]]"
            "[[原已达标而不再有结论的约束性条款 {lost} 条。]]"
        ),
        (
            "Newly not met: {failed} (binding: {binding}); newly missing or invalid: {lacking} (binding: {bare}); newly met: {met}; "
            "other verdicts changed: {status}; only values changed: {value}; only rules changed: {rule}; unchanged: {unchanged}."
            "[[ Subjects that came: {came}.]][[ Subjects that went: {went}.]]"
            "[[ Renamed: {renamed}.]][[ Not comparable: {incomparable}.]][[ Binding rules met before and not judged any more: {lost}.]]"
        ),
    ),
    "newly_failed": ("新增未达标", "Newly not met"),
    "newly_lacking": ("新增缺数据或数据有误", "Newly missing or invalid"),
    "newly_met": ("新达标", "Newly met"),
    "status_changed": ("其他结论变化", "Other verdicts that changed"),
    "value_changed": ("仅数值变化", "Only values changed"),
    "rule_changed": ("仅规则变化", "Only rules changed"),
    "diff-came": ("新增单位", "Subjects that came"),
    "diff-went": ("减少单位", "Subjects that went"),
    "diff-renamed": ("同一代码（id）的单位，名称、类型或区划已变", "Subjects of one id with another name, kind or region"),
    "diff-incomparable": ("不可比", "Not comparable"),
    "diff-heading": ("{heading}（{count}）", "{heading} ({count})"),
    "diff-date": ("数据截止期", "Data as of"),
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
    "diff-cause-doubt": ("无法与旧报告对应，按新增处理", "nothing in the old report answers to it for certain; counted as new"),
    "diff-cause-other": ("数据和规则均未变（如豁免到期）", "neither data nor rule changed (a waiver may have)"),
    "diff-two_answer": (
        "新旧报告中与之相符的单位不止一个，无法对应，其问题按新增处理；请填统一社会信用代码（id）",
        "more than one subject of the two reports answers to it, and what is wrong with it counts as new; give each an id",
    ),
    "diff-only_in_old": ("仅旧报告有结论（{status}）；新报告未核对此条款", "judged in the old report alone ({status}); the new one does not judge this rule"),
    "diff-only_in_new": ("仅新报告有结论（{status}）；旧报告未核对此条款", "judged in the new report alone ({status}); the old one does not judge this rule"),
    "diff-who": ("{name}，{as_of}", "{name}, {as_of}"),
    "diff-subject": ("{name}（{kind}，{region}）[[ {id}]]", "{name} ({kind}, {region})[[ {id}]]"),
    "diff-arrival": (
        "{subject}，数据截止期 {as_of}，{count} 条结论[[，其中约束性条款达标 {lost} 条]]",
        "{subject}, data as of {as_of}, {count} verdicts[[, {lost} of binding rules that were met]]",
    ),
    "diff-of-rule": ("{subject}：{title}（{rule}）", "{subject}: {title} ({rule})"),
    "detail-of": ("{what}：{text}", "{what}: {text}"),
}

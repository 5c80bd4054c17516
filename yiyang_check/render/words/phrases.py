"""Phrases that describe targets, values and gaps."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "by-date": ("{date}以前", "by {date}"),
    "before-date": ("早于 {date}", "before {date}"),
    "from-date": ("{date}以后", "from {date}"),
    "after-date": ("晚于 {date}", "after {date}"),
    "on-date": ("{date}", "on {date}"),
    "it-is-not": ("{name}为否", "no “{name}”"),
    "nested": ("（{inner}）", "({inner})"),
    "compared": ("{reason}：目标值 {target}，完成值 {value}", "{reason}: target {target}, actual {value}"),
    # the table
    "subject-heading": ("{name}（{kind}，{region}[[，{id}]]）  数据截止期 {as_of}", "{name} ({kind}, {region}[[, {id}]])  data as of {as_of}"),
    "document-heading": ("《{title}》（{number}）", "{title} ({number})"),
    "document-heading-plain": ("《{title}》（{issued}）", "{title} ({issued})"),
    "marked": ("{title}〔{mark}〕", "{title} [{mark}]"),
    "details-heading": ("说明", "Details"),
    "detail": ("{order}．{title}：{text}", "{order}. {title}: {text}"),
    "responsible-heading": ("责任单位", "Responsible"),
    "responsible-line": ("{clause}：{names}", "{clause}: {names}"),
    "problems-heading": ("数据问题", "Problems of the data"),
    "problem-line": ("{severity} {place}：{text}", "{severity} {place}: {text}"),
    "subjects-heading": ("各单位结论（{count} 个）", "Verdicts by subject ({count})"),
    "summary": (
        "共 {total} 条[[：{counts}]]。约束性条款未达标 {binding} 条[[；数据错误 {errors} 处]]。",
        "{total} verdicts[[: {counts}]]. Binding rules not met: {binding}[[; errors in the data: {errors}]].",
    ),
    "count": ("{label} {number}", "{label} {number}"),
    "inferred-mark": ("* 数值或时限系推定，原文未直接写明。", "* a bound or date that the text does not itself state."),
    "marked-complaint": ("{severity}：", "{severity}: "),
    # what closes a gap
    "convert-beds": ("还需增加{part} {convert} 张（改造）[[，或新建 {add} 张]]", "{convert} more in “{part}” by conversion[[, or {add} newly built]]"),
    "convert": (
        "还需增加{part} {convert} {unit}（总数不变）[[，或新增 {add} {unit}（总数同增）]]",
        "{convert} {unit} more in “{part}” with the total unchanged[[, or {add} newly added to both]]",
    ),
    "add-only": ("还需新增{part} {add} {unit}（总数同增）", "{add} {unit} newly added to both “{part}” and the total"),
    "convert-less": ("需减少{part} {convert} {unit}（总数不变）", "{convert} {unit} less in “{part}” with the total unchanged"),
    "points-more": ("“{metric}”还需提高 {by} 个百分点", "“{metric}” must rise by {by} pp"),
    "points-less": ("“{metric}”需降低 {by} 个百分点", "“{metric}” must fall by {by} pp"),
    "beyond-share": ("“{metric}”须大于 {bound}", "“{metric}” must be above {bound}"),
    "below-share": ("“{metric}”须小于 {bound}", "“{metric}” must be below {bound}"),
    "more": ("还需增加{metric} {by} {unit}", "{by} {unit} more in “{metric}”"),
    "less": ("需减少{metric} {by} {unit}", "{by} {unit} less in “{metric}”"),
    "grade-to": ("{metric}须达到 {bound} 级", "“{metric}” must become {bound}"),
    "beyond": ("{metric}须大于 {bound} {unit}", "“{metric}” must be above {bound} {unit}"),
    "below": ("{metric}须小于 {bound} {unit}", "“{metric}” must be below {bound} {unit}"),
    "paced-yearly": ("{gap}（余 {months} 个月，每年需{each}）", "{gap} (months left: {months}; each year: {each})"),
    "paced-monthly": ("{gap}（余 {months} 个月，每月需{each}）", "{gap} (months left: {months}; each month: {each})"),
    "pace-rise-beds": (
        "提高 {by} 个百分点[[，即增加 {convert} 张]][[或新建 {add} 张]]",
        "{by} pp more[[, that is {convert} converted]][[ or {add} newly built]]",
    ),
    "pace-rise": (
        "提高 {by} 个百分点[[，即增加 {convert} {unit}]][[或新增 {add} {unit}]]",
        "{by} pp more[[, that is {convert} {unit}]][[ or {add} newly added]]",
    ),
    "pace-fall": ("降低 {by} 个百分点[[，即减少 {convert} {unit}]]", "{by} pp less[[, that is {convert} {unit}]]"),
    "pace-more": ("增加 {by} {unit}", "{by} {unit} more"),
    "pace-less": ("减少 {by} {unit}", "{by} {unit} less"),
    "set-up": ("需设{names}", "set up: {names}"),
    "put-in-place": ("需落实{names}", "put in place: {names}"),
    "put-an-end": ("需消除{names}", "put an end to: {names}"),
    "quoted": ("“{name}”", "{name}"),
    "done-late": ("{reached} 完成，晚 {days} 天", "done on {reached}, {days} days late"),
    "done-early": ("{reached} 完成，早 {days} 天", "done on {reached}, {days} days too early"),
    "overdue": ("尚未完成，已逾期 {days} 天", "not done, {days} days overdue"),
    "to-be-done": ("须在 {bound} 以前完成", "to be done by {bound}"),
    "not-before": ("须在 {bound} 以后完成", "to be done on {bound} or later"),
    "to-be-submitted": ("须补报“{metric}”并达到要求", "submit “{metric}”, which must be as required"),
    # the gap column
    "late-days": ("晚 {days} 天", "{days} days late"),
    "early-days": ("早 {days} 天", "{days} days too early"),
    "overdue-days": ("逾期 {days} 天", "{days} days overdue"),
    "not-in-place": ("未落实", "not in place"),
    "not-ended": ("未消除", "not ended"),
    "several-lacking": ("{count} 项未落实", "{count} not in place"),
}

FACILITIES = frozenset(
    "nursing_station infirmary nursing_hospital rehab_area rehab_centre geriatrics_department geriatrics_clinic"
    " standard_geriatrics_department internal_medical_institution".split()
)
"""The flags that stand for something one sets up (需设医务室), and not for something one does."""

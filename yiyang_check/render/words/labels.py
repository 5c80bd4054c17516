"""Single terms: statuses, obligations, kinds, units, headings."""

from __future__ import annotations

LABELS: dict[str, tuple[str, str]] = {
    # statuses
    "pass": ("达标", "met"),
    "fail": ("未达标", "not met"),
    "pending": ("未到期", "not yet due"),
    "missing": ("缺数据", "data missing"),
    "not_applicable": ("不适用", "not applicable"),
    "waived": ("豁免", "waived"),
    "invalid": ("数据有误", "data invalid"),
    # obligations
    "must": ("应当", "must"),
    "must_not": ("禁止", "must not"),
    "should": ("倡导", "should"),
    "may": ("鼓励", "may"),
    # kinds of subject
    "province": ("省", "province"),
    "city": ("市", "city"),
    "district": ("区县", "district"),
    "care_home": ("养老机构", "care home"),
    "hospital": ("医院", "hospital"),
    "primary_care": ("基层医疗卫生机构", "primary-care institution"),
    # kinds of metric
    "flag": ("是否", "flag"),
    "count": ("计数", "count"),
    "number": ("数值", "number"),
    "grade": ("等级", "grade"),
    "share": ("占比", "share"),
    "milestone": ("完成时间", "milestone"),
    # severities
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("说明", "note"),
    # origins
    "submitted": ("填报", "submitted"),
    "derived": ("推导", "derived"),
    "rolled_up": ("汇总", "rolled up"),
    # headings, in the order that officials know
    "number-in-order": ("序号", "No."),
    "indicator": ("指标", "Indicator"),
    "target": ("目标值", "Target"),
    "actual": ("完成值", "Actual"),
    "gap": ("差距", "Gap"),
    "conclusion": ("结论", "Verdict"),
    "due": ("时限", "Due"),
    "basis": ("依据", "Clause"),
    "due-and-basis": ("时限与依据", "Due, clause"),
    "responsible": ("责任单位", "Responsible"),
    "subject": ("单位", "Subject"),
    "kind": ("类型", "Kind"),
    "problem": ("问题", "Problem"),
    "place": ("位置", "Place"),
    # values
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "not-yet-reached": ("未完成", "not yet"),
    "nothing": ("—", "—"),
    "none-of-these": ("无", "none"),
    "at-the-bound": ("恰为限值", "at the bound"),
    "pp": ("个百分点", " pp"),
    "and": ("和", " and "),
    "or": ("或", " or "),
    "or-else": ("，或", ", or "),
    "list": ("、", ", "),
    "semicolon": ("；", "; "),
}

UNITS: dict[str, str] = {
    "张": "beds",
    "家": "institutions",
    "人": "people",
    "处": "places",
    "次/周": "times a week",
    "次/年": "times a year",
    "年": "years",
    "月": "months",
    "分钟": "minutes",
    "个": "units",
    "所": "institutions",
    "元": "yuan",
    "项": "items",
    "宗": "cases",
}
"""The catalogue's units in English."""

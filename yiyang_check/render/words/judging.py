"""Reasons of verdicts, and complaints that come of judging."""

from __future__ import annotations

JUDGING: dict[str, tuple[str, str]] = {
    "met": ("已达到要求", "the requirement is met"),
    "not-met": ("未达到要求", "the requirement is not met"),
    "not-yet-due": ("尚未达到要求，时限 {due} 未到", "not met yet; due on {due}"),
    "missing": ("缺少：{metrics}[[（{lacks}）]]", "not submitted: {metrics}[[ ({lacks})]]"),
    "invalid": ("{reasons}", "{reasons}"),
    "does-not-apply": ("不属于本条适用对象（{figures}）", "the rule does not concern this subject ({figures})"),
    "whole-is-zero": ("{whole}为 0，“{share}”无从计算", "{whole} is 0, so that “{share}” has no meaning"),
    "rounding-leaves-open": (
        "“{metric}”系舍入后的数，目标值在其舍入范围内，须有准确的分子、分母方可确认",
        "“{metric}” is rounded and the bound lies within its rounding; exact counts would settle it",
    ),
    "above-at-most": ("“{metric}”（{value}）大于“{other}”（{most}）；请核对", "“{metric}” ({value}) is greater than “{other}” ({most}); check both"),
    "counts-contradict": (
        "“{metric}”填报 {given}，而分子、分母为 {part}÷{whole}={exact%}；请核对",
        "“{metric}” was submitted as {given}, but the counts give {part}/{whole} = {exact%}; check them",
    ),
    "percentage-of-nothing": ("{whole}为 0，而填报了“{metric}”；请核对", "{whole} is 0, and yet “{metric}” was submitted; check both"),
    "planned-date": (
        "“{metric}”填报日期 {date} 晚于数据截止期 {as_of}，属计划，按未完成处理",
        "“{metric}” is dated {date}, after the data ({as_of}): a plan, which counts as not yet",
    ),
    "contradicts-derived": (
        "“{metric}”的填报值（{value}）与其他填报项推导的结果不一致；按填报值判定，请核对",
        "“{metric}” ({value}) contradicts what follows from other metrics; the submitted value judges; check both",
    ),
    "no-rule-in-scope": (
        "“{name}”在 {date} 没有适用的规则；请核对区划代码、类型和数据截止期",
        "no rule concerns “{name}” on {date}; check its region, kind and date",
    ),
}

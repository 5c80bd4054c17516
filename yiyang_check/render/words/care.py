"""What the linter and the verification of rule files say."""

from __future__ import annotations

CARE: dict[str, tuple[str, str]] = {
    # lint
    "rule-twice": ("规则“{id}”重复，首次出现在第 {first} 行；请改用另一编号", "rule “{id}” stands twice, first on line {first}; give one another id"),
    "kind-without-metric": (
        "{kind}没有指标：{metrics}；请从 applies_to 中删去该类型，或改用适用的指标",
        "a {kind} has no such metric: {metrics}; take the kind out of applies_to, or use a metric that describes it",
    ),
    "tier-gap": (
        "各档未覆盖{metric}为 {numbers} 的情形；请补一档或调整界限，本条不涉及的用规则的 when 排除",
        "no tier covers {metric} {numbers}; add a tier or move a bound, and exclude with the rule's own when what it does not concern",
    ),
    "tier-overlap": (
        "{metric}为 {numbers} 时同时落入两档；请调整界限，原文如此的在 reading 中说明",
        "{metric} {numbers} falls into two tiers; move a bound, or explain in reading that the text says so",
    ),
    "operator-against-word": (
        "原文“{words}”与“{operator} {number}”不符，应为 {fitting}；“以上、以下、以内、不少于、不超过”含本数，“超过、不满、不足、低于”不含",
        "the wording says {words}, not {operator} {number}; write {fitting} (以上, 以下, 不少于, 不超过 include the number; 超过, 不满, 低于 do not)",
    ),
    "excludes-without-word": (
        "所引原文没有“超过、不满、不足、低于”一类不含本数的词，“{operator} {number}”应写成“{operator}= {number}”",
        "nothing in the cited wording excludes the number; instead of {operator} {number} write {operator}= {number}",
    ),
    "bound-not-in-wording": (
        "所引原文中没有“{bound}”；请核对数值和引文，确系推定的，在 inferred 中写 threshold",
        "“{bound}” is not in the cited wording; check number and citation, or list threshold in inferred",
    ),
    "due-not-in-wording": (
        "所引原文中没有时限 {due}；请核对日期和引文，确系推定的，在 inferred 中写 due",
        "{due} is not in the cited wording; check date and citation, or list due in inferred",
    ),
    "needlessly-inferred": ("所引原文已写明，inferred 中不必写 {what}", "the cited wording says it; {what} need not be in inferred"),
    "no-passing-case": ("规则“{rule}”没有达标的例子；请在 cases 中补一个 status: pass", "rule “{rule}” has no passing case; add one with status: pass"),
    "no-failing-case": ("规则“{rule}”没有未达标的例子；请在 cases 中补一个 status: fail", "rule “{rule}” has no failing case; add one with status: fail"),
    "blank-wording": ("引文是空的；请逐字填写原文", "the wording is empty; copy it from the text, word for word"),
    # verify
    "wording-not-in-source": (
        "原文（{source}）中没有“{wording}”[[；第 {line} 行为“{reads}”]]；引文须与原文逐字一致",
        "{source} does not say “{wording}”[[; line {line} reads “{reads}”]]; a wording is verbatim",
    ),
    "figure-left-over": (
        "“{figure}”既未引用也未说明不列入的理由：{sentence}；请列为规则，或写入 set_aside",
        "“{figure}” is neither cited nor set aside: {sentence}; make it a rule, or list it in set_aside",
    ),
    "idle-set-aside": ("set_aside 中的“{wording}”没有尚待说明的数字，可以删去", "“{wording}” in set_aside accounts for no figure that needs it; it can go"),
}

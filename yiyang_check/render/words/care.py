"""What the linter and the verification of rule files say."""

from __future__ import annotations

CARE: dict[str, tuple[str, str]] = {
    # lint
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
    "direction-without-word": (
        "所引原文没有“以上、以内、不少于”一类的词说明方向；请在 reading 中写明为何读作“{operator} {number}”",
        "no word of the cited wording says which way the number binds; say in reading why it is read as {operator} {number}",
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
    "blank-clause": ("条款号是空的；请写明出自哪一条，如 二（三）", "the clause is empty; say which it is, as in 二（三）"),
    "blank-reason": ("未说明“{wording}”为何不列为规则；请填写 reason", "nothing says why “{wording}” is set aside; fill in reason"),
    "before-issue": ("{key} 为 {day}，早于发文日期 {issued}；请核对", "{key} {day} lies before the day of issue, {issued}; check both"),
    "refers-to-itself": ("{key} 指向文件自身“{id}”；请改为另一文件的编号，或删去", "{key} names the document itself, “{id}”; name another, or take it out"),
    "region-of-no-province": (
        "区划代码 {region} 的前两位 {digits} 不属于任何省份；请核对",
        "region {region}: no province has the first two digits {digits}; check the code",
    ),
    "responsible-for-nothing": (
        "responsible 中的“{clause}”没有任何引文使用[[；引文写作“{like}”]]；请与引文的条款号写成一致",
        "no citation uses “{clause}” of responsible[[; citations write “{like}”]]; write it as the citations do",
    ),
    "due-after-expiry": ("时限 {due} 晚于文件失效日期 {expires}；请核对", "due {due} lies after the document expires on {expires}; check both"),
    "inferred-due-off-horizon": (
        "推定的时限 {due} 不是文件总体目标的时限 {horizon}；请核对，文中另有写明的请引用原文，提前的在 reading 中说明",
        "the inferred due {due} is not the document's horizon, {horizon}; check it, cite the words that say so, or explain an earlier one in reading",
    ),
    "kind-twice": ("applies_to 中重复列出{kind}；请删去一个", "applies_to lists {kind} twice; take one out"),
    "kind-above-document": (
        "文件适用于区划 {region}，不能约束其上一级的{kind}；请从 applies_to 中删去",
        "a document of region {region} cannot bind a {kind} above it; take the kind out of applies_to",
    ),
    "figure-passed-over": (
        "所引原文写明“{figure}”，规则却用推定的“{bound}”；请改用原文的数值，或另引原文",
        "the cited wording says “{figure}” and the rule uses an inferred “{bound}”; use the figure of the text, or cite other words",
    ),
    "obligation-against-word": (
        "原文用“{word}”，obligation 却为 {obligation}；请核对是否应为 {fitting}",
        "the wording says {word}, and obligation is {obligation}; check whether it should be {fitting}",
    ),
    # verify
    "no-such-clause": (
        "原文（{source}）中没有条款“{clause}”[[；引文在“{found}”]]；请核对条款号",
        "{source} has no clause “{clause}”[[; the wording stands in “{found}”]]; check the clause",
    ),
    "wording-in-other-clause": (
        "“{wording}”不在“{clause}”，而在“{found}”；请改正条款号",
        "“{wording}” does not stand in “{clause}” but in “{found}”; correct the clause",
    ),
    "bare-set-aside": (
        "set_aside 中的“{wording}”过短，会把各处相同的数字一并带过；请引用所在的整个短语",
        "“{wording}” in set_aside is too short, and would excuse equal figures anywhere; cite the phrase that it stands in",
    ),
    "ambiguous-set-aside": (
        "set_aside 中的“{wording}”在原文出现 {number} 次，所指不一；请引用更长的短语",
        "“{wording}” in set_aside stands {number} times in the text, in different phrases; cite a longer one",
    ),
    "head-not-in-source": (
        "原文（{source}）中没有 {key} 所写的“{value}”；请核对",
        "{source} does not have {value}, which {key} says; check it against the source",
    ),
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

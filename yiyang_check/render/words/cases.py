"""What is wrong with the cases beside a rule, and which case is lacking."""

from __future__ import annotations

CASES: dict[str, tuple[str, str]] = {
    "case-differs": (
        "规则“{rule}”的案例写作 {expected}，实际判为 {found}（{reason}）；请核对案例的数值，或核对规则",
        "the case of “{rule}” says {expected}, but the engine finds {found} ({reason}); check its values, or the rule",
    ),
    "case-before-issue": (
        "规则“{rule}”的案例按 {as_of} 判定，而文件 {issued} 才印发；请将 as_of 改为印发日或其后",
        "the case of “{rule}” is judged on {as_of}, but the document was issued on {issued}; give an as_of on or after that day",
    ),
    "case-of-other-kind": (
        "规则“{rule}”不适用于 {kind}；案例的 kind 应为 {known}",
        "“{rule}” does not apply to {kind}; the kind of a case must be one of: {known}",
    ),
    "mutant-survived": (
        "规则“{rule}”：{change}[[（即 {reads}）]]，没有案例能察觉[[；请补一例：{case}]]",
        "“{rule}”: no case notices it when {change}[[ (so that it reads {reads})]][[; add this case: {case}]]",
    ),
    "mutant-changed": ("将 {was} 改为 {now}", "{was} becomes {now}"),
    "mutant-member": ("删去其中的 {was}", "{was} is dropped from its list"),
    "mutant-when": ("删去条件 when: {was}", "its condition when: {was} is dropped"),
    "mutant-tier": ("删去一档 {was}", "the tier {was} is dropped"),
    "mutant-due": ("删去时限 due: {was}", "its due date {was} is dropped"),
}

"""Complaints about rule files and the catalogue, and what the tools that care for them say."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "not-a-predicate": (
        "无法识别的条件[[“{text}”]]；可写：指标 >= 80%、101 <= beds <= 200、是否类指标、not 指标，或 {all: […]}、{any: […]}",
        "not a predicate[[: “{text}”]]; write METRIC >= 80%, 101 <= beds <= 200, a flag, not FLAG, {all: […]} or {any: […]}",
    ),
    "unknown-metric-in-rule": ("指标目录中没有“{name}”[[；是否为：{nearest}？]]", "the catalogue has no metric “{name}”[[; did you mean {nearest}?]]"),
    "bare-metric": ("“{name}”不是是否类指标，须与数值比较", "“{name}” is not a flag; compare it with a quantity"),
    "flag-compared": ("“{name}”是是否类指标，直接写名称或 not 名称", "“{name}” is a flag; write it alone, or not {name}"),
    "bound-needs-date": ("“{metric}”须与日期比较，“{text}”不是日期", "“{metric}” is compared with a date; “{text}” is none"),
    "bound-needs-percent": ("“{metric}”须与百分比比较，请写成 80%，而不是“{text}”", "“{metric}” is compared with a percentage; write 80%, not “{text}”"),
    "bound-unreadable": ("“{text}”不是“{metric}”可比较的数值", "“{text}” is no quantity that “{metric}” can be compared with"),
    "no-catalogue": ("{file} 不是指标目录（应有 metrics）", "{file} is not a metric catalogue (metrics: …)"),
    "derive-circle": ("“{name}”的 derive 绕回自身；请修改", "derive of “{name}” leads back to itself; change it"),
    "name-of-two": ("名称“{name}”同时指 {owner} 和 {other}", "the name “{name}” means both {owner} and {other}"),
    "share-of-what": ("“{name}”的 part、whole 应为计数类指标，且描述相同的对象", "part and whole of “{name}” must be counts that describe the same subjects"),
    "key-does-not-fit": ("“{name}”（{kind}）的 {key} 不合适：缺少或多余", "{key} of “{name}” ({kind}) is lacking or out of place"),
    "no-document": ("{file} 不是规则文件（应有 document 和 rules）", "{file} is not a rule file (document: …, rules: …)"),
    "require-or-tiers": ("一条规则须有 require 或 tiers，且只有其一", "a rule has either require or tiers"),
    "no-such-rules": ("没有这个规则文件或文件夹；--rules 后可写路径或 shipped", "no such rule file or folder; --rules takes a path, or shipped"),
    "metric-redefined": (
        "“{name}”在另一份指标目录中已有，而 {keys} 不同；请另取名称，或改为一致",
        "another catalogue of this run has “{name}” with a different {keys}; give this one another id, or make them agree",
    ),
    "no-documents": (
        "没有规则文件；--rules 后应为规则文件（*.yaml），或含有规则文件的文件夹",
        "no rule files here; --rules takes rule files (*.yaml), or folders that hold some",
    ),
    "rule-twice": ("规则“{id}”重复，首次出现在第 {first} 行；请改用另一编号", "rule “{id}” stands twice, first on line {first}; give one another id"),
    "document-twice": ("文件“{id}”有两份（另一份：{other}）；请删去其一", "document “{id}” stands twice (the other: {other}); remove one"),
    "unknown-successor": ("superseded_by 所指的“{id}”不在规则中", "superseded_by names “{id}”, which is not among the documents"),
}

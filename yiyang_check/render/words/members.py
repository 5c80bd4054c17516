"""What is said of members and roll-up, of rosters gathered into regions, and of waivers."""

from __future__ import annotations

MEMBERS: dict[str, tuple[str, str]] = {
    "named": ("{names}[[等 {count} 家]]", "{names}[[ and others, {count} in all]]"),
    # the list of members
    "institution-with-members": (
        "“{name}”是机构，不能有成员单位（members）；请将成员列在所在区县之下，或核对类型",
        "“{name}” is an institution and has no members; list them under their district, or check the kind",
    ),
    "member-not-below": (
        "成员“{name}”（{kind}）不在“{parent}”（{above}）的下一级；请核对类型或移出 members",
        "member “{name}” ({kind}) is not below “{parent}” ({above}); check the kind, or take it out of members",
    ),
    "member-outside": (
        "成员“{name}”的区划代码 {code} 不在“{parent}”（{region}）之内；请核对代码或移出 members",
        "member “{name}” has region code {code}, outside “{parent}” ({region}); check the code, or take it out of members",
    ),
    "member-of-other-date": (
        "成员“{name}”的数据截止期 {given} 与“{parent}”的 {wanted} 不同，不能汇总；请按同一日期报送，或用 --as-of 指定",
        "the data of member “{name}” are of {given}, those of “{parent}” of {wanted}, and do not add up; submit one date, or give --as-of",
    ),
    "subject-twice": (
        "“{name}”在同一截止期报送了两次（另一处：{first}），两份都已核对并计入汇总；请删去其一",
        "“{name}” was submitted twice for one date (also at {first}); both were judged and both count; remove one",
    ),
    "member-twice": (
        "成员“{name}”[[（{id}）]]在 members 中重复，首次出现在 {first}；请删去其一，同名的不同机构请填 id",
        "member “{name}”[[ ({id})]] stands twice, first at {first}; remove one, or give an id to each where they are two of one name",
    ),
    "members-within-member": (
        "“{other}”与其区划内的 {members}同为成员，合计时可能重复；请将后者列在前者之下",
        "“{other}” is a member beside {members} within it, which sums may count twice; list these under the former",
    ),
    "zones-beside-districts": (
        "{zones}没有法定区划代码，可能已计入其所在区县，与 {districts}一并汇总时可能重复；请核对",
        "{zones}: without a region code of their own, they may already be counted in the district they lie in, beside {districts}; check for doubles",
    ),
    "regions-silent": ("“{name}”下列地区未报送：{regions}；汇总不含这些地区", "not submitted within “{name}”: {regions}; the roll-up is without them"),
    # what members add up to
    "members-contradict-count": (
        "“{metric}”填报 {given}，而成员为 {number} 家，成员不全，不作汇总",
        "“{metric}” was submitted as {given}, but there are {number} among the members: the list is not that of the region and is not rolled up",
    ),
    "differs-from-members": (
        "填报 {given}，而成员汇总为：{rolled}；按填报值判定，请核对",
        "submitted as {given}, but the members give {rolled}; the submitted figure judges, check both",
    ),
    "share-differs-from-members": (
        "“{metric}”填报 {given}，而成员汇总为 {rolled%}；按填报值判定，请核对",
        "“{metric}” was submitted as {given}, but the members give {rolled%}; the submitted figure judges, check both",
    ),
    "members-lack": ("成员缺少“{metrics}”：{members}", "members that lack “{metrics}”: {members}"),
    "members-invalid": ("成员的“{metric}”数据有误，不能汇总：{members}", "“{metric}” cannot be rolled up from invalid data of {members}"),
    "members-misplaced": ("不能汇总，成员有误：{members}", "not rolled up, because of members that do not belong: {members}"),
    "no-fitting-member": ("成员中没有可汇总的{kinds}", "there is no member to roll it up from ({kinds})"),
    "one-origin": (
        "分子、分母须同源，“{metric}”不由成员汇总补齐",
        "part and whole must be of one origin, so that “{metric}” is not filled in from members",
    ),
    "rolled-up": ("“{metric}”由 {count} 个成员汇总", "“{metric}” is rolled up from {count} members"),
    "rolled-up-in-part": (
        "“{name}”有 {count} 个下级地区未报送，汇总不含其数据",
        "{count} regions within “{name}” have not submitted and are not in the roll-up",
    ),
    # rosters
    "not-in-a-region": (
        "“{name}”的区划代码 {code} 不属于任何{kind}，未并入汇总；请填到区县一级",
        "“{name}” has region code {code}, which lies in no {kind}, and is in no roll-up; give its district's code",
    ),
    "help-roll-up": (
        "将各单位按区划代码汇总为 district、city 或 province，作为另一报送单位一并核对。",
        "Gather the submissions by region code into a district, city or province each, judged as a subject of its own.",
    ),
    # waivers
    "help-waivers": (
        "豁免清单（YAML 或 CSV）：rule、subject、reason、approved_by、expires。",
        "A list of waivers (YAML or CSV): rule, subject, reason, approved_by, expires.",
    ),
    "waived": (
        "已豁免至 {expires}（{approved_by}）：{reason}",
        "waived until {expires} ({approved_by}): {reason}",
    ),
    "waiver-expired": (
        "豁免已于 {expires} 到期（{approved_by}：{reason}）",
        "the waiver expired on {expires} ({approved_by}: {reason})",
    ),
    "no-waivers": (
        (
            "文件中没有豁免清单；YAML、JSON 应写 waivers: [{rule, subject, reason, approved_by, expires}]，"
            "CSV 应有表头 rule、subject、reason、approved_by、expires，或条款、单位、事由、批准单位、到期日"
        ),
        (
            "there is no list of waivers here; YAML and JSON need waivers: [{rule, subject, reason, approved_by, expires}], "
            "CSV the headings rule, subject, reason, approved_by, expires"
        ),
    ),
    "waivers-format": (
        "豁免清单不读工作簿；请另存为 CSV（表头：条款、单位、事由、批准单位、到期日），或写成 YAML、JSON",
        "a list of waivers is not read from a workbook; save it as CSV (headings: rule, subject, reason, approved_by, expires), or write YAML or JSON",
    ),
    "bad-expires": ("豁免的到期日“{text}”不是日期；请写成 2020-12-31", "the waiver's expires “{text}” is not a date; write it as 2020-12-31"),
    "waiver-of-unknown-rule": (
        "豁免所指的条款“{rule}”不存在[[；是否为：{nearest}？]]",
        "the waiver names a rule “{rule}” that does not exist[[; did you mean {nearest}?]]",
    ),
    "waiver-of-unknown-subject": (
        "豁免所指的单位“{subject}”不在报送数据中[[；是否为：{nearest}？]]",
        "the waiver names a subject “{subject}” that is not among the submissions[[; did you mean {nearest}?]]",
    ),
    "waiver-of-two-subjects": (
        "豁免所指的单位“{subject}”有 {count} 个（{places}）；请改填统一社会信用代码（id）",
        "the waiver's subject “{subject}” is {count} subjects ({places}); name it by its id",
    ),
    "waiver-twice": (
        "“{subject}”的 {rule} 有两项豁免，本项不起作用，以 {other} 处到期较晚的为准；请删去本项",
        "“{subject}” has two waivers of {rule}; the one at {other}, which expires later, counts and this one does not: remove it",
    ),
    "expired-waiver": (
        "“{subject}”的 {rule} 的豁免已于 {expires} 到期；请续批或删去",
        "the waiver of {rule} for “{subject}” expired on {expires}; renew or remove it",
    ),
    "expiring-waiver": (
        "“{subject}”的 {rule} 的豁免将于 {expires} 到期（自数据截止期起 {days} 天）；请及时续批",
        "the waiver of {rule} for “{subject}” expires on {expires}, {days} days after the date of the data; renew it in time",
    ),
    "unneeded-waiver": (
        "“{subject}”的 {rule} 不需要豁免[[（{status}）]]；请核对，或删去",
        "“{subject}” needs no waiver of {rule}[[ ({status})]]; check or remove it",
    ),
}

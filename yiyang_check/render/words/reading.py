"""Complaints about what was submitted: what is wrong, and what to do."""

from __future__ import annotations

READING: dict[str, tuple[str, str]] = {
    # files
    "cannot-read": ("无法读取文件（{cause}）；请核对路径和权限", "cannot read the file ({cause}); check its path and permissions"),
    "named-pipe": (
        "是命名管道，可能一直等不到数据；请用 - 从标准输入读取",
        "this is a named pipe, which may wait for ever; read it from standard input with -",
    ),
    "os-absent": ("文件不存在", "no such file"),
    "os-forbidden": ("没有权限", "permission denied"),
    "os-folder": ("是文件夹", "it is a folder"),
    "os-full": ("磁盘已满", "the disk is full"),
    "os-read-only": ("只读的文件系统", "the file system is read-only"),
    "os-name-too-long": ("文件名过长", "the name is too long"),
    "os-other": ("{text}", "{text}"),
    "too-large": (
        "文件超过 {limit} MiB；请拆分，或用 --max-size 提高上限",
        "the file is larger than {limit} MiB; split it, or raise the limit with --max-size",
    ),
    "not-text": ("不是 UTF-8 或 GB18030 文本；请另存为 UTF-8 编码", "neither UTF-8 nor GB18030 text; save it as UTF-8"),
    "encoding": ("按 {encoding} 编码读取", "read as {encoding}"),
    "empty-folder": ("文件夹中没有可读的报送文件（{suffixes}）", "no submission ({suffixes}) in this folder"),
    "no-submission": ("文件中没有报送数据；至少应有 as_of、subject 和 metrics", "nothing is submitted here; a file needs at least as_of, subject and metrics"),
    # YAML
    "yaml-syntax": (
        "YAML 格式有误（{problem}）；以 - > % * @ 开头的值，以及花括号内含半角逗号的值，应加引号",
        "not valid YAML ({problem}); quote a value that begins with - > % * @, or that holds a comma inside {}",
    ),
    "yaml-character": ("含有 YAML 不允许的字符 {character}；请删除", "the character {character} is not allowed in YAML; remove it"),
    "too-deep": ("嵌套超过 {limit} 层；请检查缩进和括号", "nested deeper than {limit} levels; check indentation and brackets"),
    "too-many-entries": (
        "内容过多（逗号、冒号、横线和括号合计，或行数，超过 {limit}）；请拆成几个文件，或改用表格",
        "too much stands here (more than {limit} commas, colons, dashes and brackets together, or lines); split the file, or submit a table",
    ),
    "too-many-faults": (
        "本文件已有 {limit} 处错误，此处以后不再读取；请先核对文件格式",
        "this file has {limit} faults already, and is not read from here on; check its form first",
    ),
    "too-many-keys": ("一处的键超过 {limit} 个；请核对，清单应写成列表", "more than {limit} keys in one mapping; a list of subjects is written with -"),
    "too-many-aliases": ("别名（*）展开后过大；请直接写出内容", "aliases (*) unfold to too much; write the content out"),
    "tag-refused": ("不接受标签 {tag}；请直接写值", "the tag {tag} is refused; write the value alone"),
    "merge-refused": ("不接受合并键 <<；请逐项写出", "the merge key << is refused; write each key out"),
    "key-not-text": ("键应为文字", "a key must be a text"),
    "duplicate-key": ("“{key}”重复，首次出现在第 {first} 行；请删去其一", "“{key}” stands twice, first on line {first}; remove one"),
    # structure
    "unknown-key": (
        "没有“{key}”这一项[[；可用：{nearest}]]",
        "there is no key “{key}”[[; possible: {nearest}]]",
    ),
    "cut-by-comma": (
        "“{key}”像是被半角逗号截断的后半句；花括号内含半角逗号的文字应加引号",
        "“{key}” looks like the rest of a text cut by a comma; quote a text with a comma inside {}",
    ),
    "missing-key": ("缺少“{key}”；请补上", "“{key}” is missing; add it"),
    "bad-value": ("“{key}”的值不可用，应为 {expected}", "the value of “{key}” cannot be used; expected {expected}"),
    "expected-one-of": ("{words} 之一", "one of {words}"),
    "expected-list": ("列表", "a list"),
    "expected-date": ("日期（如 2020-12-31）", "a date (2020-12-31)"),
    "expected-mapping": ("“名称: 值”的形式", "keys with values"),
    "expected-text": ("一个文字值", "one text"),
    "not-a-list": ("“{key}”应为列表", "“{key}” must be a list"),
    "not-a-mapping": ("“{key}”应为“名称: 值”的形式", "“{key}” must be keys with values"),
    "not-a-text": ("“{key}”应为一个文字值", "“{key}” must be one text"),
    "text-too-long": ("“{key}”超过 {limit} 个字符；请缩短", "“{key}” is longer than {limit} characters; shorten it"),
    "not-a-submission": ("此处应为一份报送数据（as_of、subject、metrics）", "a submission (as_of, subject, metrics) is expected here"),
    # subjects
    "no-as-of": ("缺少数据截止期；请填 as_of（如 as_of: 2020-12-31），或用 --as-of 指定", "no as_of; write for example as_of: 2020-12-31, or give --as-of"),
    "bad-as-of": ("数据截止期“{text}”不是日期；请填日期（如 2020-12-31）", "as_of “{text}” is not a date; write it as 2020-12-31"),
    "as-of-overridden": ("数据截止期 {given} 已按命令行改为 {used}", "as_of {given} was overridden by the command line: {used}"),
    "unknown-kind": (
        "类型“{text}”无法识别；可用：省、市、区县、养老机构、医院、基层医疗卫生机构",
        "unknown kind “{text}”; possible: province, city, district, care_home, hospital, primary_care",
    ),
    "bad-region-code": ('区划代码“{code}”应为六位数字（GB/T 2260），如 "320102"', 'region code “{code}” must have six digits (GB/T 2260), such as "320102"'),
    "unknown-region": ("没有区划代码“{code}”；请按 GB/T 2260 核对", "there is no region code “{code}”; check it against GB/T 2260"),
    "region-not-listed": (
        "区划代码 {code}（{province}）不在已收录的区划表中，按代码前缀判定",
        "region code {code} ({province}) is not in the list of regions; its prefix decides",
    ),
    "kind-and-region": (
        "类型为“{kind}”，而区划代码 {code} 属于“{level}”一级；两者应一致",
        "the kind is {kind}, but region code {code} is that of a {level}; the two must be of one level",
    ),
    "institution-above-district": ("机构应填所在区县的区划代码，{code} 高于区县一级", "an institution carries its district's code; {code} is above a district"),
    # names
    "unknown-metric": ("没有名为“{name}”的指标[[；是否为：{nearest}？]]", "no metric is called “{name}”[[; did you mean {nearest}?]]"),
    "metric-twice": (
        "“{name}”与第 {first} 行重复填报同一指标（{metric}）；请删去其一",
        "“{name}” gives a metric ({metric}) already given on line {first}; remove one",
    ),
    "given-twice": ("同一指标填报了两次；请只留一处", "given twice; keep one"),
    "metric-of-other-kind": ("“{metric}”不适用于{kind}，未采用；请核对", "“{metric}” does not describe a {kind}, and was not used; check it"),
    "not-a-value": ("“{metric}”应为一个值", "“{metric}” must be one value"),
    # quantities
    "too-long": ("“{text}”超过 {limit} 个字符，不是数值；请只填一个数", "“{text}” is longer than {limit} characters and no quantity; write one number"),
    "not-a-flag": ("“{text}”不是“是”或“否”（{metric}）；请填 是/否 或 true/false", "“{text}” is neither yes nor no ({metric}); write true or false"),
    "milestone-needs-date": (
        "“{metric}”应填完成日期（如 2017-12-31）；尚未完成的填“否”",
        "“{metric}” asks for the date of completion (2017-12-31), or false while it is not done",
    ),
    "not-a-date": ("“{text}”不是日期；请填日期（如 2017-12-31 或 2017年12月）", "“{text}” is not a date; write 2017-12-31 or 2017-12"),
    "not-a-grade": ("“{text}”不是等级（{metric}）；请填 0、1、2、3 或 一级、二级、三级", "“{text}” is not a grade ({metric}); write 0, 1, 2 or 3"),
    "not-a-percentage": (
        "“{text}”不是百分比（{metric}）；请填百分比（如 82%），或分别填报分子、分母",
        "“{text}” is not a percentage ({metric}); write one (such as 82%), or submit the two counts",
    ),
    "share-needs-percent": (
        "占比“{text}”未带百分号，含义不明（{metric}）；如为百分之{hint}，请写 {hint}%",
        "the share “{text}” lacks a per cent sign ({metric}); if {hint} per cent is meant, write {hint}%",
    ),
    "perhaps-a-ratio": (
        "“{text}”填在百分数处，按 {text}% 计（{metric}）；如为百分之{hint}，请写 {hint}",
        "“{text}” stands where percentages do and is read as {text}% ({metric}); if {hint} per cent is meant, write {hint}",
    ),
    "above-100": ("占比“{text}”超过 100%（{metric}）；请核对", "the share “{text}” is above 100% ({metric}); check it"),
    "not-a-number": (
        "“{text}”不是可用的数值（{metric}）；请只填一个数，如 1200 或 23.8万",
        "“{text}” is not a number ({metric}); write one number, such as 1200 or 23.8万",
    ),
    "scale-twice": (
        "“{text}”与单位“{unit}”都带有万或亿（{metric}）；请只写一处",
        "both “{text}” and its unit “{unit}” carry 万 or 亿 ({metric}); write it once",
    ),
    "word-for-number": (
        "“{text}”不是数（{metric}）；没有的填 0，未统计的留空",
        "“{text}” is no number ({metric}); write 0 for none, leave it empty if unknown",
    ),
    "negative": ("“{text}”为负数（{metric}）；请核对", "“{text}” is negative ({metric}); check it"),
    "not-whole": ("“{text}”不是整数（{metric}）；请核对", "“{text}” is not a whole number ({metric}); check it"),
    "letter-for-digit": (
        "“{text}”中有字母 O、l 或 I，应为数字 0 或 1（{metric}）；请改正（是否应为 {hint}？）",
        "“{text}” has a letter O, l or I where a digit belongs ({metric}); correct it, perhaps to {hint}",
    ),
    "wrong-unit": (
        "单位“{unit}”与“{metric}”的单位（{wanted}）不符；请核对",
        "the unit “{unit}” is not that of “{metric}” ({wanted}); check it",
    ),
    "rounded-figure": ("“{metric}”填报的是约数 {text}", "“{metric}” was submitted as a rounded figure, {text}"),
}

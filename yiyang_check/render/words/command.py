"""The command line's own words: help, usage errors, progress."""

from __future__ import annotations

COMMAND: dict[str, tuple[str, str]] = {
    # help
    "help-top": (
        "按医养结合政策文件的条款核对报送数据：是否达标，差多少，依据哪一条。",
        "Judge submitted metrics against policy documents on integrated medical and elderly care.",
    ),
    "help-version": ("显示版本号并退出。", "Show the version and exit."),
    "help-report": (
        """核对报送数据并给出达标情况表。

退出码：0 无约束性条款未达标；1 有约束性条款未达标；2 用法、文件或数据有错误；3 约束性条款缺数据，或没有适用的条款。""",
        """Judge submissions and print the compliance table.

Exit codes: 0 no binding rule unmet; 1 a binding rule is not met; 2 wrong usage, unreadable input or errors in the data;
3 a binding rule lacks data, or no rule is in scope.""",
    ),
    "help-files": (
        "报送数据文件（YAML、JSON、CSV、Excel）或文件夹；- 表示标准输入。",
        "Submissions (YAML, JSON, CSV, Excel), or folders of them; - is standard input.",
    ),
    "help-format": ("输出格式：{formats}。", "Format of the output: {formats}."),
    "help-output": (
        "另存为文件，可重复；格式由后缀（{suffixes}）决定，或写作 格式:文件。",
        "Also write a file, repeatable; the suffix says its format ({suffixes}), or FORMAT:FILE does.",
    ),
    "help-rules": (
        "以该规则文件或文件夹代替内置文件，可重复；shipped 表示保留内置文件。",
        "Rule files to use instead of the shipped ones, repeatable; `shipped` keeps those.",
    ),
    "help-only": ("只用该文件（文件 id）的条款，可重复。", "Only this document (its id), repeatable."),
    "help-against": ("不论地区，按该文件核对，可重复。", "Judge against this document whatever the region, repeatable."),
    "help-as-of": ("以该日期为数据截止期，代替数据中所填。", "The date of the data, overriding what was submitted."),
    "help-kind": ("数据未填类型时的类型。", "The kind of subject where the data do not say."),
    "help-region": ("数据未填区划代码时的代码。", "The region code where the data do not say."),
    "help-fail-on": ("也计为未达标：should、may、pending，逗号分隔。", "Also count as failed: should, may, pending, separated by commas."),
    "help-allow-missing": ("缺数据不影响退出码。", "Missing data do not affect the exit code."),
    "help-all": ("多个单位时也列出全部条款。", "With many subjects, list every rule."),
    "help-quiet": ("只输出汇总一行。", "Print the summary line alone."),
    "help-max-size": ("单个文件大小上限（MiB）。", "The largest file that is read (MiB)."),
    "help-lang": ("语言。", "Language."),
    # usage
    "usage-error": ("错误：{text}", "Error: {text}"),
    "no-command": ("请给出命令；见 {command} --help", "give a command; see {command} --help"),
    "no-such-option": ("没有选项 {option}；见 {command} --help", "there is no option {option}; see {command} --help"),
    "no-such-command": (
        "没有命令 {text}[[（是否为：{nearest}？）]]；见 {command} --help",
        "there is no command {text}[[ (did you mean {nearest}?)]]; see {command} --help",
    ),
    "option-needs-value": ("{option} 之后应有取值；见 {command} --help", "{option} needs a value; see {command} --help"),
    "option-takes-no-value": ("{option} 不带取值；见 {command} --help", "{option} takes no value; see {command} --help"),
    "option-not-a-number": ("{option} 应为整数；见 {command} --help", "{option} must be a whole number; see {command} --help"),
    "missing-argument": ("缺少 {param}；见 {command} --help", "{param} is missing; see {command} --help"),
    "bad-arguments": ("参数有误（{said}）；见 {command} --help", "{said} See {command} --help"),
    "not-one-of": ("{option} 不能是“{text}”；可用：{possible}", "{option} cannot be “{text}”; possible: {possible}"),
    "not-positive": ("{option} 应为正整数，不能是 {text}", "{option} must be a positive whole number, not {text}"),
    "bad-date-option": ("{option} 的“{text}”不是日期；请填日期（如 2020-12-31）", "{option}: “{text}” is not a date; write it as 2020-12-31"),
    "unknown-suffix": (
        "无法由后缀判断“{file}”的格式；可用后缀：{possible}，或写作 格式:文件（{formats}）",
        "the suffix of “{file}” names no format; possible: {possible}, or FORMAT:FILE ({formats})",
    ),
    "not-an-output": ("“{text}”不是可用的输出；写作 格式:文件，格式为 {formats}", "“{text}” is no output; write FORMAT:FILE, the format one of {formats}"),
    "output-taken": ("不能写入 {file}：该文件是本次读取的文件，或已另有一份输出", "cannot write {file}: this run reads it, or writes another output to it"),
    "nothing-written": (
        "没有可核对的单位，未写入 {files}；原有文件未改动",
        "no subject could be judged, so {files} was not written; an old file is left as it was",
    ),
    "cannot-print": ("无法写到标准输出（{cause}）", "cannot write to standard output ({cause})"),
    "own-fault": (
        "内部错误：程序自身出错（yiyang-check {version}，{place}，{kind}：{text}）；请把本行和所用的命令告知维护者",
        "internal error: this program is at fault (yiyang-check {version}, {place}, {kind}: {text}); send this line and the command to its maintainers",
    ),
    "cannot-write": ("无法写入 {file}（{cause}）；原有文件未改动", "cannot write {file} ({cause}); an old file is left as it was"),
}

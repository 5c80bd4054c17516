"""Complaints about tables (CSV, Excel) and JSON, and the words of their options."""

from __future__ import annotations

TABLES: dict[str, tuple[str, str]] = {
    # JSON
    "json-syntax": ("JSON 格式有误：此处应为{wanted}[[，而写着“{found}”]]", "not valid JSON: {wanted} is expected here[[, and there is “{found}”]]"),
    "json-end": ("文件结尾", "the end of the file"),
    "json-value": ("一个值（文字应加双引号）", "a value (a text stands in double quotes)"),
    "json-key": ("加双引号的键（最后一项之后不能有逗号）", "a key in double quotes (no comma follows the last entry)"),
    "json-colon": ("冒号", "a colon"),
    "json-comma": ("逗号或右括号", "a comma or a closing bracket"),
    "json-quote": ("有结尾引号的文字", "a text with its closing quote"),
    "json-string": (
        "文字中允许的字符（换行写作 \\n，反斜杠写作 \\\\）",
        "a character that a text may hold (write \\n for a line end and \\\\ for a backslash)",
    ),
    # texts
    "unclosed-quote": (
        "引号没有结束（一格至多 {limit} 字），其后的内容未读取；请补上结尾的引号",
        "this quote is never closed (a cell has at most {limit} characters), and nothing after it was read; close it",
    ),
    "table-too-large": (
        "表格过大（至多 {rows} 行，每行至多 {columns} 格、{characters} 字，共至多 {cells} 格）；请拆分，或改用 survey 命令",
        "the table is too large (at most {rows} rows, {columns} cells and {characters} characters a row, {cells} cells in all); split it, or use survey",
    ),
    "long-row": (
        "本行有 {cells} 格，而表头只有 {headings} 格，数据可能错位，未采用；含逗号的数（如 1,200）应加引号，或去掉逗号",
        "this row has {cells} cells and the headings have {headings}; its figures may have slipped and are not used: quote 1,200 or drop its comma",
    ),
    "short-row": (
        "本行只有 {cells} 格，而表头有 {headings} 格，数据可能错位，未采用；请补足分隔符",
        "this row has {cells} cells and the headings have {headings}; its figures may have slipped and are not used: add the separators that are missing",
    ),
    "short-rows": (
        "有 {rows} 行短于表头，所缺各列均未被使用，照常读取",
        "{rows} rows are shorter than the headings; the columns that they lack are not used, and the rows were read",
    ),
    "cell-without-heading": (
        "“{text}”所在的列没有表头，数据可能错位，本行未采用；请核对分隔符，或为该列写上表头",
        "“{text}” stands in a column without a heading; the row may have slipped and is not used: check its separators, or head the column",
    ),
    "cells-without-heading": ("此列有内容而没有表头，未采用", "this column has content and no heading; it was not used"),
    # headings
    "no-headings": (
        "找不到表头；每行一个单位的表应有“{names}”之一，每行一个指标的表应有“{label}”和“{value}”",
        "no headings found; a table with a row for each subject needs one of {names}, one with a row for each metric needs {label} and {value}",
    ),
    "above-not-used": ("表头以上的文字未采用：{texts}", "what stands above the headings was not used: {texts}"),
    "two-rows-of-headings": (
        "表头有两行（“{heading}”下分{below}），不知该用哪一列；请改为一行表头，每个指标只留数据截止期的一列",
        "the headings have two rows (“{heading}” is divided into {below}); write one row, with one column for each metric, that of the date of the data",
    ),
    "heading-over-several": (
        "表头“{metric}”合并在几列之上，不知该用哪一列；请取消合并，每列写各自的表头",
        "the heading “{metric}” is merged over several columns; unmerge it and head each column by itself",
    ),
    "missing-column": (
        "表中没有{what}；请加一列“{heading}”[[，或用 {option} 指定]]",
        "the table has no {what}; add a column “{heading}”[[, or give {option}]]",
    ),
    "subject-column-twice": (
        "“{first}”和“{name}”都是{what}；请删去其一，或用 --ignore-column 忽略其一",
        "“{first}” and “{name}” both give the {what}; remove one, or ignore it with --ignore-column",
    ),
    "metric-column-twice": (
        "“{name}”与 {first} 是同一指标（{metric}），两者都未采用；请删去其一，或用 --ignore-column 忽略其一",
        "“{name}” is the same metric ({metric}) as {first}, and neither was used; remove one, or ignore it with --ignore-column",
    ),
    "like-a-metric": (
        "没有名为“{name}”的指标，但与{nearest}十分相近；请改正，如确为他列，用 --ignore-column 忽略",
        "no metric is called “{name}”, yet it looks much like {nearest}; correct it, or pass it over with --ignore-column",
    ),
    "unknown-bracket": (
        "“{name}”括号内的“{bracket}”不是单位，不能确定就是“{metric}”；请只写指标名称和单位，或用 --ignore-column 忽略",
        "“{bracket}” in “{name}” is no unit, so this may not be “{metric}”; write the metric's name and unit alone, or pass it over with --ignore-column",
    ),
    "nothing-ignored": (
        "--ignore-column 所指的“{name}”不在任何表中[[；表中未采用的有：{names}]]",
        "no table has the column “{name}” of --ignore-column[[; not used in them: {names}]]",
    ),
    "no-workbook-for-sheet": ("--sheet “{sheet}”不起作用：没有读取工作簿", "--sheet “{sheet}” means nothing here: no workbook was read"),
    "columns-not-used": ("不是指标、未采用：{names}[[，另有 {more} 项]]", "no metrics, and not used: {names}[[, and {more} more]]"),
    # subjects
    "role-name": ("名称", "name"),
    "role-id": ("统一社会信用代码", "id"),
    "role-kind": ("类型", "kind"),
    "role-region": ("区划代码", "region code"),
    "role-as-of": ("数据截止期", "date of the data"),
    "missing-fact": ("缺少{what}；请填写[[，或用 {option} 指定]]", "the {what} is missing; fill it in[[, or give {option}]]"),
    "rounded-id": (
        "“{text}”是被表格软件当作数字而丢失了末几位的代码；请把该列设为文本格式后重新填写",
        "“{text}” is a code that a spreadsheet took for a number and rounded; make the column text and enter it again",
    ),
    "no-rows": ("表头以下没有可读的数据行", "there is no row of data below the headings"),
    "total-skipped": ("“{text}”行是合计，不是一个单位，未采用", "the row “{text}” is a total and no subject; it was not used"),
    "footer-skipped": ("“{text}”是表下说明，未采用", "“{text}” is a note below the table; it was not used"),
    # forms
    "no-value-column": (
        "不知哪一列是数据（表头：{headings}）；请把数据截止期的一列标为“{known}”之一",
        "it is not plain which column holds the figures (headings: {headings}); head that of the date of the data with one of {known}",
    ),
    "several-value-columns": (
        "有几列都像是数据（{headings}）；请只留一列，或用 --ignore-column 忽略其余",
        "several columns look like the figures ({headings}); keep one, or ignore the others with --ignore-column",
    ),
    "two-panels": ("左右并列了两栏“{heading}”；请改为上下一栏", "the form has two panels side by side, each with “{heading}”; put them one below the other"),
    "value-without-name": ("“{text}”一行没有指标名称，未采用；请补填名称", "“{text}” stands in a row without a metric's name; it was not used; give its name"),
    "name-from-outside": (
        "表中没有名称，以“{name}”为名；可在表头以上写“{heading}：…”",
        "the table names no subject; it is called “{name}”: write “{heading}：…” above the headings to name it",
    ),
    # workbooks
    "broken-workbook": (
        "不是完好的 Excel 工作簿（{cause}）；请用 Excel 或 WPS 打开后另存为 .xlsx",
        "not a sound Excel workbook ({cause}); open it and save it as .xlsx",
    ),
    "not-a-workbook": (
        "后缀是工作簿，内容却不是；请用 Excel 或 WPS 打开后另存为 .xlsx，或改用 .csv 后缀",
        "the suffix is a workbook's, the content is not; save it as .xlsx, or call it .csv",
    ),
    "old-workbook": ("是旧格式（.xls）；请用 Excel 或 WPS 打开后另存为 .xlsx", "this is the old format (.xls); open it and save it as .xlsx"),
    "other-workbook": ("是 .ods 或 .xlsb 格式；请用 Excel 或 WPS 打开后另存为 .xlsx", "this is an .ods or .xlsb file; open it and save it as .xlsx"),
    "protected-workbook": ("工作簿有密码；请去掉密码后另存", "the workbook has a password; save it without one"),
    "unpacks-too-large": (
        "工作簿解压后超过 {limit} MiB，或超过压缩时的 {times} 倍；请拆分，或用 --max-size 提高上限",
        "the workbook unpacks to more than {limit} MiB, or to {times} times its size; split it, or raise the limit with --max-size",
    ),
    "no-such-sheet": ("没有名为“{sheet}”的工作表；有：{sheets}", "there is no sheet “{sheet}”; there are: {sheets}"),
    "several-sheets": ("有几张工作表含有数据（{sheets}）；请用 --sheet 指定一张", "several sheets hold data ({sheets}); name one with --sheet"),
    "empty-workbook": (
        "可见的工作表都是空的（{sheets}）；可用 --sheet 指定隐藏的工作表",
        "no visible sheet holds anything ({sheets}); name a hidden one with --sheet",
    ),
    "hidden-cells": (
        "工作表“{sheet}”有 {rows} 个隐藏行、{columns} 个隐藏列含有内容，已照常读取",
        "sheet “{sheet}” has {rows} hidden rows and {columns} hidden columns with content; they were read like the others",
    ),
    "formula-without-value": (
        "公式没有计算结果；请用 Excel 或 WPS 打开并保存后再试，或直接填数",
        "the formula has no value; open and save the workbook in a spreadsheet program, or write the number",
    ),
    "cell-error": ("单元格是错误值 {text}；请改正公式，或直接填数", "the cell is an error, {text}; correct its formula, or write the number"),
    "merged-cell": ("“{text}”在合并的单元格中，不知属于哪一行列；请取消合并，逐格填写", "“{text}” stands in a merged cell; unmerge it and fill in each cell"),
    # command line
    "help-sheet": ("工作簿中要读的工作表。", "The sheet of a workbook to read."),
    "help-ignore-column": ("表格中要忽略的列（或指标名称），可重复。", "A column of tables (or a metric's name in a form) to pass over, repeatable."),
    "help-schema-of": ("哪一种：{possible}。", "Of what: {possible}."),
    "progress-judging": ("核对：{done}/{rows} 个单位", "judging: {done}/{rows} subjects"),
    "progress": ("读取 {file}：{done}/{rows} 行", "reading {file}: {done}/{rows} rows"),
    # schema
    "schema-as-of": ("数据截止期，如 2020-12-31", "the date of the data, such as 2020-12-31"),
    "schema-region": ('区划代码（GB/T 2260，六位），如 "320102"', 'region code (GB/T 2260, six digits), such as "320102"'),
    "schema-members": ("下属的机构或地区；未填的区划代码和数据截止期与上级相同", "institutions or regions within; region and date are inherited"),
    "schema-metric": ("{name}（{id}）[[，单位：{unit}]]。{definition}", "{name} ({id})[[, in {unit}]]. {definition}"),
}

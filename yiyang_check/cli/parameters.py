"""Parameters that several commands take."""

from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words

RulePaths = Annotated[list[str], typer.Option("--rules", metavar="PATH", help=words("help-rules"), show_default=False)]
Only = Annotated[list[str], typer.Option("--only", metavar="DOCUMENT", autocompletion=completion.DOCUMENTS, help=words("help-only"), show_default=False)]
Against = Annotated[
    list[str], typer.Option("--against", metavar="DOCUMENT", autocompletion=completion.DOCUMENTS, help=words("help-against"), show_default=False)
]
DataAsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-as-of"))]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", autocompletion=completion.KINDS, help=words("help-kind"))]
Region = Annotated[str | None, typer.Option("--region", metavar="CODE", autocompletion=completion.REGIONS, help=words("help-region"))]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=words("help-sheet"))]
IgnoreColumn = Annotated[list[str], typer.Option("--ignore-column", metavar="NAME", help=words("help-ignore-column"), show_default=False)]
MaxSize = Annotated[int, typer.Option("--max-size", metavar="MIB", help=words("help-max-size"))]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help=words("help-quiet"))]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en", autocompletion=completion.LANGUAGES, help=words("help-lang"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-list-as-of"))]
RuleName = Annotated[str, typer.Argument(metavar="RULE", autocompletion=completion.RULES, help=words("help-rule"), show_default=False)]
MetricName = Annotated[str, typer.Argument(metavar="METRIC", autocompletion=completion.METRICS, help=words("help-metric"), show_default=False)]

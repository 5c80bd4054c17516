"""Parameters that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from yiyang_check.cli.language import words

RulePaths = Annotated[list[str], typer.Option("--rules", metavar="PATH", help=words("help-rules"), show_default=False)]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en", help=words("help-lang"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-list-as-of"))]
RuleName = Annotated[str, typer.Argument(metavar="RULE", help=words("help-rule"), show_default=False)]
MetricName = Annotated[str, typer.Argument(metavar="METRIC", help=words("help-metric"), show_default=False)]

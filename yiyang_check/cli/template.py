"""`yiyang-check template`: a submission to fill in for a region and kind."""

from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, Only, RulePaths


def template(  # noqa: PLR0913 - one parameter an option
    region: Annotated[str, typer.Argument(metavar="REGION", autocompletion=completion.REGIONS, help=words("help-template-region"), show_default=False)],
    kind: Annotated[str, typer.Argument(metavar="KIND", autocompletion=completion.KINDS, help=words("help-template-kind"), show_default=False)],
    *,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help=words("help-template-output"))] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help-template-as-of"))] = None,
    rules: RulePaths = [],  # noqa: B006 - never changed
    only: Only = [],  # noqa: B006
    lang: Lang = "zh",
) -> int:
    """Write a template; 0 where there is something to fill in."""
    from yiyang_check.cli import arguments, screen
    from yiyang_check.cli.language import chosen
    from yiyang_check.diagnostics import Position
    from yiyang_check.engine.scope import rules_in_scope
    from yiyang_check.errors import UsageError
    from yiyang_check.model.submission import Submission
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.render.form import render_form
    from yiyang_check.render.template import Template, render_template

    arguments.language(lang)
    target, given = arguments.template_output(output), arguments.day("--as-of", as_of)
    shelf = read_shelf(rules)
    subject = arguments.subject(region, kind, shelf.regions)
    day = given or screen.today()
    submission = Submission(subject, day, {}, Position("", 1, 1))
    found = tuple(rules_in_scope(shelf.rulebook, submission, arguments.choice(only, (), shelf.rulebook)))
    if not found:
        raise UsageError("no-rules-to-fill", date=day, kind=subject.kind, region=region)
    blank = Template(subject, shelf.regions.full_name(region), day, given, found, shelf.catalogue)
    content = render_form(blank, chosen()) if target is not None and target.suffix.lower() == ".xlsx" else render_template(blank, chosen())
    if target is None:
        screen.write(content)
    else:
        screen.write_whole(target, content)
    return 0

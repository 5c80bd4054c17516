"""`yiyang-check explain`: one rule, and what it makes of one subject."""

from typing import Annotated

import typer

from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import DataAsOf, Kind, Lang, Region, RuleName, RulePaths


def explain(  # noqa: PLR0913 - one parameter an option
    rule: RuleName,
    files: Annotated[list[str], typer.Argument(metavar="[FILE]...", help=words("help-explained-files"), show_default=False)] = [],  # noqa: B006 - never changed
    *,
    subject: Annotated[str | None, typer.Option("--subject", metavar="NAME", help=words("help-subject"))] = None,
    as_of: DataAsOf = None,
    kind: Kind = None,
    region: Region = None,
    rules: RulePaths = [],  # noqa: B006
    lang: Lang = "zh",
) -> int:
    """Explain a rule, alone or on one subject of the files."""
    from yiyang_check.cli import arguments, lookup, screen
    from yiyang_check.cli.language import chosen
    from yiyang_check.engine.explanation import explain as explained
    from yiyang_check.engine.judge import Judge
    from yiyang_check.errors import UsageError
    from yiyang_check.reading.files import read_files
    from yiyang_check.reading.shelf import read_shelf
    from yiyang_check.reading.submission import Defaults, Reader
    from yiyang_check.render.explain import render_explanation
    from yiyang_check.render.provision import provision, render_provision

    arguments.language(lang)
    defaults = Defaults(arguments.kind(kind), region, arguments.day("--as-of", as_of))
    shelf, options = read_shelf(rules), screen.page()
    file, own = lookup.rule(rule, shelf.rulebook)
    shown = provision(file, own, shelf.catalogue, shelf.regions, options)
    if not files:
        if subject is not None:
            raise UsageError("subject-without-file")
        screen.write(render_provision(shown, options))
        return 0
    intake = read_files(files, Reader(shelf.catalogue, shelf.regions, defaults))
    if not intake.submissions:
        screen.complain(intake.complaints, chosen(), intake.texts)
        return 2
    judge = Judge(shelf.rulebook, shelf.catalogue, regions=shelf.regions)
    figures = lookup.subject(subject, [judge.figures(submission) for submission in intake.submissions], judge, (file, own))
    screen.write(render_explanation(shown, explained(judge, file, own, figures), options))
    problems = [*intake.complaints, *figures.submission.problems, *figures.problems()]
    screen.complain(problems, chosen(), intake.texts)
    return 2 if screen.errors(problems) else 0

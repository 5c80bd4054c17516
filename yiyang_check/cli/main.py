"""The program: its commands wired in one place, its errors turned into exit codes."""

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command

from yiyang_check import __version__
from yiyang_check.cli import screen
from yiyang_check.cli.command import Command, Group
from yiyang_check.cli.completion import typed
from yiyang_check.cli.language import chosen, listen, words
from yiyang_check.cli.parameters import Lang
from yiyang_check.errors import InputError, NobodyReads, UsageError

USAGE, BROKEN_PIPE = 2, 141
"""Exit codes beside those of a report; the last is what shells expect of a program that nobody reads."""

_UsageFault: Any = typer.BadParameter.__mro__[1]
"""What typer raises for arguments that it cannot parse; it has no public name of its own."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        screen.write(f"yiyang-check {__version__}\n")
        raise typer.Exit


def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=words("help-version"))] = False,  # noqa: FBT002
    lang: Lang = "zh",
) -> None:
    pass


COMMANDS = {
    "report": "yiyang_check.cli.report:report",
    "explain": "yiyang_check.cli.explain:explain",
    "survey": "yiyang_check.cli.survey:survey",
    "template": "yiyang_check.cli.template:template",
    "diff": "yiyang_check.cli.diff:diff",
    "rules list": "yiyang_check.cli.rules_list:list_rules",
    "rules show": "yiyang_check.cli.rules_show:show_rule",
    "rules lint": "yiyang_check.cli.rules_lint:lint_rules",
    "rules test": "yiyang_check.cli.rules_test:run_cases",
    "rules verify": "yiyang_check.cli.rules_verify:verify_document",
    "rules compare": "yiyang_check.cli.rules_compare:compare_targets",
    "metrics list": "yiyang_check.cli.metrics_list:list_metrics",
    "metrics show": "yiyang_check.cli.metrics_show:show_metric",
    "schema": "yiyang_check.cli.schema:schema",
}
"""Every command, after its group where it has one, and where its function stands; its help is the sentence `help-COMMAND`.

NOTE: their modules do without annotations as texts: typer evaluates each text several times, a twentieth of a completion.
"""


def build(arguments: Sequence[str]) -> Any:
    """The command line; of commands that are not called there is but the name and the help, since each would cost every start."""
    app = typer.Typer(name="yiyang-check", help=words("help-top"), rich_markup_mode=None, cls=Group, pretty_exceptions_enable=False)
    app.callback()(_top)
    groups: dict[str, typer.Typer] = {"": app}
    called = _called(arguments)
    for name in [called] if called else COMMANDS:
        group, _, own = name.rpartition(" ")
        if group not in groups:
            groups[group] = typer.Typer(rich_markup_mode=None, cls=Group)
            app.add_typer(groups[group], name=group, help=words(f"help-{group}-group"))
        module, function = COMMANDS[name].split(":")
        command = getattr(import_module(module), function) if name == called else _uncalled
        groups[group].command(own, cls=Command, help=words(f"help-{name.replace(' ', '-')}"))(command)
    return get_command(app)


def _called(arguments: Sequence[str]) -> str | None:
    """The command that the first words name, before which options may stand."""
    rest = list(arguments)
    while rest[:1] and rest[0].startswith("-"):
        rest = rest[2:] if rest[0] == "--lang" else rest[1:]
    return next((name for name in (" ".join(rest[:2]), " ".join(rest[:1])) if name in COMMANDS), None)


def _uncalled() -> None:
    raise AssertionError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; no traceback reaches a user who gave bad input."""
    screen.prepare_streams()
    given = typed() or list(sys.argv[1:] if arguments is None else arguments)
    listen(given)
    try:
        code = build(given).main(args=given, prog_name="yiyang-check", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except InputError as fault:
        screen.complain(fault.diagnostics, chosen())
    except UsageError as fault:
        _say(words(fault.message.key, **fault.message.facts))
    except _UsageFault as fault:
        _say(_usage(fault))
    except NobodyReads:
        return BROKEN_PIPE
    return USAGE


def _say(text: str) -> None:
    screen.tell(words("usage-error", text=text) + "\n")


_USAGE = {
    "NoSuchOption": "no-such-option",
    "MissingParameter": "missing-argument",
    "BadOptionUsage": "option-needs-value",
    "BadParameter": "option-not-a-number",
    "NoArgsIsHelpError": "no-command",
}
"""Typer's complaints by the names of their classes."""
_QUOTED = re.compile("'([^']*)'")


def _usage(fault: Any) -> str:
    """Typer's complaint, in the run's language where its sort is known."""
    said, param = fault.format_message(), getattr(fault, "param", None)
    named = _QUOTED.findall(said)
    facts = {
        "command": fault.ctx.command_path if fault.ctx else "yiyang-check",
        "said": said,
        "option": getattr(fault, "option_name", None) or (param.opts[0] if param else None),
        "param": (getattr(param, "metavar", None) or param.name) if param else None,
        "text": named[0] if named else None,
        "nearest": named[1:],
    }
    key = _USAGE.get(type(fault).__name__, "bad-arguments")
    if said.startswith("Missing command"):
        key = "no-command"
    if key == "bad-arguments" and said.startswith("No such command"):
        key = "no-such-command"
    if key == "option-needs-value" and "requires" not in said:
        key = "option-takes-no-value"
    return words(key, **facts)

"""yiyang-check: judges submitted metrics against the targets that policy documents set for 医养结合."""

from typing import TYPE_CHECKING

from yiyang_check.judging import judge, load_rules, say, show
from yiyang_check.survey import survey

if TYPE_CHECKING:
    from yiyang_check.diagnostics import Diagnostic, Message, Severity
    from yiyang_check.errors import InputError, UsageError, YiyangError
    from yiyang_check.model.document import Document, Rule, Rulebook, RuleFile
    from yiyang_check.model.figure import Figure
    from yiyang_check.model.report import Report, SubjectReport, Verdict
    from yiyang_check.model.submission import Subject
    from yiyang_check.model.terms import Obligation, Status, SubjectKind
    from yiyang_check.model.value import Amount

__all__ = [
    "Amount",
    "Diagnostic",
    "Document",
    "Figure",
    "InputError",
    "Message",
    "Obligation",
    "Report",
    "Rule",
    "RuleFile",
    "Rulebook",
    "Severity",
    "Status",
    "Subject",
    "SubjectKind",
    "SubjectReport",
    "UsageError",
    "Verdict",
    "YiyangError",
    "__version__",
    "judge",
    "load_rules",
    "say",
    "show",
    "survey",
]
__version__ = "0.1.0"

_TYPES = {
    "diagnostics": ("Diagnostic", "Message", "Severity"),
    "errors": ("InputError", "UsageError", "YiyangError"),
    "model.document": ("Document", "Rule", "RuleFile", "Rulebook"),
    "model.report": ("Figure", "Report", "SubjectReport", "Verdict"),
    "model.submission": ("Subject",),
    "model.terms": ("Obligation", "Status", "SubjectKind"),
    "model.value": ("Amount",),
}
"""Where each public type stands; a module is imported when one of its types is asked for, so that no start-up pays for it."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> type:
        """A public type, from the module where it stands."""
        from importlib import import_module

        for module, names in _TYPES.items():
            if name in names:
                return getattr(import_module(f"yiyang_check.{module}"), name)
        raise AttributeError(f"module 'yiyang_check' has no attribute {name!r}")

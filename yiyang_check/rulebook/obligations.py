"""How strictly a rule binds, held against the words that it cites: 鼓励 is no duty, and 严禁 is a prohibition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yiyang_check.diagnostics import Diagnostic, warning
from yiyang_check.model.document import Rule, RuleFile
from yiyang_check.model.terms import Obligation
from yiyang_check.reading.tree import Mapping, locate
from yiyang_check.rulebook.cases import rules_with_trees
from yiyang_check.rulebook.folding import fold
from yiyang_check.rulebook.wording import BEFORE

_INVITING = re.compile("(?<!不)(?:鼓励|可以|即可)")
_FORBIDDING = re.compile(f"(?:严禁|不得|禁止|禁)(?!{'|'.join(sorted(BEFORE, key=len, reverse=True))})")
"""不得低于80% is a bound and no prohibition."""

_SPEAKS = (
    (_INVITING, (Obligation.SHOULD, Obligation.MAY), (Obligation.MUST,)),
    (_FORBIDDING, (Obligation.MUST_NOT,), (Obligation.MUST, Obligation.SHOULD, Obligation.MAY)),
)
"""Words, the obligations that they speak for, and those that they speak against."""


def obligation_faults(file: RuleFile, top: Mapping) -> Iterator[Diagnostic]:
    """Warnings where a cited wording speaks against a rule's obligation, and no other rule takes up those words."""
    for pattern, fitting, wrong in _SPEAKS:
        taken = [fold(cite.wording).text for rule in file.rules if rule.obligation in fitting for cite in rule.cites]
        for rule, tree in rules_with_trees(file, top):
            word = _word(pattern, rule, taken) if rule.obligation in wrong else ""
            if word:
                fits = [obligation.value for obligation in fitting]
                place = locate(tree, ("obligation",))
                yield warning("obligation-against-word", place, word=word, obligation=rule.obligation.value, fitting=fits)


def _word(pattern: re.Pattern[str], rule: Rule, taken: Sequence[str]) -> str:
    """The first such word of a rule's wordings, without the passages that other rules take up."""
    for cite in rule.cites:
        text = fold(cite.wording).text
        for passage in filter(None, taken):
            text = text.replace(passage, "。")
        if found := pattern.search(text):
            return found[0]
    return ""

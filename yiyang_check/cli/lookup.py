"""What the words of a command line name: a rule, a document, a metric, a region; what does not exist raises UsageError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from yiyang_check.engine.explanation import outside
from yiyang_check.engine.figures import Figures
from yiyang_check.engine.judge import Judge
from yiyang_check.errors import UsageError
from yiyang_check.model.document import Rule, Rulebook, RuleFile
from yiyang_check.model.metric import Catalogue, Metric
from yiyang_check.model.region import Regions
from yiyang_check.reading.names import Names
from yiyang_check.reading.quantity import fold

MOST = 8
"""Names that a hint lists."""


def rule(word: str, rulebook: Rulebook) -> tuple[RuleFile, Rule]:
    """A rule by `document/rule`, or by its own id where only one document has it."""
    known = {file.rule_id(own): (file, own) for file, own in rulebook}
    if word in known:
        return known[word]
    same = [name for name in known if name.rpartition("/")[2] == word]
    if len(same) == 1:
        return known[same[0]]
    if same:
        raise UsageError("ambiguous-rule", text=word, possible=same[:MOST])
    raise UsageError("no-such-rule", text=word, nearest=_nearest_rules(word, known))


def document(word: str, rulebook: Rulebook) -> RuleFile:
    """A document by its id."""
    known = {file.document.id: file for file in rulebook.files}
    if word not in known:
        raise UsageError("no-such-document", text=word, possible=_nearest(word, known) or list(known)[:MOST])
    return known[word]


def metric(word: str, catalogue: Catalogue) -> Metric:
    """A metric by any of its names."""
    names = Names(catalogue)
    found = names.find(word)
    if found is None:
        raise UsageError("no-such-metric", text=word, nearest=names.nearest(word, likeness=0.4))
    return catalogue[found[0]]


def region(word: str, regions: Regions) -> str:
    """A region's code by itself or by its name, in full where several share it."""
    folded = fold(word)
    if len(folded) == 6 and folded.isascii() and folded.isdigit() and folded[:2] in regions.provinces:  # noqa: PLR2004 - digits of a code
        return folded
    named = [code for code, name in regions.names.items() if folded in (name, regions.full_name(code))]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError("ambiguous-region", text=word, possible=[f"{regions.full_name(code)} {code}" for code in named[:MOST]])
    raise UsageError("no-such-region", text=word, nearest=_nearest(word, regions.names.values()))


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(word, list(known), n=3, cutoff=0.5)


def _nearest_rules(word: str, known: Iterable[str]) -> list[str]:
    """Whole ids that look alike, by all of the word or by what stands after its `/`."""
    whole = _nearest(word, known)
    own = {name.rpartition("/")[2]: name for name in known}
    return whole or [own[name] for name in _nearest(word.rpartition("/")[2], own)]


def subject(word: str | None, submitted: Sequence[Figures], judge: Judge, provision: tuple[RuleFile, Rule]) -> Figures:
    """The one subject that a name or an id means; without one, the only subject, or the only one that the rule concerns."""
    everyone = [found for top in submitted for found in _with_members(top)]
    if word is None:
        concerned = [found for found in everyone if outside(judge, *provision, found.submission) is None]
        return _only(concerned or everyone, "ambiguous-subject")
    same = [found for found in everyone if word == found.submission.subject.id]
    same = same or [found for found in everyone if fold(word) == fold(found.submission.subject.name)]
    if not same:
        names = dict.fromkeys(found.submission.subject.name for found in everyone)
        raise UsageError("no-such-subject", text=word, possible=_nearest(word, names) or list(names)[:MOST])
    return _only(same, "same-subject", text=word)


def _with_members(figures: Figures) -> Iterator[Figures]:
    yield figures
    for member in figures.members:
        yield from _with_members(member)


def _only(found: Sequence[Figures], key: str, **facts: str) -> Figures:
    if len(found) == 1:
        return found[0]
    subjects = [one.submission.subject for one in found[:MOST]]
    possible = [own.id or own.name if key == "ambiguous-subject" else own.id or own.region for own in subjects]
    raise UsageError(key, count=len(found), possible=possible, **facts)

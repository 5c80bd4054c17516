"""Submissions sent to another process arrive as they were."""

from __future__ import annotations

from yiyang_check.cli.parcels import Packer, Unpacker
from yiyang_check.model.submission import Submission
from yiyang_check.reading.shelf import Shelf
from yiyang_check.reading.source import Source
from yiyang_check.reading.submission import Reader

REGION = """as_of: 2020-12-31
subject: {{name: 示例区{number}, kind: 区, region: "320102"}}
metrics:
  65岁及以上常住居民数: 23.8万
  养老机构数: {number}0家
  擅自改变养老设施用地用途宗数: many
  纳入经济社会发展规划: 是
members:
  - subject: {{name: 示例养老院{number}, kind: 养老机构}}
    metrics: {{床位数: 120, 医务室: 有}}
---
"""


def test_submissions_arrive_as_they_were(shelf: Shelf) -> None:
    """With their members, places, notes and faults, and whatever batch they come in; what was one value is one again."""
    text = "".join(REGION.format(number=number) for number in range(4))
    sent = Reader(shelf.catalogue, shelf.regions).read(Source("data.yaml", text))
    assert sent[0].members
    assert sent[0].problems
    assert sent[0].entries["residents_65plus"].note
    packer, unpacker = Packer(), Unpacker()
    received = [each for batch in (sent[:3], sent[3:]) for each in unpacker.unpack(packer.pack(batch))]
    assert received == sent
    assert alike(received) == alike(sent)
    assert len(set(alike(sent).values())) > 1


def alike(submissions: list[Submission]) -> dict[str, bool]:
    """For each metric whether the first and the last have one value between them."""
    first, last = submissions[0].entries, submissions[-1].entries
    return {name: first[name].value is last[name].value for name in first}


def test_what_was_sent_once_is_not_sent_again(shelf: Shelf) -> None:
    """Another batch of the same figures is smaller."""
    sent = Reader(shelf.catalogue, shelf.regions).read(Source("data.yaml", REGION.format(number=1)))
    packer = Packer()
    first, second = (len(packer.pack(sent)) for _ in range(2))
    assert second < first - 100

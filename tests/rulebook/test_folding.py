"""Folding makes texts comparable and keeps the way back to each character."""

from __future__ import annotations

from yiyang_check.rulebook.folding import fold


def test_width_white_space_and_private_characters_do_not_count() -> None:
    """Line breaks, every sort of space, U+E004, a zero-width space and full-width forms fold away."""
    assert fold("占比达７０\u3000％\ue004以\n \u2002上\u200b，").text == "占比达70%以上,"


def test_each_character_knows_its_line_and_column() -> None:
    """Places are those of the original, though what stood before was dropped."""
    text = fold("一二\n\n  三 四")
    assert [text.place(index) for index in range(4)] == [(1, 1), (1, 2), (4 - 1, 3), (3, 5)]


def test_one_character_that_becomes_several_leads_back_to_itself() -> None:
    """㎡ folds to m2, both of which stand where ㎡ stood; a combining mark folds with its letter."""
    assert (fold("5㎡好").text, fold("5㎡好").offsets) == ("5m2好", (0, 1, 1, 2))
    assert fold("e\u0301").text == fold("é").text


def test_lines_begin_and_end_where_the_original_breaks() -> None:
    """A break is remembered, also across empty lines; a space is no break."""
    text = fold("甲 乙\r\n\n丙")
    assert [text.begins_line(index) for index in range(3)] == [True, False, True]
    assert [text.ends_line(index) for index in range(3)] == [False, True, True]


def test_nothing_occurs_nowhere_and_overlaps_are_found() -> None:
    """An empty wording has no occurrence; overlapping ones all count."""
    assert list(fold("哈哈哈").occurrences("")) == []
    assert list(fold("哈哈哈").occurrences("哈哈")) == [(0, 2), (1, 3)]

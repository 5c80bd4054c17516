"""The HTML report: its structure, its words, its safety."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from yiyang_check.model.report import Report
from yiyang_check.model.terms import Status
from yiyang_check.model.text import Language
from yiyang_check.render.html import render_html
from yiyang_check.render.options import Options
from yiyang_check.render.safe import harmless

ZH, EN = Options(Language.ZH, "1.2"), Options(Language.EN, "1.2")
OPEN_ENDED = {"td", "th", "tr", "p", "dt", "dd", "option", "li"}
"""Elements whose end HTML lets one leave out."""
EMPTY = {"meta", "input"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Element:
    """An element as parsed: its tag, attributes and text."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> Iterator[Element]:
        """Elements within by tag and attributes (`class_` for a class)."""
        for child in self.children:
            wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
            if (not tag or child.tag == tag) and all(value in (child.attributes.get(key) or "").split(" ") for key, value in wanted.items()):
                yield child
            yield from child.all(tag, **attributes)

    @property
    def whole(self) -> str:
        """The text of the element and of all within, in no order."""
        return self.text + "".join(child.whole for child in self.children)


class Parser(HTMLParser):
    """Builds elements; an end tag that fits nothing open is an error."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self.open = [self.top]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a row or cell ends the one before it."""
        ended = {
            "td": {"td", "th", "p"},
            "th": {"td", "th", "p"},
            "tr": {"td", "th", "tr", "p"},
            "p": {"p"},
            "dt": {"dd", "dt"},
            "dd": {"dt", "dd"},
            "li": {"li"},
        }
        while self.open[-1].tag in ended.get(tag, ()):
            self.open.pop()
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself."""
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, with those within that may be left open."""
        while self.open[-1].tag != tag:
            assert self.open[-1].tag in OPEN_ENDED, f"</{tag}> within <{self.open[-1].tag}>"
            self.open.pop()
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Text belongs to the innermost element."""
        self.open[-1].text += data


def parsed(page: str) -> Element:
    """The page as elements; everything that was opened was closed."""
    parser = Parser(page)
    assert parser.open == [parser.top]
    return parser.top


@pytest.fixture(scope="module")
def page(district: Report) -> Element:
    """The page of one district, in Chinese."""
    return parsed(render_html(district, ZH))


def test_every_verdict_stands_with_its_figures(page: Element) -> None:
    """The row of a rule that is not met holds target, value, gap, what closes it, status, due date, clause and wording."""
    row = next(row for row in page.all("tr", class_="f"))
    cells = [cell.whole for cell in row.children]
    assert cells[1] == "护理型床位占比护理型床位占养老机构床位80%以上"
    assert cells[2:4] == ["≥80%", "79.95%"]
    assert re.fullmatch(r"-0\.05个百分点\s*.*3 张.*13 张\s*", cells[4])
    assert cells[5].strip() == "✗ 未达标"
    assert cells[6] == "2020-12-31*"
    assert re.match(r"二（二）\s*市民政局", cells[7])


def test_the_counts_are_those_of_the_report(page: Element, district: Report) -> None:
    """The tiles say how many verdicts have each status, and there is a row and a cell for each verdict."""
    tiles = [int(tile.children[0].text) for tile in page.all("li", class_="tile")]
    cells = [cell for table in page.all("table", class_="map") for cell in table.all("td") if cell.attributes.get("class") != "count"]
    marks = Counter(cell.attributes.get("class", "p") for cell in cells if cell.whole.strip())
    rows = [row for table in page.all("table", class_="verdicts") for row in table.all("tr") if row.attributes]
    assert tiles == list(district.summary.values())
    assert len(rows) == sum(marks.values()) == sum(tiles)
    assert (marks["f"], marks["a"], marks["n"]) == (1, 1, 1)


def test_a_map_for_each_kind_of_subject(homes: Report) -> None:
    """A heat map has a row a subject and a column a rule; each cell says its status in words."""
    (table,) = parsed(render_html(homes, ZH)).all("table", class_="map")
    heading, *rows = table.all("tr")
    assert [next(row.all("th")).whole for row in rows] == [subject.subject.name for subject in homes.subjects]
    assert all(len(row.children) == len(heading.children) for row in rows)
    assert [cell.text.strip() for cell in rows[1].children[2:]] == ["达标", "未达标", "达标", "达标"]


def test_a_bar_stays_short_of_a_bound_that_is_missed(page: Element) -> None:
    """79.95% against 80% is drawn visibly below the mark of the bound, and 81.25% above it."""
    drawn = {next(row.all("th")).children[0].text: [bar.attributes for bar in row.all("rect")] for row in page.all("tr", class_="f")}
    assert drawn["护理型床位占比"] == [{"width": "78%"}, {"x": "80%"}]
    met = next(row for row in page.all("tr", class_="p") if "社会力量举办医养融合机构占比" in row.whole)
    assert [bar.attributes for bar in met.all("rect")] == [{"width": "82%"}, {"x": "80%"}]


def test_each_verdict_opens_its_clause(page: Element, district: Report) -> None:
    """A row's button opens the card of its rule: document, clause, wording, reading and id."""
    cards = {card.attributes["id"]: card.whole for card in page.all("div", class_="card")}
    for verdict, row in zip(district.verdicts, (row for row in page.all("tr") if "class" in row.attributes and row.children[0].tag == "td"), strict=True):
        card = cards[next(row.all("button")).attributes["popovertarget"]]
        assert verdict.rule_id in card
        assert all(cite.wording in card and cite.clause in card for cite in verdict.rule.cites)
        assert (verdict.rule.reading or "") in card


def test_the_page_can_be_walked_without_eyes(page: Element) -> None:
    """Landmarks, one main heading, each heading of a row with its scope, a count that is announced, names for regions."""
    assert all(list(page.all(tag)) for tag in ("header", "main", "nav", "footer"))
    assert len(list(page.all("h1"))) == 1
    assert {heading.attributes.get("scope") for body in page.all("tbody") for heading in body.all("th")} == {"row"}
    assert [output.attributes["aria-live"] for output in page.all("output")] == ["polite"]
    assert [form.attributes["role"] for form in page.all("form")] == ["search"]
    assert all("aria-label" in region.attributes or "aria-labelledby" in region.attributes for region in page.all(role="region"))
    names = {element.attributes["id"] for element in page.all() if "id" in element.attributes}
    assert {element.attributes["aria-labelledby"] for element in page.all() if "aria-labelledby" in element.attributes} <= names


def test_ids_are_unique_and_links_lead_somewhere(homes: Report) -> None:
    """No id stands twice, and every link and button leads to an element of the page."""
    page = parsed(render_html(homes, ZH))
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    targets = {(link.attributes["href"] or "").removeprefix("#") for link in page.all("a")} | {b.attributes.get("popovertarget") for b in page.all("button")}
    assert len(ids) == len(set(ids))
    assert targets - {None} <= set(ids)


def test_nothing_comes_from_outside(hostile: Report) -> None:
    """No element refers to anything but the page itself, and the policy forbids what might."""
    page = parsed(render_html(hostile, ZH))
    for element in page.all():
        assert not {"src", "srcset", "data", "action", "style", "background", "poster"} & set(element.attributes), element
        assert (element.attributes.get("href") or "#").startswith("#")
    assert not {"link", "img", "iframe", "object", "base", "embed"} & {element.tag for element in page.all()}
    style = next(page.all("style")).text
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_admits_only_what_stands_in_the_page(page: Element) -> None:
    """Style and script run because their digests are named; nothing else may load or run."""
    (policy,) = (meta.attributes["content"] or "" for meta in page.all("meta", http_equiv="Content-Security-Policy"))
    digests = {tag: base64.b64encode(hashlib.sha256(next(page.all(tag)).text.encode()).digest()).decode() for tag in ("style", "script")}
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digests['style']}';" in policy
    assert f"script-src 'sha256-{digests['script']}';" in policy
    assert "unsafe" not in policy


def test_hostile_names_are_shown_harmless(hostile: Report) -> None:
    """Names that hold tags, control and bidirectional characters are text, and each is shown whole."""
    text = render_html(hostile, ZH)
    page = parsed(text)
    assert Counter(element.tag for element in page.all())["script"] == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)
    shown = [next(summary.all("h3")).text for summary in page.all("summary")]
    assert shown == [harmless(subject.subject.name) for subject in hostile.subjects]


def test_problems_stand_with_their_places(hostile: Report) -> None:
    """Each problem is listed with its severity in words, its code and its place."""
    (section,) = parsed(render_html(hostile, ZH)).all("section", id="problems")
    listed = [entry.whole for entry in section.all("li")]
    problems = list(hostile.all_problems)
    assert len(listed) == len(problems)
    assert all(problem.code in line and harmless(str(problem.position)) in line for problem, line in zip(problems, listed, strict=True))
    assert "错误" in listed[0]


def test_english_has_no_chinese_of_its_own(district: Report) -> None:
    """In English only what the documents and the data themselves say is Chinese: wordings, clauses, names."""
    page = parsed(render_html(district, EN))
    assert next(page.all("html")).attributes["lang"] == "en"
    fixed = [*page.all("h2"), *page.all("label"), *page.all("legend"), *page.all("li", class_="tile"), *page.all("caption")]
    fixed += [heading for heading in page.all("th", scope="col") if "data-rule" not in heading.attributes]
    assert len(fixed) > 20
    assert not [element.text for element in fixed if CHINESE.search(element.text.replace("（二）", "")) and element.tag != "caption"]
    assert not CHINESE.search(next(page.all("style")).text)


def test_the_language_is_named(page: Element) -> None:
    """The Chinese page says that it is Chinese."""
    assert next(page.all("html")).attributes["lang"] == "zh-CN"


def test_many_verdicts_leave_the_wording_to_the_cards(homes: Report) -> None:
    """Of very many verdicts each wording stands once, in its rule's card; what is met is listed with its value, the rest has a row; no subject is open."""
    page = parsed(render_html(Report(homes.subjects * 40, homes.problems, homes.catalogue), ZH))
    (wording, *_) = (cite.wording for verdict in homes.verdicts for cite in verdict.rule.cites)
    assert not list(page.all("q"))
    assert sum(wording in quote.whole for quote in page.all("blockquote")) == 1
    assert not [details for details in page.all("details") if "open" in details.attributes]
    met = [entry.text.strip() for part in page.all("div", class_="met") for entry in part.all("li")]
    rows = [row for table in page.all("table", class_="verdicts") for row in table.all("tr") if row.attributes]
    assert (len(met), len(rows)) == (40 * homes.summary[Status.PASS], 40 * (len(list(homes.verdicts)) - homes.summary[Status.PASS]))


def test_everything_is_a_row_where_asked_for(homes: Report) -> None:
    """However many verdicts there are, `everything` gives each its row and its clause."""
    page = parsed(render_html(Report(homes.subjects * 40, homes.problems, homes.catalogue), replace(ZH, everything=True)))
    assert not list(page.all("div", class_="met"))
    assert sum(1 for table in page.all("table", class_="verdicts") for row in table.all("tr") if row.attributes) == 40 * len(list(homes.verdicts))


def test_ten_thousand_verdicts_take_less_than_half(district: Report) -> None:
    """What is the same for every subject is said once: a verdict among very many takes less than half of one among few."""
    many = Report(district.subjects * 100, (), district.catalogue)
    brief, whole = (len(render_html(many, options).encode()) for options in (ZH, replace(ZH, everything=True)))
    assert brief < whole / 2


def test_nobody_to_judge_is_said(homes: Report) -> None:
    """A report without subjects is a page that says so."""
    page = parsed(render_html(Report((), (), homes.catalogue), ZH))
    assert "没有可核对的单位" in next(page.all("section", id="summary")).whole

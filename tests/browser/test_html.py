"""The HTML report in a real browser: filters, sorting, keyboard, no error, no request."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yiyang_check.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)")
HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium with a profile of its own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (the extra dev)")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report on a district and five care homes."""
    return written(tmp_path_factory.mktemp("report") / "report.html", SAMPLES / "nanjing-care-homes-2020.yaml", SAMPLES / "nanjing-xuanwu-2020.yaml")


def written(path: Path, *submissions: Path) -> str:
    """The address of a report that the program wrote."""
    main(["report", *map(str, submissions), "-q", "-o", str(path)])
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, report: str) -> Iterator[Page]:
    """The report, freshly opened."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    opened.goto(report)
    yield opened
    opened.close()


def shown(page: Page) -> list[str]:
    """The titles of the verdicts that are shown, in order."""
    return [button.inner_text() for button in page.locator(".verdicts tbody th > button").all() if button.is_visible()]


def count(page: Page) -> str:
    """What is said of how much is shown."""
    return page.locator("output").inner_text()


def column(table: Locator, number: int) -> list[str]:
    """The texts of one column of a table."""
    return [cell.inner_text().split("\n")[0] for cell in table.locator(f"tbody tr > :nth-child({number})").all()]


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(browser: Browser, report: str, tmp_path: Path, name: str) -> None:
    """Opening a report and using it makes no request beyond the file, no complaint on the console, and no dialogue."""
    address = report if name == "report" else written(tmp_path / "hostile.html", HERE.parent / "render" / "hostile.yaml")
    seen: list[str] = []
    page = browser.new_page()
    page.on("console", lambda said: seen.append(said.text))
    page.on("pageerror", lambda fault: seen.append(str(fault)))
    page.on("dialog", lambda dialogue: seen.append(dialogue.message))
    page.on("request", lambda request: seen.append(request.url) if request.url != address else None)
    page.goto(address)
    page.locator(".map thead button").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="未达标").check()
    page.locator("select[name=order]").select_option("name")
    assert seen == []
    page.close()


def test_a_status_alone(page: Page) -> None:
    """Ticking a status leaves its verdicts, advice with them, hides subjects without one, and says how many are left."""
    assert count(page) == "显示 41 / 41 条结论，6 / 6 个单位"
    page.get_by_role("checkbox", name="未达标").check()
    assert count(page) == "显示 6 / 41 条结论，3 / 6 个单位"
    assert "护理型床位占比" in shown(page)
    assert "养老机构医疗卫生服务全覆盖〔倡导〕" in shown(page)
    assert len(shown(page)) == 6
    assert [row.is_visible() for row in page.locator(".map tbody tr").all()].count(True) == 3


def test_a_kind_and_a_document(page: Page) -> None:
    """Kind and document narrow both verdicts and maps."""
    page.locator("select[name=kind]").select_option("care_home")
    assert count(page) == "显示 20 / 41 条结论，5 / 6 个单位"
    assert [part.is_visible() for part in page.locator(".map").all()] == [False, True]
    page.locator("select[name=document]").select_option("nanjing-2017")
    assert count(page) == "显示 20 / 41 条结论，5 / 6 个单位"


def test_a_text_and_clearing_it(page: Page) -> None:
    """A text finds subjects by name with all their verdicts, and verdicts by any word; clearing shows everything again."""
    page.get_by_label("查找").fill("孝陵卫")
    page.locator("output", has_text="显示 4 ").wait_for()
    page.get_by_label("查找").fill("新建 13 张")
    page.locator("output", has_text="显示 1 ").wait_for()
    assert shown(page) == ["护理型床位占比"]
    page.get_by_label("查找").fill("没有这样的字")
    page.get_by_text("没有符合条件的结论。").wait_for()
    page.get_by_role("button", name="清除筛选").click()
    page.locator("output", has_text="显示 41 ").wait_for()


def test_a_column_sorts_both_ways(page: Page) -> None:
    """A heading sorts its table up, then down, and says so; statuses go by how much they matter."""
    table = page.locator(".verdicts").last
    heading = table.get_by_role("columnheader", name="结论")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert column(table, 6)[:3] == ["✗ 未达标", "△ 未达标", "✓ 达标"]
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert column(table, 6)[-1] == "✗ 未达标"
    table.get_by_role("columnheader", name="序号").get_by_role("button").click()
    assert column(table, 1) == [str(number) for number in range(1, 22)]


def test_subjects_are_put_in_order(page: Page) -> None:
    """The subject that fails most can stand first, in the list and in the map."""
    page.locator("select[name=order]").select_option("unmet")
    assert page.locator(".subject h3").first.inner_text() == "孝陵卫颐养院"
    assert page.locator(".map").last.locator("tbody a").first.inner_text() == "孝陵卫颐养院"
    page.locator("select[name=order]").select_option("report")
    assert page.locator(".subject h3").first.inner_text() == "梅园养老院"


def test_the_keyboard_alone(page: Page) -> None:
    """The first stop skips to the verdicts; Enter on an indicator opens its clause, Escape closes it and gives the focus back."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#verdicts"
    button = page.locator(".verdicts tbody th > button").first
    button.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    card = page.locator(".card:popover-open")
    assert "各级医疗卫生机构和医养融合机构应为" in card.inner_text()
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert page.evaluate("document.activeElement.textContent") == button.inner_text()


def test_a_cell_of_the_map_leads_to_its_verdict(page: Page) -> None:
    """Choosing a cell opens its subject and puts the focus on the verdict."""
    page.get_by_role("button", name="全部收起").click()
    page.locator(".map").first.locator("td.f").click()
    assert page.evaluate("document.activeElement.textContent") == "护理型床位占比"
    assert shown(page)[0] == "医疗机构老年人绿色通道开设率"


def test_without_script_everything_is_there(browser: Browser, report: str) -> None:
    """Without JavaScript all verdicts stand open, clauses open from their buttons, and no dead control is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    assert len(shown(page)) == 41
    assert not page.locator("form").is_visible()
    page.locator(".verdicts tbody th > button").first.click()
    assert page.locator(".card").filter(visible=True).count() == 1
    context.close()


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_sticks_out(browser: Browser, report: str, width: int) -> None:
    """On a telephone as on a screen, the page itself never scrolls sideways."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_on_paper(page: Page) -> None:
    """Printed, the controls are gone, the clauses stand at the end, and all fits the width of A4 across."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1016, "height": 700})
    assert not page.locator("form").is_visible()
    assert page.locator(".card").filter(visible=True).count() == page.locator(".card").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1016
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report on sixty districts, whose subjects are closed at first and whose map takes more than a page."""
    folder = tmp_path_factory.mktemp("crowd")
    sample = (SAMPLES / "nanjing-xuanwu-2020.yaml").read_text("utf-8")
    (folder / "crowd.yaml").write_text("\n---\n".join(sample.replace("南京市玄武区", f"第{number}区") for number in range(60)), "utf-8")
    return written(folder / "crowd.html", folder / "crowd.yaml")


def test_every_subject_is_printed_open(browser: Browser, crowd: str) -> None:
    """Closed on the screen and without JavaScript, each subject's verdicts are on paper all the same."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(crowd)
    assert not page.locator(".verdicts").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".subject .verdicts").filter(visible=True).count() == page.locator(".subject .met").filter(visible=True).count() == 60
    context.close()


def test_a_map_names_its_rules_on_every_page(browser: Browser, crowd: str, tmp_path: Path) -> None:
    """The upright headings of a map stand above its rows on its second page as on its first."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine (Debian: apt-get install poppler-utils)")
    page = browser.new_page()
    page.goto(crowd)
    page.evaluate("document.querySelector('#verdicts').remove()")
    page.pdf(path=tmp_path / "crowd.pdf", prefer_css_page_size=True)
    page.close()
    said = subprocess.run(["pdftotext", "-raw", str(tmp_path / "crowd.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    pages = [page for page in said.split("\f") if "第" in page and "区" in page and "✗" in page]
    assert len(pages) > 2
    assert [page for page in pages[1:] if "街镇社区医养融合机构覆盖率" not in page.replace("\n", "")] == []


def test_of_very_many_what_is_met_is_filtered_too(browser: Browser, crowd: str) -> None:
    """What stands in a list and not in a row is counted, found and hidden like the rest; a cell of the map opens its subject."""
    page = browser.new_page()
    page.goto(crowd)
    assert count(page) == "显示 1260 / 1260 条结论，60 / 60 个单位"
    page.get_by_role("checkbox", name="达标", exact=True).check()
    assert count(page) == "显示 1080 / 1260 条结论，60 / 60 个单位"
    page.get_by_label("查找").fill("第59区")
    page.locator("output", has_text="显示 18 ").wait_for()
    page.locator(".map td:not(.count)").filter(visible=True).first.click()
    assert page.locator(".subject[open] h3").all_inner_texts() == ["第59区"]
    page.close()


CONTRAST = """() => {
  const luminance = (colour) => {
    const linear = (part) => (part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => linear(part / 255));
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
  };
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const ratio = (element) => {
    const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a);
    return (pair[0] + .05) / (pair[1] + .05);
  };
  const says = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("body *:not(script)")].filter((e) => e.checkVisibility() && says(e))
    .filter((e) => ratio(e) < 4.5).map((e) => e.tagName + "." + e.className + " " + ratio(e).toFixed(2) + " " + e.textContent.slice(0, 20));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(browser: Browser, report: str, scheme: str) -> None:
    """In light and dark every text has a contrast of 4.5 to what is behind it (WCAG AA)."""
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type] # parametrised
    page.goto(report)
    assert page.evaluate(CONTRAST) == []
    page.close()

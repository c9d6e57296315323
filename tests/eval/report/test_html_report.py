"""The HTML report: safe, self-contained, complete, worst first, and never a zero for what was not scored."""

import re
from html.parser import HTMLParser

import pytest

from extractor.eval.report import About, Limits, html
from extractor.eval.report.markup import VOID, Html, joined, tag
from extractor.eval.result import Counts, FindingCounts, Measurement, Miss


class Reading(HTMLParser):
    """Reads a page strictly: what opens must close in order; keeps texts, attributes and ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.attributes += [(name, key, value or "") for key, value in attributes]
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self.open.pop() == name

    def handle_data(self, text: str) -> None:
        """Note words that are shown."""
        if self.open and self.open[-1] not in {"style", "script"}:
            self.texts.append(text)

    def values(self, key: str) -> list[str]:
        """Return the values of an attribute wherever it stands."""
        return [value for _, name, value in self.attributes if name == key]


def report(*measured: Measurement, image: bytes | None = None, **options: object) -> str:
    """Return the report of some measurements; every page has the same image."""
    return html(measured, lambda _one, _page: image, **options)


def section(page: str, name: str) -> str:
    """Return one section of the report."""
    return re.search(rf'<section id="{name}">.*?</section>', page, re.DOTALL)[0]


def shown(page: str) -> str:
    """Return the words of a page, as a reader sees them."""
    return " ".join(Reading(page).texts)


def test_markup_escapes_texts_and_keeps_markup() -> None:
    """A text that looks like markup is shown as text, in content and in attributes; only markup of ours stays."""
    made = tag("p", "<b>", joined("&", Html("<i></i>")), None, title='"x"', hidden=True, lang=None)

    assert made == '<p title="&quot;x&quot;" hidden>&lt;b&gt;&amp;<i></i></p>'


def test_nothing_of_a_report_becomes_markup(scan: Measurement, page: bytes) -> None:
    """Names, figures, rows, reasons and titles that look like markup stay words."""
    evil = "<b onclick='x'>\"&"
    misses = tuple(miss.model_copy(update={"row": evil, "got": evil, "path": evil}) for miss in scan.misses)
    names = {"case": evil, "rendering": evil, "reader": evil, "groups": {evil: Counts(wrong=1)}, "misses": misses}
    bad = Measurement(case="x", failed=evil)
    made = report(scan.model_copy(update=names), bad, image=page, about=About(title=evil, when=evil, version=evil))

    assert "<b onclick" not in made
    assert evil in shown(made)
    assert not Reading(made).values("onclick")


@pytest.mark.parametrize("names", [(), ("perfect",), ("locked",), ("scan", "perfect", "locked")])
def test_elements_are_nested(names: tuple[str, ...], page: bytes, request: pytest.FixtureRequest) -> None:
    """Every element is closed in order, also of a report on nothing, and no id is given twice."""
    reading = Reading(report(*(request.getfixturevalue(name) for name in names), image=page))
    ids = reading.values("id")

    assert not reading.open
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_leads_somewhere(scan: Measurement, locked: Measurement, page: bytes) -> None:
    """Each `#…` that is linked to or drawn from is an id of the page."""
    reading = Reading(report(scan, locked, image=page))
    targets = {value[1:] for value in reading.values("href") if value.startswith("#")}

    assert targets
    assert targets <= set(reading.values("id"))


def test_nothing_comes_from_outside(scan: Measurement, page: bytes) -> None:
    """No address of a network, no file beside it: sources are data, links stay inside."""
    made = report(scan, image=page)
    reading = Reading(made)

    assert not re.search(r"https?:|//[a-z]|@import|url\(", re.sub(r"base64,[A-Za-z0-9+/=]+", "", made))
    assert not reading.values("src")
    assert all(value.startswith(("#", "data:image/jpeg;base64,")) for value in reading.values("href"))


def test_the_same_measurements_give_the_same_bytes(scan: Measurement, perfect: Measurement, page: bytes) -> None:
    """Two runs do not differ."""
    assert report(scan, perfect, image=page) == report(scan, perfect, image=page)


def test_what_was_not_scored_is_no_zero(perfect: Measurement) -> None:
    """Texts, sections, places and drafts that nobody scored read 未评; scored faults read 0."""
    nothing = Measurement(case="空")

    assert "未评" in section(report(perfect), "total")
    cells = re.findall(r"<td>(.*?)</td>", section(report(nothing), "total"))
    assert cells[0] == "1"
    assert all("未评" in cell for cell in cells[1:])


def test_a_report_that_failed_counts_as_no_zero(perfect: Measurement, locked: Measurement) -> None:
    """A failed report is told beside the number of reports and leaves the scores as they are."""
    failed = locked.model_copy(update={"rendering": "native"})
    text = shown(section(report(perfect, failed), "total"))

    assert "1 份没能测" in text
    assert "1.000" in text


def test_the_worst_come_first(perfect: Measurement, scan: Measurement, locked: Measurement) -> None:
    """Unreadable ones, then the lowest F1, then the most faults; what is perfect is not among them."""
    half = Measurement(case="丁", figures=Counts(right=1, wrong=1))
    more = Measurement(case="戊", figures=Counts(right=10, wrong=10))
    table = section(report(perfect, scan, half, locked, more), "worst")

    assert re.findall(r"<a [^>]*>(.*?)</a>", table) == [locked.case, more.case, half.case, scan.case]


@pytest.mark.parametrize(
    "faulty",
    [
        {"findings": {"error": FindingCounts(found=0, expected=1)}},
        {"findings": {"warning": FindingCounts(false_alarms=1)}},
        {"verified": 3, "verified_wrong": 1},
    ],
)
def test_a_fault_beside_the_figures_is_told(faulty: dict, perfect: Measurement) -> None:
    """A finding that was missed, a false alarm and a verified figure that is wrong bring a report among the faulty."""
    made = report(perfect.model_copy(update=faulty))

    assert perfect.case in section(made, "worst")
    assert 'id="clean"' not in made


def test_each_miss_is_shown_with_both_sides(scan: Measurement, page: bytes) -> None:
    """Each fault shows its verdict, its field in Chinese, its row, what is right and what was read."""
    text = shown(section(report(scan, image=page), "misses"))

    for words in ("≠ 读错", "⇄ 放错", "＋ 多读", "∅ 漏读", "预算执行情况 › 年度资金总额 › 年初预算数"):
        assert words in text
    for miss in scan.misses:
        assert miss.expected in text
        assert miss.got in text


def test_boxes_are_drawn_on_a_piece_of_the_page(scan: Measurement, page: bytes) -> None:
    """A misread figure has both boxes on one piece; one from far away has a piece for each place."""
    made = section(report(scan, image=page), "misses")
    cards = made.split("<article")[1:]
    frames = [re.findall(r'class="frame (\w+)"', figure) for card in cards for figure in card.split("<figure>")[1:]]

    assert len(cards) == 4
    assert frames[:3] == [["expected", "got"] * 2, ["expected"] * 2, ["got"] * 2]


def test_without_pages_the_words_stand_alone(scan: Measurement) -> None:
    """A text file has no page image; its faults are all listed."""
    made = section(report(scan), "misses")

    assert "<figure>" not in made
    assert made.count("<tr>") == len(scan.misses) + 1


def test_what_is_not_shown_is_counted(scan: Measurement, page: bytes) -> None:
    """Beyond the limits the report says how many have no picture and how many are not listed."""
    made = report(scan, image=page, limits=Limits(pictures=1, listed=2))
    text = shown(section(made, "misses"))

    assert made.count("<article") == 1
    assert section(made, "misses").count("<tr>") == 2 + 1
    assert "另有 3 处只列文字，没有附图；还有 3 处没有列出" in text


def test_hundreds_of_measurements_stay_a_few_megabytes(page: bytes) -> None:
    """Five hundred scans of which nothing was read fit into ten megabytes, and images keep to their budget."""
    missing = tuple(
        Miss(path=f"indicators[{n}].score", verdict="missing", expected=f"{n}分", row=f"第{n}项工作完成率",
             expected_page=1, expected_box=(50.0 + n, 9.0 * n, 70.0 + n, 9.0 * n + 9))
        for n in range(80)
    )  # fmt: skip
    many = [
        Measurement(case=f"报告{n}", rendering="fax150", figures=Counts(missing=80), misses=missing) for n in range(500)
    ]
    made = html(many, lambda one, _page: page + one.case.encode(), limits=Limits(image_bytes=200_000))
    images = "".join(re.findall(r"base64,([^\"]+)", made))

    assert len(made.encode()) < 10_000_000
    assert 0 < len(images) * 3 / 4 < 250_000


def test_an_interval_stands_beside_its_score(perfect: Measurement, scan: Measurement) -> None:
    """The interval is written and drawn; one of reports that are all alike is left out."""
    made = report(scan, perfect, interval=lambda some, _what: (0.6, 0.9) if some[0].rendering == "phone" else (1, 1))

    assert "0.600–0.900" in section(made, "total")
    assert "1.000–1.000" not in made
    assert 'x1="20%" x2="80%"' in section(made, "plot")


def test_readers_are_told_apart_by_name_and_shape(scan: Measurement) -> None:
    """Two readers stand side by side in every table, each with a mark of its own in the plot."""
    made = report(scan, scan.model_copy(update={"reader": "model"}))
    marks = re.findall(r'<path d="([^"]+)" class="mark r(\d)"', section(made, "plot"))

    assert "离线规则" in section(made, "total")
    assert "模型" in section(made, "total")
    assert len(set(marks)) == 2
    assert section(made, "heat").count("<table") == 2


def test_the_summary_parts_documents_from_scans(perfect: Measurement, scan: Measurement) -> None:
    """Documents with characters and pictures of pages have a score each; one that is not there reads 未评."""
    both, alone = (re.findall(r'class="value[^"]*">(.*?)</div>', report(*some)) for some in ((perfect, scan), (scan,)))

    assert [tile.split("<")[0] for tile in both] == ["1.000", "0.667", "1", "25.0%"]
    assert "未评" in alone[0]
    assert "6 个" in shown(report(scan))

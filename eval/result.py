"""What one reader achieved on one rendering of one labelled report, in counts that can be added up.

A share of nothing is `None`, never zero: what was not scored does not pull a mean down.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import Field

from extractor.records.base import Record
from extractor.records.evidence import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

Verdict = Literal["right", "wrong", "missing", "misplaced", "invented", "extra", "neutral"]
Kind = Literal["figure", "text", "section"]


class Counts(Record):
    """Values that a label has and values that a reader gave, told apart by what went wrong."""

    right: int = Field(default=0, title="读对")
    wrong: int = Field(default=0, title="读错", description="位置对，数值或单位不对")
    missing: int = Field(default=0, title="漏读")
    misplaced: int = Field(default=0, title="放错", description="读到了，放进了别的字段")
    invented: int = Field(default=0, title="多读", description="标注里没有")

    def __add__(self, other: Counts) -> Counts:
        """Add up two results."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})

    @property
    def labelled(self) -> int:
        """How many values the label has."""
        return self.right + self.wrong + self.missing + self.misplaced

    @property
    def given(self) -> int:
        """How many values the reader gave."""
        return self.right + self.wrong + self.misplaced + self.invented

    @property
    def precision(self) -> float | None:
        """Right values among the given ones, 0–1; None when none was given."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Right values among the labelled ones, 0–1; None when none is labelled."""
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0–1; None when there was nothing to read and nothing was given."""
        both = self.labelled + self.given
        return 2 * self.right / both if both else None


class Share(Record):
    """A sum of points, each 0–1, over a number of judged things."""

    points: float = Field(default=0.0, title="得分")
    of: int = Field(default=0, title="应得")

    def __add__(self, other: Share) -> Share:
        """Add up two results."""
        return Share(points=self.points + other.points, of=self.of + other.of)

    @property
    def value(self) -> float | None:
        """The mean, 0–1; None when nothing was judged."""
        return self.points / self.of if self.of else None


class FindingCounts(Record):
    """Findings of one severity: ours beside those of a careful person."""

    found: int = Field(default=0, title="查出", description="细心人必报的问题中查出几个")
    expected: int = Field(default=0, title="应查")
    false_alarms: int = Field(default=0, title="误报", description="与成立的等式相抵触")
    unlisted: int = Field(default=0, title="未列", description="标注未列、也不与成立的等式相抵触")

    def __add__(self, other: FindingCounts) -> FindingCounts:
        """Add up two results."""
        return FindingCounts(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})


class Miss(Record):
    """One value that is not right, with what a reader needs to see why."""

    path: str = Field(title="字段")
    verdict: Verdict = Field(title="判定")
    kind: Kind = Field(default="figure", title="类别")
    expected: str = Field(default="", title="应为")
    got: str = Field(default="", title="读作")
    row: str = Field(default="", title="行")
    page: int | None = Field(default=None, title="读自页")
    box: Box | None = Field(default=None, title="读自框", description="页面上的位置，单位磅")
    expected_page: int | None = Field(default=None, title="应在页")
    expected_box: Box | None = Field(default=None, title="应在框", description="页面上的位置，单位磅")


class Measurement(Record):
    """All scores of one cell of the matrix; `failed` says why nothing could be measured."""

    case: str = Field(title="报告")
    rendering: str = Field(default="native", title="样式", description="native 为原文件")
    reader: str = Field(default="rules", title="读法")
    failed: str = Field(default="", title="没能测")
    figures: Counts = Field(default=Counts(), title="数字")
    groups: dict[str, Counts] = Field(
        default_factory=dict, title="分组数字", description="键为第一层字段；项目为前两层，如 projects.budget"
    )
    texts: Share = Field(default=Share(), title="文字", description="ANLS")
    indicator_rows: Counts = Field(default=Counts(), title="指标行", description="各格全对才算读对")
    indicator_cells: Counts = Field(default=Counts(), title="指标格")
    levels: Share = Field(default=Share(), title="一二级指标", description="填对的占标注的")
    sections: Share = Field(default=Share(), title="章节", description="标题、层级和次序都对的占标注的")
    findings: dict[str, FindingCounts] = Field(default_factory=dict, title="问题", description="键为严重程度")
    repairs: Share = Field(default=Share(), title="修复", description="建议的改法与标注一致的占标注的")
    facts: Share = Field(default=Share(), title="综述事实", description="综述写出的占应写的数字")
    wrong_statements: int = Field(default=0, title="综述错句", description="综述引用的、与标注不符的数字和日期")
    no_draft: int = Field(default=0, title="没有综述")
    quotes: Share = Field(default=Share(), title="引文", description="引文确在所指位置的占全部")
    grounded: Counts = Field(
        default=Counts(), title="定位", description="值对且框与原字 IoU ≥ 0.5；值对框不对为放错，没给框为漏读"
    )
    verified: int = Field(default=0, title="已核对", description="标为 verified、标注有判定的数字")
    verified_wrong: int = Field(default=0, title="已核对却错", description="必须为 0")
    silent: int = Field(default=0, title="暗错", description="值与纸面不符、又没有任何存疑标记的数字；必须为 0")
    doubted: int = Field(default=0, title="虚疑", description="读对了、却标为存疑的数字")
    coverage: Share = Field(default=Share(), title="覆盖", description="进了记录的占应读的")
    effort: Share = Field(default=Share(), title="待看", description="人必须看的数字占全部")
    seconds: float = Field(default=0.0, title="用时（秒）")
    pages: int = Field(default=0, title="页")
    misses: tuple[Miss, ...] = ()


Value = TypeVar("Value", Counts, FindingCounts)

_ADDED = (
    "figures", "texts", "indicator_rows", "indicator_cells", "levels", "sections", "repairs", "facts",
    "wrong_statements", "no_draft", "quotes", "grounded", "verified", "verified_wrong", "silent", "doubted",
    "coverage", "effort", "seconds", "pages",
)  # fmt: skip


def total(measured: Iterable[Measurement], case: str = "合计") -> Measurement:
    """Return the sum over everything that could be measured; rendering and reader are those of the first."""
    done = [one for one in measured if not one.failed]
    if not done:
        return Measurement(case=case)
    sums: dict[str, Any] = {name: reduce(add, (getattr(one, name) for one in done)) for name in _ADDED}
    return Measurement(
        case=case,
        rendering=done[0].rendering,
        reader=done[0].reader,
        groups=_added(one.groups for one in done),
        findings=_added(one.findings for one in done),
        misses=tuple(miss for one in done for miss in one.misses),
        **sums,
    )


def _added(tables: Iterable[dict[str, Value]]) -> dict[str, Value]:
    sums: dict[str, Value] = {}
    for table in tables:
        for key, value in table.items():
            sums[key] = sums[key] + value if key in sums else value
    return sums

"""Labels with their values beside them."""

import pytest

from extraction.helpers import claimed, grid, paper
from extractor.extraction.claims import Claims, Place
from extractor.extraction.rules.fields import Pair, claim_pair, pair_of_lines, pairs_in_line, pairs_in_row, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025.6.11", "2025-06-11"),
        ("2025年6月24日", "2025-06-24"),
        ("2025 年 6 月 24 日", "2025-06-24"),
        ("2025-06-01", "2025-06-01"),
        ("2025/6/1", "2025-06-01"),
        ("２０２５年６月", "2025-06"),
        ("二〇二五年", None),
        ("年 月 日", None),
        ("", None),
    ],
)
def test_dates_are_read_as_printed(text, iso):
    """A date in any notation has an ISO value, to the month when no day is printed."""
    assert parse_date(text) == iso


def said(pairs):
    """Return code and value of labelled values."""
    return [(pair.code, pair.value) for pair in pairs]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "填表人：周宁   填报日期：2025年3月18日   联系电话：0730-8123456",
            [("preparer", "周宁"), ("report_date", "2025年3月18日"), ("phone", "0730-8123456")],
        ),
        ("预 算 编 码：116001", [("budget_code", "116001")]),
        ("填表人：   填报日期：2025年3月18日", [("report_date", "2025年3月18日")]),
        ("填表人：周宁联系电话：8123456", [("preparer", "周宁"), ("phone", "8123456")]),
        ("部门（单位）名称：河口县文化馆（盖章）", [("unit_name", "河口县文化馆（盖章）")]),
        ("会议要求：加快进度", []),
        ("目标未完成原因：雨季停工", []),
        ("全年总支出372万元", []),
    ],
)
def test_a_line_may_hold_several_labels(line, found):
    """Each label has the value up to the next label; an empty one has none."""
    assert said(pairs_in_line(line, Place("L0001", line))) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("项目名称|公共图书采购|主管部门|河口县文旅局", [("name", "公共图书采购"), ("department", "河口县文旅局")]),
        ("项目名称||公共图书采购", [("name", "公共图书采购")]),
        ("项目名称|主管部门|河口县文旅局", [("department", "河口县文旅局")]),
        ("偏差大或目标未完成原因分析|雨季停工，两处未完工", [("deviation", "雨季停工，两处未完工")]),
        ("填报人：周宁|联系电话：8123456", [("preparer", "周宁"), ("phone", "8123456")]),
        ("项目名称||||||公共图书采购", []),
    ],
)
def test_a_row_holds_labels_and_values(row, found):
    """The value stands in the next printed cell or behind the colon; another label is no value."""
    assert said(pairs_in_row(grid(row).rows[0])) == found


def test_a_label_may_fill_a_line_above_its_value():
    """`联系人` on a line of its own is the label of the next line, unless that is a label too."""
    first, second, third = paper("联系人\n周宁\n联系电话：8123456").lines

    assert pair_of_lines(first, second) == Pair("preparer", "周宁", Place("L0002", "周宁"))
    assert pair_of_lines(first, third) is None
    assert pair_of_lines(second, third) is None


@pytest.mark.parametrize(
    ("code", "value", "project", "claim"),
    [
        ("unit_name", "河口县文化馆（盖章）", False, {"profile.unit_name": "河口县文化馆"}),
        ("unit_name", "河口县文化馆部门整体支出绩效自评", False, {"profile.unit_name": "河口县文化馆"}),
        ("name", "公共图书采购", True, {"name": "公共图书采购"}),
        ("name", "公共图书采购", False, {}),
        ("preparer", "周宁", False, {"profile.preparer": "周宁"}),
        ("preparer", "周宁主任及全体财务人员", False, {}),
        ("phone", "电话0730-8123456转8", False, {"profile.phone": "0730-8123456"}),
        ("phone", "无", False, {}),
        ("report_date", "2025年3月18日", True, {"report_date": "2025年3月18日"}),
        ("report_date", "年 月 日", False, {}),
        ("fiscal_year", "2024年度", False, {"profile.fiscal_year": "2024年度"}),
        ("authorized", "28", False, {"staffing.authorized": "28人"}),
        ("authorized", "28", True, {}),
        ("actual_staff", "26人", False, {"staffing.actual": "26人"}),
        ("ignored", "李文", False, {}),
        ("head", "□", False, {}),
    ],
)
def test_a_value_goes_to_the_part_it_belongs_to(code, value, project, claim):
    """Department or project; seals and words of the form are no part of a name, blanks no value."""
    claims = Claims()
    claim_pair(Pair(code, value, Place("L0001", value)), claims, project=project)

    assert claimed(claims) == claim


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("二〇二四年三月二十五日", "2024-03-25"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二零二四年十月", "2024-10"),
        ("本年三月二十五日", None),
    ],
)
def test_dates_in_chinese_numerals(text, date):
    """A date written out is a date; without a year it is none."""
    assert parse_date(text) == date


def test_a_person_and_a_phone_in_one_cell_are_two_values():
    """联系人及电话 names both."""
    found = Claims()

    claim_pair(Pair("preparer", "殷若彤0700-\n2187306", Place("T1R1C4", "")), found, project=False)

    assert {claim.path: claim.text for claim in found.found} == {
        "profile.preparer": "殷若彤", "profile.phone": "0700-2187306"
    }  # fmt: skip

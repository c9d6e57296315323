"""Stored numbers and dates as a spreadsheet shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading.excel.number_format import printed

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "0.00", ""),
        (True, "General", "TRUE"),
        (503.36999999999995, "General", "503.37"),
        (503.36999999999995, "0.00", "503.37"),
        (1 / 3, "General", "0.333333333"),
        (3.0, "General", "3"),
        (-0.0, "General", "0"),
        (0.00001234, "General", "0.00001234"),
        (123456789012, "General", "123456789012"),
        (float("inf"), "General", "inf"),
        (0.9593, "0.00%", "95.93%"),
        (-0.5, "0%", "-50%"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00", "2.68"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (0, "#,##0", "0"),
        (0, "#", ""),
        (100, "0.##", "100."),
        (0.5, "#.00", ".50"),
        (5, "000", "005"),
        (20250611, "0000-00-00", "2025-06-11"),
        (12345.678, '0!.0,"万元"', "1.2万元"),
        (1234567, "#,##0,", "1,235"),
        (15000, '[>=10000]0.0,"千";0', "15.0千"),
        (99, '[>=10000]0.0,"千";0', "99"),
        (0, ACCOUNTING, "-"),
        (-5.5, ACCOUNTING, "-5.50"),
        (1234567.891, ACCOUNTING, "1,234,567.89"),
        (-3, "0_);(0)", "(3)"),
        (-1234.5, r"#,##0.00;[Red]\-#,##0.00", "-1,234.50"),
        (0, "0;-0;;@", ""),
        (12, ";;;", ""),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (10, '0.00"分"', "10.00分"),
        (7, 'G/通用格式"个"', "7个"),
        (1.5, "# ?/?", "1.5"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (99999, "0.0E+00", "1.0E+05"),
        (100, "@", "100"),
        ("合计", "0.00", "合计"),
        ("合计", '@"（万元）"', "合计（万元）"),
        ("a", '0;-0;0;"文"@', "文a"),
    ],
)  # fmt: skip
def test_numbers(value: object, code: str, text: str) -> None:
    """A number prints with the digits, separators and literals of its format, rounded half up."""
    assert printed(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (datetime(2025, 6, 11), "yyyy-mm-dd", "2025-06-11"),
        (date(2025, 6, 11), "yyyy/m/d", "2025/6/11"),
        (datetime(2025, 6, 11), "mm-dd-yy", "2025/6/11"),
        (datetime(2025, 6, 11), 'yyyy"年"m"月"d"日";@', "2025年6月11日"),
        (datetime(2025, 10, 21), '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二五年十月二十一日"),
        (datetime(2025, 6, 11), r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2025年6月11日"),
        (datetime(2025, 6, 11), "yyyy.mm aaaa", "2025.06 星期三"),
        (datetime(2025, 6, 11), "d-mmm-yy", "11-Jun-25"),
        (datetime(2025, 6, 21, 15, 4, 59, 999999), "yyyy/m/d h:mm:ss", "2025/6/21 15:05:00"),
        (time(15, 4), '上午/下午h"时"mm"分"', "下午3时04分"),
        (time(0, 4), "h:mm AM/PM", "12:04 AM"),
        (timedelta(hours=30, minutes=5), "[h]:mm:ss", "30:05:00"),
        (datetime(2025, 6, 11), "0.00", "2025-06-11"),
    ],
)
def test_dates(value: object, code: str, text: str) -> None:
    """A date, time or duration prints as a Chinese spreadsheet shows it."""
    assert printed(value, code) == text


@given(st.decimals(-(10**9), 10**9, places=2))
def test_two_decimals_survive(amount: Decimal) -> None:
    """An amount with two decimals prints as it was entered, stored as a float or not."""
    assert printed(float(amount), "0.00") == f"{amount:.2f}".replace("-0.00", "0.00")
    assert Decimal(printed(float(amount), "#,##0.00").replace(",", "")) == amount


@given(st.floats(allow_nan=False), st.text('0#?.,%;-"[]@Gmdy ¥\\E+_*', max_size=8))
def test_any_format_prints(value: float, code: str) -> None:
    """No number and no format code, however odd, ends in an error."""
    assert isinstance(printed(value, code), str)

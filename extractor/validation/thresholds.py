"""What differs by province and bureau: the limits of the checks, with their defaults in `thresholds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from extractor.errors import SettingsError
from extractor.records.base import Record
from extractor.settings import Settings, complaint

Percent = Annotated[Decimal, Field(ge=0)]


class Grade(Record):
    """One grade and the score out of 100 from which it is given."""

    name: str = Field(title="等次")
    lowest: Percent = Field(alias="from", title="起始分数")


class Tier(Record):
    """One result of a qualitative indicator and the share of its weight that it earns, in per cent."""

    name: str = Field(title="结果")
    lowest: Percent = Field(alias="from", title="最低得分率")
    highest: Percent = Field(alias="to", title="最高得分率")


class Frame(Record):
    """One usual set of weights of the first level, 执行率 aside."""

    name: str = Field(title="框架")
    weights: tuple[Percent, ...] = Field(min_length=1, title="一级指标分值")


class Thresholds(Record):
    """The limits of the checks; percentages are numbers of per cent."""

    adjustment_percent: Percent = Field(title="预算调整幅度")
    overrun_percent: Percent = Field(title="决算超预算幅度")
    lenient_percent: Percent = Field(title="可少给分的完成幅度")
    over_achieved_percent: Percent = Field(title="要说明原因的完成幅度")
    score_ahead_percent: Percent = Field(title="得分率超过执行率的幅度")
    sound_rate_percent: Percent = Field(title="不提醒的执行率")
    copied_length: int = Field(gt=0, title="算照抄的字数")
    full_marks_rows: int = Field(gt=0, title="提示全满分的条数")
    grades: tuple[Grade, ...] = Field(min_length=1, title="等次")
    tiers: tuple[Tier, ...] = Field(min_length=1, title="定性档次")
    frames: tuple[Frame, ...] = Field(title="一级指标分值框架")

    @model_validator(mode="after")
    def _in_order(self) -> Thresholds:
        bounds = [grade.lowest for grade in self.grades]
        if bounds != sorted(bounds, reverse=True) or bounds[-1]:
            raise ValueError("grades 要由高到低排列，最后一档从 0 分起")
        return self


def thresholds_of(settings: Settings) -> Thresholds:
    """Return the limits of a run: those that the settings name before the defaults.

    Raises SettingsError with the key for an unknown name or an impossible value.
    """
    return _defaults() if not settings.checks else made(settings.checks)


def made(changes: Mapping[str, Any]) -> Thresholds:
    """Return the defaults with some of them replaced; raises SettingsError as `thresholds_of`."""
    try:
        return Thresholds.model_validate(_default_data() | dict(changes))
    except ValidationError as error:
        raise SettingsError(
            f"检查的界限不能用：{complaint(error)}", f"可用的名称：{'、'.join(Thresholds.model_fields)}"
        ) from error


def defaults_text() -> str:
    """Return the file of the defaults, with its remarks: a template for a file of one's own."""
    return (files("extractor.validation") / "thresholds.toml").read_text("utf-8")


@cache
def _defaults() -> Thresholds:
    return Thresholds.model_validate(_default_data())


@cache
def _default_data() -> dict[str, Any]:
    return tomllib.loads(defaults_text(), parse_float=Decimal)

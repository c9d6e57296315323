"""The model of a run, when one is named: built here, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.llm import Asker
    from extractor.settings import Settings


def asker_of(settings: Settings) -> Asker | None:
    """Return the model with its cache and budget and say where text goes; None for the reader that asks none.

    Nothing is connected here, and a recording is replayed without any connection.
    """
    if settings.reader == "rules" or not settings.model:
        return None
    from extractor.llm import Asker

    if settings.asking.replay:
        return Asker(None, settings)
    from extractor.cli import screen
    from extractor.llm.endpoint import Endpoint

    screen.errors().print(where(settings), soft_wrap=True)
    folder = cache_folder(settings)
    return Asker(Endpoint(settings, folder), settings, folder / "answers")


def where(settings: Settings) -> str:
    """Return the sentence that says where text goes, and what is masked."""
    masked = (
        "人名、电话、证件号和邮箱已遮去（认得出的）"
        if settings.asking.redact
        else "没有遮去人名和电话（--redact 或 ZONGSHU_REDACT=1 可遮）"
    )
    images = "，连同页面图像" if settings.asking.vision else ""
    return f"原文中问到的段落{images}会发往 {settings.asking.endpoint}（模型 {settings.model}），{masked}。"


def cache_folder(settings: Settings) -> Path:
    """Return where answers and what is known of endpoints are kept."""
    from platformdirs import user_cache_path

    return settings.cache or user_cache_path("zongshu", appauthor=False)

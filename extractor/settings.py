"""One typed object for everything that a user can set; read from the environment only by the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from extractor.records.base import Record


class Limits(Record):
    """What a file may cost before it is refused."""

    file_bytes: int = Field(default=300 * 2**20, title="文件大小上限（字节）")
    unpacked_bytes: int = Field(default=1 << 30, title="压缩包解开后的上限（字节）")
    pages: int = Field(default=2000, title="页数上限")
    cells: int = Field(default=500_000, title="单元格数上限")


class Settings(Record):
    """The settings of one run; passed as an object, never looked up."""

    reader: Literal["rules", "model", "hybrid"] = Field(default="rules", title="读法")
    outline: str | None = Field(default=None, title="提纲", description="hunan；空为按表单家族选")
    templates: Path | None = Field(
        default=None, title="自备模板文件夹", description="内有 hunan/ 等文件夹；同名文件先于随软件所附的模板"
    )
    limits: Limits = Limits()

"""One typed object for everything that a user can set; read from the environment only by the command line."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from extractor.errors import SettingsError, reason_of
from extractor.records.base import Record

FILE_VARIABLE = "ZONGSHU_SETTINGS"
"""The environment variable that names a settings file (TOML with the names of `Settings`)."""

_VARIABLES = {
    "ZONGSHU_CACHE": "cache",
    "ZONGSHU_OUTLINE": "outline",
    "ZONGSHU_READER": "reader",
    "ZONGSHU_TEMPLATES": "templates",
    "ZONGSHU_THREADS": "threads",
}


_COMPLAINTS = {
    "missing": "缺少",
    "extra_forbidden": "不是已知的名称",
    "int_parsing": "要写整数",
    "int_type": "要写整数",
    "string_type": "要写文字",
    "decimal_parsing": "要写数字",
    "decimal_type": "要写数字",
    "tuple_type": "要写成一组",
    "too_short": "不能是空的",
    "greater_than": "要大于 0",
    "greater_than_equal": "不能是负数",
    "json_invalid": "不是完整的 JSON",
}


class Limits(Record):
    """What a file may cost before it is refused."""

    file_bytes: int = Field(default=300 * 2**20, gt=0, title="文件大小上限（字节）")
    unpacked_bytes: int = Field(default=1 << 30, gt=0, title="压缩包解开后的上限（字节）")
    pages: int = Field(default=2000, gt=0, title="页数上限")
    cells: int = Field(default=500_000, gt=0, title="单元格数上限")


class Settings(Record):
    """The settings of one run; passed as an object, never looked up."""

    reader: Literal["rules", "model", "hybrid"] = Field(default="rules", title="读法")
    outline: str | None = Field(
        default=None, title="提纲", description="hunan、gansu、yueyang、national、project；空为按表单选"
    )
    templates: Path | None = Field(
        default=None, title="自备模板文件夹", description="内有 hunan/ 等文件夹；同名文件先于随软件所附的模板"
    )
    charts: bool = Field(default=True, title="图", description="综述里是否画图；没有装 matplotlib 时 .docx 里不画")
    read_back: bool = Field(default=True, title="读回", description="综述写成后再读一遍，看有没有新添的问题")
    limits: Limits = Limits()
    checks: dict[str, Any] = Field(
        default_factory=dict, title="检查的界限", description="也可以写另一个 TOML 文件的路径；名称见 thresholds.toml"
    )
    cache: Path | None = Field(
        default=None, title="缓存文件夹", description="可以重新做出来的中间结果；空为系统给用户的缓存文件夹"
    )
    threads: int | None = Field(default=None, gt=0, title="识别文字的线程数", description="空为全部处理器核心")


def load(environment: Mapping[str, str], **flags: Any) -> Settings:
    """Return the settings of a command: flags before environment before settings file before defaults.

    `flags` are named as the fields of `Settings`; None means that the flag was not given.
    Raises SettingsError for a file that cannot be read, an unknown name or an impossible value.
    """
    data = _from_file(environment.get(FILE_VARIABLE))
    data |= {name: environment[variable] for variable, name in _VARIABLES.items() if environment.get(variable)}
    data |= {name: value for name, value in flags.items() if value is not None}
    if isinstance(data.get("checks"), str | Path):
        data["checks"] = _read(str(data["checks"]), "检查的界限文件", "请核对 --checks-config 或设置里的路径")
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        raise SettingsError(
            f"设置不能用：{complaint(error)}", f"可用的设置：{'、'.join(Settings.model_fields)}"
        ) from error
    if settings.templates and not settings.templates.is_dir():
        raise SettingsError(f"没有这个模板文件夹：{settings.templates}", "请核对 --templates 或设置里的路径")
    if settings.reader != "rules":
        raise SettingsError(f"这一版还不能用模型读（reader = {settings.reader!r}）", "请用 rules（默认，离线）")
    return settings


def digest(settings: Settings) -> str:
    """Return sixteen hexadecimal digits that change with any setting and any file of the user's templates."""
    folder = settings.templates
    aside = {"templates": None, "cache": None, "threads": None}
    known = hashlib.sha256(settings.model_copy(update=aside).as_json().encode())
    for path in sorted(folder.rglob("*")) if folder else ():
        if folder and path.is_file():
            known.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return known.hexdigest()[:16]


def _from_file(name: str | None) -> dict[str, Any]:
    """Return the contents of a settings file; nothing when none is named."""
    return _read(name, "设置文件", f"改正它，或去掉环境变量 {FILE_VARIABLE}") if name else {}


def _read(name: str, what: str, remedy: str) -> dict[str, Any]:
    """Return the contents of a TOML file, fractions exact; raises SettingsError when it cannot be read."""
    try:
        return tomllib.loads(Path(name).read_text("utf-8-sig"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise SettingsError(f"读不了{what} {name!r}：{reason}", remedy) from error


def complaint(error: ValidationError) -> str:
    """Return in Chinese what is wrong first with a setting or a record, with its place: limits.pages 要写整数."""
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"])
    said = _COMPLAINTS.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    return f"{place} {said}".strip()

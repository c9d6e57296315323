"""One typed object for everything that a user can set; read from the environment only by the command line."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from extractor.errors import SettingsError, reason_of
from extractor.records.base import Record

FILE_VARIABLE = "ZONGSHU_SETTINGS"
"""The environment variable that names a settings file (TOML with the names of `Settings`)."""

_VARIABLES = {
    "ZONGSHU_CACHE": "cache",
    "ZONGSHU_MODEL": "model",
    "ZONGSHU_OUTLINE": "outline",
    "ZONGSHU_READER": "reader",
    "ZONGSHU_TEMPLATES": "templates",
    "ZONGSHU_THREADS": "threads",
}
_ASKING_VARIABLES = {
    "OPENAI_BASE_URL": "endpoint",
    "OPENAI_API_KEY": "api_key",
    "ZONGSHU_REDACT": "redact",
    "ZONGSHU_VISION": "vision",
}
"""They say where a model is and what it gets, and are looked at only when a model is named."""

DEFAULT_ENDPOINT = "https://api.openai.com/v1"


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


class Asking(Record):
    """How a model is asked, and what that may cost; of no effect unless a model is named."""

    endpoint: str = Field(default=DEFAULT_ENDPOINT, title="模型服务的地址", description="OpenAI 兼容，OPENAI_BASE_URL")
    api_key: str = Field(default="", title="密钥", description="OPENAI_API_KEY；从不写出", exclude=True, repr=False)
    parallel: int = Field(default=4, gt=0, title="同时问几个问题")
    timeout: float = Field(default=180, gt=0, title="等一个回答多久（秒）")
    attempts: int = Field(default=5, gt=0, title="一个问题最多发几次", description="限流、服务出错、超时、断线时重发")
    longest_wait: float = Field(default=60, gt=0, title="重发前最多等多久（秒）")
    question_tokens: int = Field(default=6000, gt=0, title="一个问题最多带多少词元的原文", description="更长的分几次问")
    answer_tokens: int = Field(default=8000, gt=0, title="一个回答最多多少词元")
    report_tokens: int | None = Field(default=400_000, title="一份报告的词元预算", description="空为不限")
    run_tokens: int | None = Field(default=None, title="一次运行的词元预算", description="空为不限")
    prompt_price: Decimal | None = Field(default=None, title="每百万输入词元的价格", description="货币由用户自定")
    answer_price: Decimal | None = Field(default=None, title="每百万输出词元的价格")
    redact: bool = Field(default=False, title="遮去人名、电话、证件号和邮箱", description="ZONGSHU_REDACT=1；问完放回")
    vision: bool = Field(
        default=False,
        title="连同页面图像一起问",
        description="ZONGSHU_VISION=1；图像上的人名遮不了，不能与 redact 同用",
    )
    record: Path | None = Field(default=None, title="把回答存到哪个文件夹")
    replay: Path | None = Field(default=None, title="只用这个文件夹里存下的回答", description="不联网")

    @model_validator(mode="after")
    def _hides_what_it_sends(self) -> Asking:
        """Names on a picture cannot be masked, so redaction and pictures exclude each other."""
        if self.redact and self.vision:
            raise ValueError("redact 和 vision 不能同用，图像上的人名遮不了")
        return self


class Settings(Record):
    """The settings of one run; passed as an object, never looked up."""

    reader: Literal["rules", "model", "hybrid"] = Field(
        default="rules", title="读法", description="指明模型而没写读法时为 hybrid"
    )
    model: str | None = Field(default=None, min_length=1, title="模型", description="空为全部离线")
    asking: Asking = Asking()
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
    data |= {name: value for name, value in flags.items() if value is not None and name not in Asking.model_fields}
    if isinstance(data.get("checks"), str | Path):
        data["checks"] = _read(str(data["checks"]), "检查的界限文件", "请核对 --checks-config 或设置里的路径")
    data = _with_model(data, environment, flags)
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        raise SettingsError(
            f"设置不能用：{complaint(error)}", f"可用的设置：{'、'.join(Settings.model_fields)}"
        ) from error
    if settings.templates and not settings.templates.is_dir():
        raise SettingsError(f"没有这个模板文件夹：{settings.templates}", "请核对 --templates 或设置里的路径")
    if settings.reader != "rules" and not settings.model:
        raise SettingsError(
            f"读法 {settings.reader} 要用模型，但没有指明哪一个",
            "用 --model 或环境变量 ZONGSHU_MODEL 指明模型，或用 rules",
        )
    return settings


def digest(settings: Settings) -> str:
    """Return sixteen hexadecimal digits that change with any setting and any file of the user's templates.

    Of how a model is asked only what can change its answers counts, and nothing when none is asked.
    """
    folder = settings.templates
    asking = settings.asking if settings.reader != "rules" else Asking()
    asking = Asking(**{name: getattr(asking, name) for name in ("endpoint", "question_tokens", "redact", "vision")})
    aside = {"templates": None, "cache": None, "threads": None, "asking": asking}
    known = hashlib.sha256(settings.model_copy(update=aside).as_json().encode())
    for path in sorted(folder.rglob("*")) if folder else ():
        if folder and path.is_file():
            known.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return known.hexdigest()[:16]


def _with_model(data: dict[str, Any], environment: Mapping[str, str], flags: Mapping[str, Any]) -> dict[str, Any]:
    """Add how a model is asked; a stray key or address is not even looked at when no model is named."""
    if not data.get("model"):
        return data
    data.setdefault("reader", "hybrid")
    asking = data.get("asking") or {}
    if not isinstance(asking, dict):
        return data
    asking = asking | {name: environment[key] for key, name in _ASKING_VARIABLES.items() if environment.get(key)}
    asking |= {name: value for name, value in flags.items() if value is not None and name in Asking.model_fields}
    return data | {"asking": asking}


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

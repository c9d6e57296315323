"""One strict text file: a TOML head between lines of `+++`, and a Jinja body.

    +++
    id = "hunan.basic"
    purpose = "……"
    title = "一、部门（单位）基本情况"
    variables = ["profile", "staffing"]
    +++
    {{ profile.unit_name }}……

The declared variables must be exactly those that the body uses; an unknown key of the head, an
undeclared variable, and a value that is missing when the body is rendered are errors.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError

from extractor.errors import TemplateError
from extractor.records.base import Record

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2 import Template as Compiled

_FILE = re.compile(r"\A\s*\+\+\+[ \t]*\n(?P<head>.*?)^\+\+\+[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)


class Head(Record):
    """What a text file says of itself."""

    id: str = Field(min_length=1, title="编号", description="在全部文件中唯一，如 hunan.basic")
    purpose: str = Field(min_length=1, title="用途")
    title: str = Field(default="", title="标题", description="章节标题；没有标题的为空")
    answer: str = Field(default="", title="回答的类型", description="提示词要求的记录类型；模板为空")
    variables: tuple[str, ...] = Field(title="变量", description="正文用到的全部变量")


@dataclass(frozen=True)
class Template:
    """A checked file, ready to be rendered. `sha256` is the hash of its text, for the run's record."""

    name: str
    head: Head
    sha256: str
    body: Compiled
    body_line: int

    def render(self, **values: Any) -> str:
        """Render the body.

        Args:
            values: exactly the declared variables.

        Raises:
            TemplateError: a missing or unknown variable (all of them named), or a field that does not exist.

        """
        declared = set(self.head.variables)
        if missing := sorted(declared - set(values)):
            raise TemplateError(f"{self.name} 缺少变量 {'、'.join(missing)}", "请检查调用处")
        if unknown := sorted(set(values) - declared):
            raise TemplateError(f"{self.name} 没有声明变量 {'、'.join(unknown)}", "请在 variables 里补上")
        return self._rendered(values)

    def _rendered(self, values: dict[str, Any]) -> str:
        from jinja2 import TemplateError as JinjaError  # noqa: PLC0415 - heavy, and only here

        try:
            return self.body.render(values)
        except JinjaError as error:
            where = _line_of(error)
            place = f"第 {where + self.body_line} 行" if where else "正文"
            raise TemplateError(f"{self.name} {place}不能套用：{error}", "请对照字段表改正模板") from error


def parse(text: str, name: str) -> Template:
    """Check the text of a file and compile its body; `name` is the file name for the messages.

    Raises:
        TemplateError: no head, broken TOML, an unknown key, a syntax error, or variables that do not agree.

    """
    match = _FILE.match(text.replace("\r\n", "\n"))
    if not match:
        raise TemplateError(f"{name} 没有文件头", "文件须以 +++ 行开始，写明 id、purpose、variables，再以 +++ 行结束")
    head = _head(match["head"], name)
    body_line = match.string.count("\n", 0, match.start("body"))
    compiled = _compiled(match["body"], name, head, body_line)
    return Template(name, head, sha256(text.encode()).hexdigest(), compiled, body_line)


def _head(text: str, name: str) -> Head:
    try:
        return Head.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{name} 的文件头不是合格的 TOML：{error}", '每行写成 键 = "值"') from error
    except ValidationError as error:
        faults = "；".join(f"{'.'.join(map(str, e['loc']))}：{_fault(e['type'])}" for e in error.errors())
        known = "、".join(Head.model_fields)
        raise TemplateError(f"{name} 的文件头有误（{faults}）", f"可用的键：{known}") from error


def _fault(kind: str) -> str:
    return {"extra_forbidden": "不认识的键", "missing": "缺少"}.get(kind, "写法不对")


def _compiled(body: str, name: str, head: Head, body_line: int) -> Compiled:
    from jinja2 import TemplateSyntaxError, meta  # noqa: PLC0415 - heavy, and only here

    environment = _environment()
    try:
        used = meta.find_undeclared_variables(environment.parse(body))
        compiled = environment.from_string(body)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"{name} 第 {error.lineno + body_line} 行语法有误：{error.message}", "请改正模板"
        ) from error
    declared = set(head.variables)
    used -= environment.globals.keys() - declared
    if undeclared := sorted(used - declared):
        raise TemplateError(f"{name} 用了没有声明的变量 {'、'.join(undeclared)}", "请在 variables 里补上，或改正拼写")
    if unused := sorted(declared - used):
        raise TemplateError(f"{name} 声明了没有用到的变量 {'、'.join(unused)}", "请从 variables 里删去，或改正拼写")
    return compiled


@cache
def _environment() -> Environment:
    """Return the one environment: nothing undefined is printed, and a file cannot reach into Python."""
    from jinja2 import StrictUndefined  # noqa: PLC0415 - heavy, and only here
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


def _line_of(error: BaseException) -> int | None:
    """Return the line of the body in which rendering failed: the innermost frame that is a template."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line

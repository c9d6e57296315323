"""One strict text file: a TOML head between lines of `+++`, and a Jinja body.

    +++
    id = "hunan.basic"
    purpose = "……"
    title = "一、部门（单位）基本情况"
    variables = ["profile", "staffing"]
    +++
    {{ profile.unit_name }}……

A prompt keeps its line ends; a line that holds nothing but tags vanishes. In a template of prose only an empty
line of the file parts paragraphs; every other line end is nothing, since Chinese has no spaces between words.
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

_TAG_LINE = re.compile(r"^[ \t]*((?:(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})[ \t]*)+)\n", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"(\{%(?:(?!%\}).)*%\}|\{\{(?:(?!\}\}).)*\}\}|\{#(?:(?!#\}).)*#\})", re.DOTALL)
_LINE_ENDS = re.compile(r"[ \t]*\n[ \t\n]*")
_FILE = re.compile(r"\A\s*\+\+\+[ \t]*\n(?P<head>.*?)^\+\+\+[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)


class Head(Record):
    """What a text file says of itself."""

    id: str = Field(min_length=1, title="编号", description="在全部文件中唯一，如 hunan.basic")
    purpose: str = Field(min_length=1, title="用途")
    title: str = Field(default="", title="标题", description="章节标题；没有标题的为空")
    answer: str = Field(default="", title="回答的类型", description="提示词要求的记录类型；模板为空")
    variables: tuple[str, ...] = Field(title="变量", description="正文用到的全部变量")
    includes: tuple[str, ...] = Field(
        default=(), title="包含", description="其下的章节，如 hunan/01-basic；标题降一级，序号改作（一）"
    )


@dataclass(frozen=True)
class Template:
    """A checked file, ready to be rendered. `sha256` is the hash of its text, for the run's record.

    `name` is its folder and file; `own` tells a file of the user's folder.
    """

    name: str
    head: Head
    sha256: str
    body: Compiled
    body_line: int
    own: bool = False

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


def parse(text: str, name: str, *, prose: bool = False) -> Template:
    """Check the text of a file and compile its body.

    Args:
        text: the whole file.
        name: the file name, for the messages.
        prose: whether line ends are nothing and empty lines part paragraphs.

    Raises:
        TemplateError: no head, broken TOML, an unknown key, a syntax error, or variables that do not agree.

    """
    match = _FILE.match(text.replace("\r\n", "\n"))
    if not match:
        raise TemplateError(f"{name} 没有文件头", "文件须以 +++ 行开始，写明 id、purpose、variables，再以 +++ 行结束")
    head = _head(match["head"], name)
    body_line = match.string.count("\n", 0, match.start("body"))
    body = _joined(match["body"]) if prose else _without_tag_lines(match["body"])
    compiled = _compiled(body, name, head, body_line)
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
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - heavy, and only here

    environment = _environment()
    try:
        used = _used(environment, body)
        compiled = environment.from_string(body)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"{name} 第 {error.lineno + body_line} 行语法有误：{error.message}", "请改正模板"
        ) from error
    declared = set(head.variables)
    if undeclared := sorted(used - declared):
        raise TemplateError(f"{name} 用了没有声明的变量 {'、'.join(undeclared)}", "请在 variables 里补上，或改正拼写")
    if unused := sorted(declared - used):
        raise TemplateError(f"{name} 声明了没有用到的变量 {'、'.join(unused)}", "请从 variables 里删去，或改正拼写")
    return compiled


def _used(environment: Environment, body: str) -> set[str]:
    """Return the names that a body expects from outside.

    `meta` also names what is set in one branch of an `if`; a name that the body sets anywhere is its own.
    """
    from jinja2 import meta, nodes  # noqa: PLC0415 - heavy, and only here

    tree = environment.parse(body)
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in {"store", "param"}}
    return meta.find_undeclared_variables(tree) - own - environment.globals.keys()


@cache
def _environment() -> Environment:
    """Return the one environment: nothing undefined is printed, and a file cannot reach into Python."""
    from jinja2 import StrictUndefined  # noqa: PLC0415 - heavy, and only here
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


def _without_tag_lines(body: str) -> str:
    """Let the line end behind lines of tags vanish in a comment, so that line numbers stay as they are."""
    return _TAG_LINE.sub(r"\1{#\n#}", body)


def _joined(body: str) -> str:
    """Keep only the empty lines between tags; line numbers stay as they are."""
    parts = _TAG.split(body.strip())
    return "".join(part if number % 2 else _LINE_ENDS.sub(_line_end, part) for number, part in enumerate(parts))


def _line_end(match: re.Match[str]) -> str:
    lines = match[0].count("\n")
    return "{#\n#}" if lines == 1 else "\n\n" + "{#" + "\n" * (lines - 2) + "#}"


def _line_of(error: BaseException) -> int | None:
    """Return the line of the body in which rendering failed: the innermost frame that is a template."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line

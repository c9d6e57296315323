"""The command-line library in Chinese: titles and words of its help, and its complaints about wrong use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_OTHERS = (
    (re.compile(r"No such command '(?P<name>[^']*)'"), "没有 {} 这个命令"),
    (re.compile(r"Option '(?P<name>[^']*)' requires (?:an|\d+) arguments?"), "{} 后面要写上它的值"),
    (re.compile(r"Option '(?P<name>[^']*)' does not take a value"), "{} 后面不要写值"),
    (re.compile(r"Got unexpected extra argument\S* \((?P<name>.*)\)"), "多写了 {}"),
)


class Command(TyperCommand):
    """A command whose help is Chinese and whose flags do not look as if they wanted a value."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return arguments and options, `--help` last."""
        return [_told(parameter) for parameter in super().get_params(ctx)]


class Group(TyperGroup):
    """A group of commands whose help is Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options, `--help` last."""
        return [_told(parameter) for parameter in super().get_params(ctx)]


def title_help() -> None:
    """Title the parts of the help in Chinese; the library has no setting for it."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认 {}]"


def wrong_use(error: typer.TyperException) -> str:
    """Return a complaint of the library in Chinese, its own words only where we have none; empty after help."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return ""
    said = _COMPLAINTS.get(kind, _other)(error)
    return f"{said}。用 zongshu --help 或 zongshu 命令 --help 看用法"


def _told(parameter: Any) -> Any:
    if "--help" in parameter.opts:
        parameter.help = "显示这些说明"
    if getattr(parameter, "is_flag", False):
        parameter.metavar = " "
    return parameter


def _name(error: Any) -> str:
    """Return how a user knows the parameter that an error is about: 文件, or --output / -o."""
    parameter = error.param
    if parameter is None:
        return "参数"
    return str(parameter.metavar) if parameter.param_type_name == "argument" else " / ".join(parameter.opts)


def _bad_value(error: Any) -> str:
    reason = re.sub(r"^Value error, ", "", error.message).rstrip(".")
    reason = re.sub(r"^(?P<value>'.*') is not one of (?P<known>.*)$", r"\g<value> 不在 \g<known> 之中", reason)
    reason = re.sub(r"^Input should be a valid integer.*$", "要写整数", reason)
    return f"{_name(error)} 的值不对：{reason}"


def _other(error: Any) -> str:
    for pattern, said in _OTHERS:
        if found := pattern.search(error.message):
            return said.format(found["name"])
    return f"命令写得不对：{error.format_message().rstrip('.')}"


_COMPLAINTS: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": lambda error: f"没有 {error.option_name} 这个选项",
    "MissingParameter": lambda error: f"缺少 {_name(error)}",
    "BadParameter": _bad_value,
}

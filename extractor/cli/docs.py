"""The lists of README.md that are made from the code: `python -m extractor.cli.docs README.md`."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from extractor import errors
from extractor.cli.examples import transcripts
from extractor.cli.screen import word_of
from extractor.records import paths
from extractor.records.evidence import Evidence
from extractor.records.report import Measure, Report, Text
from extractor.validation.catalogue import RULES

_PART = re.compile(r"(?P<open><!-- made: (?P<name>\w+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)
_SIBLING = re.compile(r"(^|_)(growth|change_from_previous|share|of)$")

_LEAVES = (Text, Measure, Evidence)


def refresh(text: str) -> str:
    """Return a document with every generated part made anew; raises KeyError for a part that nobody makes."""
    made = {name: make() for name, make in PARTS.items()}
    made |= {f"session_{name}": f"```console\n{shown}\n```" for name, shown in transcripts().items()}
    return _PART.sub(lambda part: f"{part['open']}\n{made[part['name']]}\n\n{part['close']}", text)


def checks() -> str:
    """Return the catalogue as a table."""
    rows = [f"| {rule.id} | {word_of(rule.severity)[0]} | {rule.title} |" for rule in RULES]
    return "\n".join(["| 编号 | 程度 | 查什么 |", "|---|---|---|", *rows])


def error_tree() -> str:
    """Return the tree of errors with their exit statuses, as `errors.py` draws it."""
    tree = (errors.__doc__ or "").split("\n\n")[1]
    return f"```text\n{inspect.cleandoc(tree)}\n```"


def fields() -> str:
    """Return the fields of record.json, one line a group."""
    return "\n".join(f"- {_place(prefix)}{'，'.join(names)}" for prefix, names in _groups(Report, "", {}))


def commands() -> str:
    """Return every command with its arguments and options."""
    return "\n\n".join(_command(f"zongshu {name}", command) for name, command in _commands())


def accuracy() -> str:
    """Return the accuracy of the offline reader on our own cases, as the committed baseline has it."""
    from extractor.eval import gate
    from extractor.eval.case import cases
    from extractor.eval.report import markdown

    own = {case.name for case in cases()}
    return markdown([one for one in gate.measured_by(gate.load()) if one.case in own])


PARTS: dict[str, Callable[[], str]] = {
    "accuracy": accuracy,
    "checks": checks,
    "commands": commands,
    "errors": error_tree,
    "fields": fields,
}


def _place(prefix: str) -> str:
    return f"`{prefix}`：" if prefix else ""


def _groups(model: type[BaseModel], prefix: str, told: dict[type, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each group of fields with its path; a group that was told before is referred to."""
    names, below = [], []
    for name, field in model.model_fields.items():
        inner = paths.record_type(field.annotation)
        path = f"{prefix}.{name}".lstrip(".") + ("[]" if "tuple" in str(field.annotation) else "")
        if inner is None or issubclass(inner, _LEAVES):
            # The siblings of amounts are told once, in words.
            names += [] if _SIBLING.search(name) else [f"`{name}` {field.title or ''}".strip()]
        elif inner in told:
            names.append(f"`{name}` {field.title}（同 `{told[inner]}`）")
        else:
            below.append((inner, path))
    if names:
        yield prefix, names
    for inner, path in below:
        if inner not in told:
            told[inner] = path
            yield from _groups(inner, path, told)


def _commands() -> Iterator[tuple[str, Any]]:
    """Yield the commands by their full name: a group that is a command too, then those of the group one by one."""
    from typer.main import get_command

    from extractor.cli.main import app

    yield from _below("", get_command(app))


def _below(name: str, group: Any) -> Iterator[tuple[str, Any]]:
    for word, command in group.commands.items():
        inner = f"{name} {word}".strip()
        if not hasattr(command, "commands"):
            yield inner, command
            continue
        if command.invoke_without_command:
            yield inner, command
        yield from _below(inner, command)


def _command(name: str, command: Any) -> str:
    words = [word for parameter in command.params if (word := _word(parameter))]
    lines = [f"**`{' '.join([name, *words])}`**", "", command.help or ""]
    told = [f"- `{'`、`'.join(p.opts)}` {p.help}" for p in command.params if p.param_type_name == "option"]
    return "\n".join([*lines, *([""] if told else []), *told])


def _word(parameter: Any) -> str:
    """Return how a parameter is written: 文件…, [编号], -o 文件夹; optional options are listed below."""
    label = parameter.metavar or ""
    if parameter.param_type_name == "argument":
        return label if parameter.required else f"[{label}]"
    return f"{parameter.opts[0]} {label}" if parameter.required else ""


def main() -> None:
    """Rewrite the generated parts of the named files."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(refresh(path.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
